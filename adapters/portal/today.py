"""The first page of either side: what waits for whom and what is late, on every page that they may read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from starlette.responses import HTMLResponse, RedirectResponse, Response

from adapters.portal import forms, waiting
from adapters.portal.guests import Guest, keeps, owner
from adapters.portal.site import Call
from projections.pages import around
from projections.pages.sheet import Item
from projections.pages.today import sheet
from projections.pages.wording import WORDING

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
    """Who they are in each stream that they may read. Whoever keeps the ledger may read all that are listed."""
    assert call.session is not None
    if keeps(call.session):
        for kind in forms.PAGES:
            for stream in call.desk.app.streams(f"{kind}/", STREAMS_MAX):
                yield owner(call.desk, call.session, stream)
        return
    own = [guest for place in call.session.places if (guest := call.guest(place.stream))]
    pages = [call.desk.reading.of("accountability", guest.stream) for guest in own]
    accounts = dict.fromkeys(f"account/{page.account}" for page in pages if page is not None and page.account)
    yield from own
    yield from (guest for account in accounts if (guest := call.guest(account)))


def _readers(call: Call) -> Iterator[Guest]:
    """Who they are where only a share of the page lets them in: what waits there may be hidden from them."""
    assert call.session is not None
    guests = (call.guest(place.stream, shared=True) for place in call.session.places)
    return (guest for guest in guests if guest is not None and guest.until)


def _rows(call: Call, streams: list[str]) -> Iterator[Any]:
    """What waits in those streams: of all of them as the view keeps it, else folded from each."""
    assert call.session is not None
    if keeps(call.session):
        yield from (row for _, row in call.desk.app.views.listing(waiting.VIEW).documents)
        return
    for stream in streams:
        yield from waiting.rows(call, stream)


def _way(item: Item, guests: dict[str, Guest]) -> str | None:
    """Where a line is settled: its form, for whoever may send it, else its page."""
    act = item.act
    if act is None:
        return None
    guest = guests.get(forms.stream_of(act))
    if guest is None:
        return None
    if act.command in WORDING and act.side == guest.party and guest.may(act.command):
        return forms.address(act)
    return forms.page_of(act)


def _pages(call: Call, guests: dict[str, Guest]) -> Iterator[dict[str, str]]:
    """The way to each page, by its title; where it is as yet in no view, by its name."""
    assert call.session is not None
    titles = call.desk.app.views.titles() if keeps(call.session) else _titles(call, guests)
    for stream in guests:
        yield {"href": forms.place(stream), "says": titles.get(stream, stream.partition("/")[2])}


def _titles(call: Call, streams: Iterable[str]) -> dict[str, str]:
    documents = ((stream, call.desk.reading.of(forms.view_of(stream), stream)) for stream in streams)
    return {stream: document.title for stream, document in documents if document is not None}
