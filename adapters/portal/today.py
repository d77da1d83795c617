"""The first page of either side: what waits for whom and what is late, on every page that they may read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from starlette.responses import HTMLResponse, RedirectResponse, Response

from adapters.portal import forms, waiting
from adapters.portal.doors import EVERYTHING, Place
from adapters.portal.guests import Guest
from adapters.portal.site import Call, view_of
from domain.catalogue import COMMANDS, KIND
from projections.pages import around
from projections.pages.acting import WORDING
from projections.pages.sheet import Item
from projections.pages.today import sheet

STREAMS_MAX = 1000
"""Engagements that the first page of whoever keeps the ledger lists at most."""


def home(call: Call) -> Response:
    """What waits, late first, with a way to settle each; and the pages themselves."""
    if call.session is None:
        return call.site.no_door()
    guests = {guest.stream: guest for guest in _guests(call)}
    readers = {guest.stream: guest for guest in _readers(call)}
    if not guests and not readers:
        return call.site.no_door()
    if not guests and len(readers) == 1:
        return RedirectResponse(forms.place(next(iter(readers))), 303)
    party = next(iter((guests | readers).values())).party
    page = sheet(_rows(call, list(guests)), datetime.now(UTC).isoformat(), call.speak)
    body = call.site.html.page(
        "today.html",
        title=page.title,
        around=around.around(call.speak, party),
        sections=[(part, [(item, _way(item, guests)) for item in part.items]) for part in page.sections],
        pages=list(_pages(call, guests | readers)),
        nothing=around.nothing_waits(call.speak),
    )
    return HTMLResponse(body)


def _guests(call: Call) -> Iterator[Guest]:
    """Who they are in each stream that they may read."""
    assert call.session is not None
    if Place(EVERYTHING, "owner") in call.session.places:
        kinds = ("engagement/", "account/")
        streams = [stream for kind in kinds for stream in call.desk.app.streams(kind, STREAMS_MAX)]
    else:
        own = [place.stream for place in call.session.places]
        pages = (call.desk.reading.of("accountability", stream) for stream in own if call.guest(stream))
        accounts = (f"account/{page.account}" for page in pages if page is not None and page.account)
        streams = [*own, *dict.fromkeys(accounts)]
    found = (call.guest(stream) for stream in streams)
    return (guest for guest in found if guest is not None)


def _readers(call: Call) -> Iterator[Guest]:
    """Who they are where only a share of the page lets them in: what waits there may be hidden from them."""
    assert call.session is not None
    found = (call.guest(place.stream, shared=True) for place in call.session.places)
    return (guest for guest in found if guest is not None and guest.until)


def _rows(call: Call, streams: list[str]) -> Iterator[Any]:
    """What waits in those streams: of all of them as the view keeps it, else folded from each."""
    assert call.session is not None
    if Place(EVERYTHING, "owner") in call.session.places:
        yield from (row for _, row in call.desk.app.views.listing(waiting.VIEW).documents)
        return
    for stream in streams:
        yield from waiting.rows(call, stream)


def _way(item: Item, guests: dict[str, Guest]) -> str | None:
    """Where a line is settled: its form, for whoever may send it, else its page."""
    act = item.act
    if act is None:
        return None
    guest = guests.get(f"{KIND[COMMANDS[act.command]]}/{act.place}")
    if guest is None:
        return None
    if act.command in WORDING and act.side == guest.party and guest.may(act.command):
        return forms.address(act)
    return forms.page_of(act)


def _pages(call: Call, guests: dict[str, Guest]) -> Iterator[dict[str, str]]:
    for stream in guests:
        document = call.desk.reading.of(view_of(stream), stream)
        if document is not None:
            yield {"href": forms.place(stream), "says": document.title}
