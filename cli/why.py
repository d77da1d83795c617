"""Walk back from a little thing to the agreement it serves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from cli.colour import Paint, accessible, painter, plain
from cli.completion import streams
from cli.folding import fill, width
from cli.general import Options, Verb, application, in_language
from cli.layout import BETWEEN, painted
from cli.output import in_json, on_terminal, one_line, write_json, writing
from cli.streams import there
from cli.taken import read, tell
from domain.errors import Invalid, Unknown
from domain.step import WayOut
from domain.streams import stream_of

if TYPE_CHECKING:
    from projections.pages.sheet import Sheet
    from projections.why import Why

BACK = "← "


@click.command(cls=Verb)
@click.argument("thing", metavar="[ENGAGEMENT/]THING", required=False, shell_complete=streams)
@in_language("it")
@click.pass_context
def why(ctx: click.Context, thing: str | None, language: str | None) -> None:
    """Show why a little thing was tried, back to the agreement.

    At a terminal, a thing that is left out is asked for; the only one there is, is meant.

    \b
    sameside why acme/x-1
    sameside why acme/x-1 --language de
    """  # noqa: D301 - click's mark that these lines stay as they are
    app, options = application(ctx), ctx.ensure_object(Options)
    stream, name = stream_of(read(options, app, thing))
    speak = app.language(language)
    there(app, stream)
    rows = {row.thing: row for _, row in app.views.folded("why", stream)}
    name = name or _which(options, stream.partition("/")[2], rows)
    row = rows.get(name)
    if row is None:
        way_out = WayOut(command="extra.list", place=stream.partition("/")[2])
        raise Unknown(f"there is no little thing {name} in {stream}", stream=stream, thing=name, way_out=way_out)
    version = dict(app.views.folded("outcomes", stream)).get(f"{stream}#{row.outcome}#{row.version}")
    from projections.pages.why import sheet  # noqa: PLC0415 - help reads no views

    chain = sheet(row, version, datetime.now(UTC).date(), speak)
    steps = [BETWEEN.join((item.label, *item.texts)) for item in chain.items]
    with writing(options) as out:
        if in_json(options):
            write_json(options, out, "sameside.why", {"thing": row, "outcome": version, "steps": steps, "sheet": chain})
        else:
            listened = on_terminal(options) and accessible()
            tree = _steps(chain) if listened else _tree(chain, width() if on_terminal(options) else None, painter(out))
            out.write("\n".join([*tree, ""]))


def _which(options: Options, place: str, rows: dict[str, Why]) -> str:
    """The only little thing that there is, or the one that whoever is at a terminal picks. Raises Invalid."""
    from cli.asked import may_ask, picked  # noqa: PLC0415 - a thing that is named is asked for by nobody

    if not rows:
        way_out = WayOut(command="extra.offer", place=place, more=True)
        raise Invalid(f"there is no little thing in {place} yet", where="the first argument", way_out=way_out)
    if len(rows) == 1:
        (name,) = rows
        tell(options, [f"little thing: {name} (the only one)"])
        return name
    if not may_ask(options, no_input=False):
        raise Invalid(f"name the little thing too, as in {place}/{next(iter(rows))}", where="the first argument")
    return picked("little thing", {name: row.says for name, row in rows.items()})


def _steps(chain: Sheet) -> Iterator[str]:
    """A line a step, each before the one that it rests on, as they are read aloud."""
    from cli.aloud import in_words  # noqa: PLC0415 - few listen

    for item in chain.items:
        yield in_words(f"{item.label}: {one_line(BETWEEN.join(item.texts))}")


def _tree(chain: Sheet, width: int | None, paint: Paint) -> Iterator[str]:
    """Each step under the one that rests on it; folded where a terminal is so wide."""
    for depth, item in enumerate(chain.items):
        arrow = "  " * (depth - 1) + BACK if depth else ""
        phrases = painted(item.phrases, plain if depth else paint)
        first, text = f"{arrow}{item.label}: ", one_line(BETWEEN.join(phrases))
        yield from [first + text] if width is None else fill(text, width, first, len(arrow) + len(BACK))
