"""The first page of either side: what waits for whom and what is late, on every page that they may read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from starlette.responses import HTMLResponse, RedirectResponse, Response

from adapters.portal import forms, waiting
from adapters.portal.site import Call
from adapters.portal.visitors import Visitor, is_keeper, owner
from projections.pages import page_texts
from projections.pages.sheet import Item
from projections.pages.today import SOON, later, lines, sheet_of
from projections.pages.wording import WORDING

ALL = "all"
"""What an address says to have what is due later, too."""
STREAMS_MAX = 1000
"""Engagements that the first page of whoever keeps the ledger lists at most."""


def home(call: Call) -> Response:
    """What waits, late first, with a way to settle each; and the pages themselves."""
    if call.session is None:
        return call.site.not_invited()
    visitors = {visitor.stream: visitor for visitor in _visitors(call)}
    readers = {visitor.stream: visitor for visitor in _readers(call)}
    if not visitors and not readers:
        return call.site.not_invited()
    if not visitors and len(readers) == 1:
        return RedirectResponse(forms.place(next(iter(readers))), 303)
    party = next(iter((visitors | readers).values())).party
    rows, now = list(_rows(call, list(visitors))), datetime.now(UTC).isoformat()
    every = lines(rows, now)
    near = every if call.query.get(ALL) else lines(rows, now, within=SOON)
    page = sheet_of(near, now, call.speak)
    body = call.site.html.page(
        "today.html",
        title=page.title,
        texts=page_texts.texts(call.speak, party),
        sections=[(part, [(item, _way(item, visitors)) for item in part.items]) for part in page.sections],
        later=later(call.speak, every, near),
        to_all=f"/?{ALL}=1",
        pages=list(_pages(call, visitors | readers)),
        nothing=page_texts.nothing_waits(call.speak),
    )
    return HTMLResponse(body)


def _visitors(call: Call) -> Iterator[Visitor]:
    """Who they are in each stream that they may read. Whoever keeps the ledger may read all that are listed."""
    assert call.session is not None
    if is_keeper(call.session):
        for kind in forms.PAGES:
            for stream in call.worker.app.streams(f"{kind}/", STREAMS_MAX):
                yield owner(call.worker, call.session, stream)
        return
    own = [visitor for place in call.session.places if (visitor := call.visitor(place.stream))]
    pages = [call.worker.documents.of("accountability", visitor.stream) for visitor in own]
    accounts = dict.fromkeys(f"account/{page.account}" for page in pages if page is not None and page.account)
    yield from own
    yield from (visitor for account in accounts if (visitor := call.visitor(account)))


def _readers(call: Call) -> Iterator[Visitor]:
    """Who they are where only a share of the page lets them in: what waits there may be hidden from them."""
    assert call.session is not None
    visitors = (call.visitor(place.stream, shared=True) for place in call.session.places)
    return (visitor for visitor in visitors if visitor is not None and visitor.until)


def _rows(call: Call, streams: list[str]) -> Iterator[Any]:
    """What waits in those streams: of all of them as the view keeps it, else folded from each."""
    assert call.session is not None
    if is_keeper(call.session):
        yield from (row for _, row in call.worker.app.views.listing(waiting.VIEW).documents)
        return
    for stream in streams:
        yield from waiting.rows(call, stream)


def _way(item: Item, visitors: dict[str, Visitor]) -> str | None:
    """Where a line is settled: its form, for whoever may send it, else its page."""
    act = item.act
    if act is None:
        return None
    visitor = visitors.get(forms.stream_of(act))
    if visitor is None:
        return None
    if act.command in WORDING and act.side == visitor.party and visitor.may(act.command):
        return forms.address(act)
    return forms.page_of(act)


def _pages(call: Call, visitors: dict[str, Visitor]) -> Iterator[dict[str, str]]:
    """The way to each page, by its title; where it is as yet in no view, by its name."""
    assert call.session is not None
    titles = call.worker.app.views.titles() if is_keeper(call.session) else _titles(call, visitors)
    for stream in visitors:
        yield {"href": forms.place(stream), "says": titles.get(stream, stream.partition("/")[2])}


def _titles(call: Call, streams: Iterable[str]) -> dict[str, str]:
    documents = ((stream, call.worker.documents.of(forms.view_of(stream), stream)) for stream in streams)
    return {stream: document.title for stream, document in documents if document is not None}
