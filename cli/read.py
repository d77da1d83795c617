"""Every fact in order, as it was recorded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from cli.general import Options, Rows, application
from cli.output import for_people, table, writing
from cli.room import short

if TYPE_CHECKING:
    from adapters.wiring import Application
    from domain.fact import Entry

COLUMNS = ("position", "stream", "version", "recorded_at", "occurred_at", "party", "by", "type", "why", "body")
SEEN = ("position", "recorded_at", "stream", "party", "said", "why")
"""What a person reads of it: in a sentence what a program has field by field."""
PAGE = 1000
WAIT_SECONDS = 1.0


@click.command(cls=Rows)
@click.option("--from", "after", type=click.IntRange(min=1), default=1, metavar="POS", help="From this position on.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many.")
@click.option("--follow", is_flag=True, help="Wait for more; stop with Ctrl-C.")
@click.pass_context
def tail(ctx: click.Context, after: int, limit: int | None, *, follow: bool) -> None:
    """Every fact, in the order it was recorded.

    \b
    sameside tail --from 1 --ndjson
    """  # noqa: D301 - click's mark that these lines stay as they are
    app, options = application(ctx), ctx.ensure_object(Options)
    facts = _pages(app, after - 1, limit, follow=follow)
    endless = follow and limit is None
    if options.form != "ndjson":
        people = for_people(options)
        rows = ((seen if people else row)(raw[0], app.decode(raw)) for raw in facts)
        table(options, "sameside.tail", SEEN if people else COLUMNS, rows, waiting=follow, endless=endless)
        return
    with writing(options, endless=endless) as out:
        for position, _, _, _, state in facts:
            # The stored bytes as they are, with their position before them.
            out.write(f'{{"position":{position},{state.decode()[1:]}\n')
            if follow:
                out.flush()


def _pages(app: Application, after: int, limit: int | None, *, follow: bool) -> Iterator[Any]:
    """Stored rows after a position, a bounded page at a time."""
    left = limit
    while left is None or left > 0:
        rows = app.tail(after, PAGE if left is None else min(PAGE, left))
        yield from rows
        if rows:
            after = rows[-1][0]
            left = None if left is None else left - len(rows)
        elif follow:
            app.wait(after, WAIT_SECONDS)
        else:
            return


def seen(position: int, entry: Entry[Any]) -> dict[str, Any]:
    """A fact as people read it, by SEEN."""
    from cli.fact_line import fact_line  # noqa: PLC0415 - a program reads no sentences

    where = {"position": position, "recorded_at": entry.recorded_at, "stream": short(entry.stream)}
    return {**where, "party": entry.party.value, "said": fact_line(entry), "why": entry.why}


def row(position: int, entry: Entry[Any]) -> dict[str, Any]:
    """A fact as it is stored, by COLUMNS."""
    on_behalf = f" on the {entry.party}'s behalf" if entry.on_behalf else ""
    return {
        "position": position,
        "stream": entry.stream,
        "version": entry.version,
        "recorded_at": entry.recorded_at,
        "occurred_at": entry.occurred_at,
        "party": entry.party.value,
        "by": f"{entry.actor.side} {entry.actor.id} ({entry.actor.how}){on_behalf}",
        "type": entry.type,
        "why": entry.why,
        "body": entry.body,
    }
