"""The pages of one engagement."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import msgspec
from starlette.responses import HTMLResponse, Response
from starlette.status import HTTP_304_NOT_MODIFIED

from adapters.portal import forms
from adapters.portal.guests import Guest
from adapters.portal.reading import Shown
from adapters.portal.site import Call, stream_of, tag, today
from projections.pages import svg
from projections.pages.acting import WORDING
from projections.pages.answers import form_on
from projections.pages.around import around, beside, standing
from projections.pages.every import sheet_of
from projections.pages.language import Language
from projections.pages.pictures import pictures
from projections.pages.sheet import Sheet

FIRST = frozenset({"outcomes", "engagement"})
"""Sections that stand at the head of the page, in a form of their own."""


def engagement(call: Call) -> Response:
    """The page that both sides read; only its forms are one's own."""
    return _page(call, "engagement", "accountability")


def support(call: Call) -> Response:
    """Support given, and next year's budget."""
    return _page(call, "engagement", "support")


def account(call: Call) -> Response:
    """One customer over the years: the four questions, and what was gained."""
    return _page(call, "account", "account")


def _page(call: Call, kind: str, view: str) -> Response:
    stream = stream_of(kind, call.path["name"])
    guest = call.guest(stream) if stream else None
    shown = call.desk.reading.shown(view, guest.stream) if guest else None
    if guest is None or shown is None or guest.stream not in shown.documents:
        return call.site.missing()
    return _answered(call, guest, view, shown)


def _answered(call: Call, guest: Guest, view: str, shown: Shown) -> Response:
    """The whole page, unless the browser has it."""
    assert call.session is not None
    document = shown.documents[guest.stream]
    day = today(document.time_zone)
    etag = tag(shown.version, day, guest.party, guest.role, call.session.key, call.speak.code)
    told = call.site.doors.kept(call.session)
    if call.etag == etag and told is None:
        return Response(status_code=HTTP_304_NOT_MODIFIED, headers={"etag": etag})
    sheet = sheet_of(view, document, day, call.speak)
    words = around(call.speak, guest.party)
    body = call.site.html.page(
        "page.html",
        title=sheet.title,
        around=words,
        sheet=sheet,
        told=told.split("\n") if told else [],
        eyebrow=_people(sheet),
        standing=list(standing(call.speak, sheet)),
        promises=[item for part in sheet.sections if part.name == "outcomes" for item in part.items],
        pictures=_pictures(call.speak, document, day),
        acts=_acts(call, guest, sheet, shown),
        reads_only=guest.role == "reads",
        sections=[part for part in sheet.sections if part.name not in FIRST],
        as_of=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        version=shown.version,
        digest=digest(guest.stream, document),
        links=list(_links(call, view, document)),
    )
    return HTMLResponse(body, headers={"etag": etag} if told is None else {})


def _links(call: Call, view: str, document: Any) -> Iterator[dict[str, str]]:
    """The other pages beside this one."""
    words = beside(call.speak)
    if view == "account":
        return
    here = forms.place(f"engagement/{document.engagement}")
    if view != "accountability":
        yield {"href": here, "says": words.engagement}
    if view != "support":
        yield {"href": f"{here}/support", "says": words.support}
    if view == "accountability" and document.account:
        yield {"href": forms.place(f"account/{document.account}"), "says": words.account}


def digest(key: str, document: Any) -> str:
    """SHA-256 over a document's line, as `rebuild --verify` takes it."""
    return hashlib.sha256(msgspec.json.encode([key, document], order="deterministic") + b"\n").hexdigest()


def _people(sheet: Sheet) -> str:
    return " · ".join(says for item in sheet.items if item.kind == "owners" for says in item.texts)


def _pictures(speak: Language, document: Any, day: date) -> dict[str, str]:
    """The picture of each outcome with figures, by its label; those of other pages by their names."""
    return {picture.name: svg.drawn([picture], speak, styled=False) for picture in pictures(document, day, speak)}


def _acts(call: Call, guest: Guest, sheet: Sheet, shown: Shown) -> list[dict[str, Any]]:
    """A form for everything that waits for whoever reads."""
    document = shown.documents[guest.stream]
    return [
        forms.laid_out(call.speak, form_on(call.speak, document, act), seen=shown.version)
        for act in sheet.acts
        if act.side == guest.party and act.command in WORDING and guest.may(act.command)
    ]
