"""The pages of one engagement."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import msgspec
from starlette.responses import HTMLResponse, Response
from starlette.status import HTTP_304_NOT_MODIFIED

from adapters.portal import forms, past, sharing, stale, waiting
from adapters.portal.guests import Guest, today
from adapters.portal.reading import Shown
from adapters.portal.site import ASK_AGAIN, Call, stream_of, tag
from domain.fact import Entry
from domain.when import last_day
from projections.accountability.page import Page
from projections.pages import svg
from projections.pages.acting import WORDING
from projections.pages.answers import WORDS, form_on, starts
from projections.pages.around import as_it_was, beside, standing
from projections.pages.every import sheet_of
from projections.pages.hidden import sheet as sheet_for
from projections.pages.hidden import shown as without
from projections.pages.language import Language
from projections.pages.pictures import pictures
from projections.pages.sheet import Act, Sheet

FIRST = frozenset({"outcomes", "engagement"})
"""Sections that stand at the head of the page, in a form of their own."""


class Reading(NamedTuple):
    """How a page is read: on which day, what is told above it, and the forms in it; none on a page of the past."""

    day: date
    told: list[str]
    acts: list[dict[str, Any]] | None


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
    guest = call.guest(stream, shared=view == "accountability") if stream else None
    shown = call.desk.reading.shown(view, guest.stream) if guest else None
    if guest is None or shown is None or guest.stream not in shown.documents:
        return call.site.missing()
    if any(asked := past.moment(call)):
        return _past(call, guest, view, asked)
    return _answered(call, guest, view, shown)


def _past(call: Call, guest: Guest, view: str, asked: past.Moment) -> Response:
    """The page as it was, without forms."""
    shown = call.desk.reading.past(view, guest.stream, as_of=asked.as_of, on=asked.on)
    if guest.stream not in shown.documents:
        return call.site.missing()
    zone = shown.documents[guest.stream].time_zone
    told = as_it_was(call.speak, as_of=asked.as_of, on=asked.on)
    body = _body(call, guest, view, shown, Reading(last_day(asked.on or asked.as_of or "", zone), [told], None))
    return HTMLResponse(body)


def _answered(call: Call, guest: Guest, view: str, shown: Shown) -> Response:
    """The whole page, unless the browser has it."""
    assert call.session is not None
    document = shown.documents[guest.stream]
    day = today(document.time_zone)
    etag = tag(shown.version, day, guest, call.speak.code)
    told = call.site.doors.kept(call.session)
    if call.etag == etag and told is None:
        return Response(status_code=HTTP_304_NOT_MODIFIED, headers={"etag": etag, **ASK_AGAIN})
    lines = told.split("\n") if told else []
    acts = None if guest.until else _acts(call, guest, sheet_of(view, document, day, call.speak), shown)
    body = _body(call, guest, view, shown, Reading(day, lines, acts))
    return HTMLResponse(body, headers={"etag": etag, **ASK_AGAIN} if told is None else {})


def _body(call: Call, guest: Guest, view: str, shown: Shown, reading: Reading) -> str:
    whole = shown.documents[guest.stream]
    document = without(whole, guest.hidden) if guest.hidden else whole
    sheet = (
        sheet_for(whole, reading.day, guest.hidden, call.speak)
        if guest.hidden
        else sheet_of(view, whole, reading.day, call.speak)
    )
    drawn = _pictures(call.speak, document, reading.day)
    outcomes = {item.label for item in sheet.items if item.kind == "promise"}
    return call.site.html.page(
        "page.html",
        title=sheet.title,
        around=sharing.words(call, guest),
        notes=sharing.notes(call, guest),
        sheet=sheet,
        here=None if guest.until else forms.place(guest.stream),
        told=reading.told,
        eyebrow=_people(sheet),
        standing=list(standing(call.speak, sheet)),
        promises=[item for part in sheet.sections if part.name == "outcomes" for item in part.items],
        pictures=drawn,
        drawings=[picture for name, picture in drawn.items() if name not in outcomes],
        acts=reading.acts,
        starts=_starts(call, guest, document) if reading.acts is not None else [],
        reads_only=guest.role == "reads",
        sections=[part for part in sheet.sections if part.name not in FIRST],
        as_of=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        version=shown.version,
        digest=None if guest.hidden else digest(guest.stream, whole),
        links=list(_links(call, guest, view, document)),
    )


def _starts(call: Call, guest: Guest, document: Any) -> list[dict[str, str]]:
    """Forms for what nothing waits for."""
    here = forms.place(guest.stream)
    return [
        {"href": f"{here}/do/{command}", "says": call.speak.say(WORDING[command].heading)}
        for command in (starts(document) if isinstance(document, Page) else ())
        if guest.may(command)
    ]


def _links(call: Call, guest: Guest, view: str, document: Any) -> Iterator[dict[str, str]]:
    """The other pages beside this one that they may read."""
    words = beside(call.speak)
    if view == "account":
        return
    here = forms.place(f"engagement/{document.engagement}")
    if view == "accountability":
        yield {"href": f"{here}/hidden", "says": words.hidden}
    if guest.until:
        return
    if view != "accountability":
        yield {"href": here, "says": words.engagement}
    yield {"href": f"{here}/history", "says": words.history}
    if view != "support":
        yield {"href": f"{here}/support", "says": words.support}
    account = f"account/{document.account}" if view == "accountability" else ""
    if account and call.guest(account) and call.desk.reading.of("account", account):
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
    document, account = shown.documents[guest.stream], guest.stream.startswith("account/")
    acts = (item.act for item in waiting.items(call, guest.stream) if item.act) if account else sheet.acts
    sends = guest.looks_as is None
    return [
        forms.laid_out(
            call.speak,
            waiting.form_of_account(call, guest.stream, act)
            if account
            else form_on(call.speak, document, act, _entries(call, guest, act)),
            seen=shown.version,
            sends=sends,
        )
        for act in acts
        if act.side == guest.side and act.command in WORDING and (guest.may(act.command) or not sends)
    ]


def _entries(call: Call, guest: Guest, act: Act) -> Sequence[Entry[Any]]:
    """The entries that a form tells in sentences; most forms tell none."""
    return stale.entries(call, guest) if act.command in WORDS else ()
