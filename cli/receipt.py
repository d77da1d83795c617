"""Whether something is recorded, asked by the id of its command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli.examples import readers
from cli.extents import place
from cli.general import Options, Verb, application
from cli.output import in_json, write_json, write_text, writing
from domain.errors import NotRecorded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.fact import Entry
    from domain.ports import Receipt

VERSION = 1


@click.command("receipt", cls=Verb)
@click.argument("command_id", metavar="ID")
@click.pass_context
def command(ctx: click.Context, command_id: str) -> None:
    """Show whether a command is recorded, by its id: where, and what it recorded.

    An error shows the id of what it broke off; a file for `import` has an id in each line. Exit 3 means that nothing is
    recorded under this id, and that nothing sent before can still be recorded.

    \b
    sameside receipt 3f2a9c51b0d4
    """  # noqa: D301 - click's mark that these lines stay as they are
    app, options = application(ctx), ctx.ensure_object(Options)
    receipt = app.receipt(command_id)
    if receipt is None:
        raise NotRecorded.of("nothing is recorded under the id {id}", id=command_id)
    entries = tuple(map(app.decode, app.tail(receipt.first_position - 1, receipt.facts)))
    with writing(options) as out:
        if in_json(options):
            kind = receipt.stream.partition("/")[0]
            answer = {"receipt": receipt._asdict(), "facts": list(entries), "read_by": readers(kind)}
            write_json(options, out, "sameside.recorded", answer, version=VERSION)
            return
        write_text(options, out, "\n".join(_lines(receipt, entries)))


def _lines(receipt: Receipt, entries: tuple[Entry[Any], ...]) -> Iterator[str]:
    from cli.fact_line import receipt_line  # noqa: PLC0415 - a script reads JSON

    yield f"recorded: {place(receipt)}"
    yield from map(receipt_line, entries)
