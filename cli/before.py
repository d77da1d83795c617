"""What is answered about a time before anything was there: not only that there is nothing, but since when there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from cli.told import say
from domain.moments import TIMED

if TYPE_CHECKING:
    from adapters.wiring import Application, Reach

WHOLE = {"engagement": "accountability", "account": "account"}
"""By kind of stream, a view that reads all of its facts."""


def say_if_before(
    app: Application, stream: str | None, asked: Mapping[str, str | None], reach: Callable[[], Reach]
) -> None:
    """On stderr, where the time that is asked for lies before the first entry; `reach` says which one of the whole
    ledger was the last by then.
    """
    when = asked["on"] or asked["as_of"]
    if when is None:
        return
    if stream is None:
        if not reach().position and (first := app.tail(0, 1)):
            recorded = app.decode(first[0]).recorded_at[:TIMED]
            say(f"nothing was there by {when}; the first entry of this ledger was recorded on {recorded}")
        return
    view = WHOLE.get(stream.partition("/")[0])
    if view is None or app.views.page(view, stream, on=asked["on"], as_of=asked["as_of"]).reach.position:
        return
    entries = [entry for _, entry in app.history(stream)]
    if asked["on"]:
        say(f"nothing of {stream} was there by {when}; it begins on {min(e.occurred_at for e in entries)[:TIMED]}")
    else:
        say(f"nothing of {stream} was there by {when}; it was recorded from {entries[0].recorded_at[:TIMED]} on")
