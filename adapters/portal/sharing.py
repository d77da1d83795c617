"""What stands on a page for those who read it by a share, or as the other side; and what is kept from whom."""

from __future__ import annotations

from dataclasses import replace as within

from msgspec.structs import replace
from starlette.responses import HTMLResponse, Response

from adapters.portal import forms, parts
from adapters.portal.doors import SHARE
from adapters.portal.guests import Guest, today
from adapters.portal.site import Call, stream_of
from projections.accountability.page import Page
from projections.pages.around import Around, around, looking, reads_less, shared
from projections.pages.hidden import shown
from projections.pages.kept import sheet


def words(call: Call, guest: Guest) -> Around:
    """The words around the page of whoever reads it."""
    if not guest.until:
        # On one machine nobody has checked the name of whoever keeps the ledger.
        return around(call.speak, guest.side, None if guest.person == "owner" else guest.name)
    shown = around(call.speak, None, guest.name)
    return replace(shown, both_read=reads_less(call.speak)) if guest.hidden else shown


def notes(call: Call, guest: Guest) -> tuple[str, ...]:
    """What they must know before they read."""
    if guest.looks_as:
        return (looking(call.speak),)
    return shared(call.speak, guest.until, guest.hidden) if guest.until else ()


def part(guest: Guest, page: Page) -> Page:
    """What of the page is shown to whoever reads it by a share; who else reads it is not told to them."""
    readers = {name: row for name, row in page.readers.items() if name == guest.person.removeprefix(SHARE)}
    return shown(within(page, readers=readers), guest.hidden)


def hidden(call: Call) -> Response:
    """What each reader of a page is not shown, what the seller keeps for themselves, and why."""
    stream = stream_of("engagement", call.path["name"])
    guest = call.guest(stream, shared=True) if stream else None
    page = call.desk.reading.of("accountability", guest.stream) if guest else None
    if guest is None or page is None:
        return call.site.missing()
    share = guest.person.removeprefix(SHARE) if guest.until else None
    kept = sheet(page, today(page.time_zone), call.speak, of=share)
    body = call.site.html.page(
        "kept.html",
        title=kept.title,
        around=words(call, guest),
        notes=notes(call, guest),
        heading=kept.title,
        sections=[parts.folded(call.speak, section) for section in kept.sections],
        page=forms.place(guest.stream),
    )
    return HTMLResponse(body)
