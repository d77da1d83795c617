"""What stands on a page for those who read it by a share, or as the other side; and what is kept from whom."""

from __future__ import annotations

from dataclasses import replace as within

from msgspec.structs import replace
from starlette.responses import HTMLResponse, Response

from adapters.portal import forms, parts
from adapters.portal.sign_in import SHARE
from adapters.portal.site import Call, stream_of
from adapters.portal.visitors import Visitor, today_in
from projections.accountability.page import Page
from projections.pages.hidden import shown
from projections.pages.kept import sheet
from projections.pages.page_texts import Texts, looking, reads_less, shared, texts


def words(call: Call, visitor: Visitor) -> Texts:
    """The words of the page of whoever reads it."""
    if not visitor.until:
        # On one machine nobody has checked the name of whoever keeps the ledger.
        return texts(call.speak, visitor.side, None if visitor.person == "owner" else visitor.name)
    shown = texts(call.speak, None, visitor.name)
    return replace(shown, both_read=reads_less(call.speak)) if visitor.hidden else shown


def notes(call: Call, visitor: Visitor) -> tuple[str, ...]:
    """What they must know before they read."""
    if visitor.looks_as:
        return (looking(call.speak),)
    return shared(call.speak, visitor.until, visitor.hidden) if visitor.until else ()


def part(visitor: Visitor, page: Page) -> Page:
    """What of the page is shown to whoever reads it by a share; who else reads it is not told to them."""
    readers = {name: row for name, row in page.readers.items() if name == visitor.person.removeprefix(SHARE)}
    return shown(within(page, readers=readers), visitor.hidden)


def hidden(call: Call) -> Response:
    """What each reader of a page is not shown, what the seller keeps for themselves, and why."""
    stream = stream_of("engagement", call.path["name"])
    visitor = call.visitor(stream, shared=True) if stream else None
    page = call.worker.documents.of("accountability", visitor.stream) if visitor else None
    if visitor is None or page is None:
        return call.site.missing()
    share = visitor.person.removeprefix(SHARE) if visitor.until else None
    kept = sheet(page, today_in(page.time_zone), call.speak, of=share)
    body = call.site.html.page(
        "kept.html",
        title=kept.title,
        texts=words(call, visitor),
        notes=notes(call, visitor),
        heading=kept.title,
        sections=[parts.folded(call.speak, section) for section in kept.sections],
        page=forms.place(visitor.stream),
    )
    return HTMLResponse(body)
