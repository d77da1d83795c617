"""What is answered to a recorded command: a line a fact, or one JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli.output import in_json, write_json, writing
from cli.warned import as_data, hint

if TYPE_CHECKING:
    from adapters.wiring import Spoken
    from cli.general import Options

VERSION = 2


def tell(options: Options, spoken: Spoken) -> None:
    """The facts on stdout, the warnings on stderr."""
    for warned in spoken.warnings:
        click.echo(f"warning[{warned.code}]: {warned.message}", err=True)
        if way_out := hint(warned, options.store):
            click.echo(f"  try: {way_out}", err=True)
    with writing(options) as out:
        if in_json(options):
            write_json(options, out, "sameside.receipt", document(spoken, options.store), version=VERSION)
            return
        from cli.fact_line import receipt_line  # noqa: PLC0415 - a script reads JSON

        if spoken.receipt is None:
            out.write("would be recorded:\n")
        for entry in spoken.entries:
            out.write(f"{receipt_line(entry)}\n")


def document(spoken: Spoken, store: str | None) -> dict[str, Any]:
    """The receipt, null when nothing was written; the facts as they are stored, and the warnings."""
    receipt = spoken.receipt and spoken.receipt._asdict()
    warnings = [as_data(warned, store) for warned in spoken.warnings]
    return {"receipt": receipt, "facts": list(spoken.entries), "warnings": warnings}
