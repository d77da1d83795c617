"""What was: the history of a stream, what changed between two dates, the page as it was, and why a thing was tried."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, Response

from adapters.portal import forms, sharing
from adapters.portal.site import Call, stream_of
from adapters.portal.visitors import Visitor, today_in
from domain.errors import Invalid
from domain.when import check
from projections.pages.history import changes, titled
from projections.pages.page_texts import travelling
from projections.pages.why import sheet as chain

LAST_YEAR = "2999"
"""Estimates look ahead by years, and no calendar of ours goes beyond 9999."""
SHOWN = 100
"""Facts that one page of history shows."""


def history(call: Call) -> Response:
    """Every fact of an engagement, the newest first, or those that came between two dates."""
    visitor = _visitor(call)
    if visitor is None:
        return call.site.missing()
    after, until = (_date(call.query.get(name), name) for name in ("after", "until"))
    entries = [entry for _, entry in call.worker.app.history(visitor.stream)]
    items = changes(entries, call.speak, after=after, until=until)[::-1]
    first = _number(call.query.get("from"))
    words = travelling(call.speak, len(items))
    here = f"{forms.place(visitor.stream)}/history"
    further = urlencode({"from": first + SHOWN, "after": after or "", "until": until or ""})
    body = call.site.html.page(
        "history.html",
        title=titled(visitor.stream, entries),
        texts=sharing.words(call, visitor),
        words=words,
        here=here,
        page=forms.place(visitor.stream),
        items=items[first : first + SHOWN],
        after=after or "",
        until=until or "",
        older=f"{here}?{further}" if items[first + SHOWN :] else None,
    )
    return HTMLResponse(body)


def why(call: Call) -> Response:
    """The way back from a little thing to the agreement that it serves."""
    visitor, thing = _visitor(call), call.path["thing"]
    rows = call.worker.documents.shown("why", visitor.stream) if visitor else None
    row = rows.documents.get(f"{visitor.stream}#{thing}") if visitor and rows else None
    if visitor is None or row is None:
        return call.site.missing()
    versions = call.worker.documents.shown("outcomes", visitor.stream)
    version = versions.documents.get(f"{visitor.stream}#{row.outcome}#{row.version}") if versions else None
    page: Any = call.worker.documents.of("accountability", visitor.stream)
    steps = chain(row, version, today_in(page.time_zone), call.speak)
    body = call.site.html.page(
        "why.html",
        title=steps.title,
        texts=sharing.words(call, visitor),
        sheet=steps,
        page=forms.place(visitor.stream),
        thing=thing,
    )
    return HTMLResponse(body)


class Moment(NamedTuple):
    """As of which moment, or on which day, a page is asked for."""

    as_of: str | None
    on: str | None


def moment(call: Call) -> Moment:
    """What the address says of it. Raises Invalid where that is no date."""
    return Moment(_date(call.query.get("as_of"), "as_of"), _date(call.query.get("on"), "on"))


def _visitor(call: Call) -> Visitor | None:
    stream = stream_of("engagement", call.path["name"])
    return call.visitor(stream) if stream else None


def _date(text: str | None, where: str) -> str | None:
    if text and text[:4].isdigit() and text[:4] > LAST_YEAR:
        raise Invalid.of("name a year up to {year}", year=LAST_YEAR, where=where)
    try:
        return check(text) if text else None
    except ValueError as error:
        raise Invalid(str(error), where=where) from None


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0
