"""What is answered to a recorded command: a line a fact, or one JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli.named_ledger import at_ledger
from cli.output import in_json, write_json, writing

if TYPE_CHECKING:
    from adapters.wiring import Spoken
    from cli.general import Options

VERSION = 1


def tell(options: Options, spoken: Spoken) -> None:
    """The facts on stdout, the warnings on stderr."""
    spoken = spoken._replace(warnings=[at_ledger(options.store, warning) for warning in spoken.warnings])
    for warning in spoken.warnings:
        click.echo(f"warning[{warning.partition(': ')[0]}]: {warning.partition(': ')[2]}", err=True)
    with writing(options) as out:
        if in_json(options):
            write_json(options, out, "sameside.receipt", as_data(spoken))
            return
        from cli.sentences import sentence  # noqa: PLC0415 - a script reads JSON

        if spoken.receipt is None:
            out.write("would be recorded:\n")
        for entry in spoken.entries:
            out.write(f"{sentence(entry)}\n")


def as_data(spoken: Spoken) -> dict[str, Any]:
    """The receipt, null when nothing was written; the facts as they are stored, and the warnings."""
    receipt = spoken.receipt and spoken.receipt._asdict()
    return {"receipt": receipt, "facts": list(spoken.entries), "warnings": spoken.warnings}
