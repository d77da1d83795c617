"""What could still be prepared for an engagement: what a receipt counts, in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.completion import streams
from cli.general import Options, Rows, application
from cli.output import table, write_lines, writing
from cli.streams import there
from cli.taken import read
from cli.told import TRY
from cli.warned import as_data
from domain.streams import stream_of
from projections.pages.language import ENGLISH
from projections.pages.prepare_texts import how_many

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

COLUMNS = ("code", "message", "because", "hint", "way_out")


@click.command(cls=Rows)
@click.argument("engagement", required=False, shell_complete=streams)
@click.pass_context
def prepare(ctx: click.Context, engagement: str | None) -> None:
    """Show what could still be prepared for an engagement: each with the reason, and the line to type.

    \b
    sameside prepare acme
    sameside prepare --json
    """  # noqa: D301 - click's mark that these lines stay as they are
    app, options = application(ctx), ctx.ensure_object(Options)
    stream, thing = stream_of(read(options, app, engagement))
    if thing or not stream.startswith("engagement/"):
        raise click.UsageError("a whole engagement is prepared; name it alone, as in acme")
    there(app, stream)
    lacking = [
        {**as_data(warned, options.store), "because": str(warned.because)} for warned in app.ledger.unprepared(stream)
    ]
    if options.form or options.fields:
        table(options, "sameside.prepare", COLUMNS, lacking, stream=stream)
        return
    with writing(options) as out:
        lines = _printed(lacking, stream.removeprefix("engagement/"))
        write_lines(options, out, ((line, line.startswith(TRY)) for line in lines))


def _printed(lacking: list[dict[str, Any]], name: str) -> Iterator[str]:
    yield f"{how_many(ENGLISH, len(lacking))} in {name}" if lacking else f"nothing is left to prepare in {name}"
    for row in lacking:
        yield from ("", str(row["message"]), f"  why: {row['because']}", f"{TRY}{row['hint']}")
