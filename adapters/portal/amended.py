"""What a form asks for, recorded: of new terms a version of the outcome's, and then the answer that cites it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from adapters.portal.forms import TERMS_ID
from adapters.portal.site import Call
from adapters.portal.visitors import Visitor
from domain.errors import Conflict, Invalid, NotNow
from domain.fact import Entry
from domain.warned import Warned
from projections.accountability.page import Card, Page
from projections.pages.amending import BASE, PARTS, TO_ANSWER, base, changed
from projections.pages.sheet import Act

LOST = "the form has lost what it is about: open the page again"


def say(call: Call, visitor: Visitor, message: dict[str, Any], *, begun: bool = False) -> list[Warned]:
    """Records the command that a form asks for, and returns what is warned of. Each of two commands has an id made from
    the form's key: a form that is sent again, after a crash between the two as well, records each once. `begun` where
    something of it was recorded before.

    Raises Conflict where other terms stand by now than those that the form changes, and NotNow for a request that
    waits for no answer: nothing was recorded then.
    """
    number = message.pop(BASE, None)
    if number is None:
        return _say(call, visitor, message)[1]
    page = call.worker.documents.of("accountability", visitor.stream)
    card = _card(page, message)
    if page is None or card is None or number not in card.versions:
        raise Invalid(LOST, where=BASE)
    if not begun:
        _check(page, visitor, message, number)
    terms = changed(card.versions[number].terms, message.pop(PARTS, {}))
    if message["command"] == "outcome.propose":
        return _say(call, visitor, {**message, "terms": terms})[1]
    # Raises Invalid before anything is recorded.
    call.worker.app.command({**message, "version": 1}, actor=visitor.actor)
    proposal = {name: message[name] for name in ("stream", "as", "why") if name in message} | {
        "command": "outcome.propose",
        "id": f"{message['id']}{TERMS_ID}",
        "outcome": card.outcome,
        "terms": terms,
    }
    (proposed, *_), warnings = _say(call, visitor, proposal)
    return [*warnings, *_say(call, visitor, {**message, "version": proposed.body.version})[1]]


def _check(page: Page, visitor: Visitor, message: Mapping[str, Any], number: str) -> None:
    """Raises where the form's new terms are made from what stands no more, or would answer what waits no more."""
    request = page.requests.get(str(message.get("request")))
    if request is not None and request.status not in TO_ANSWER:
        raise NotNow(f"{request.request} is {request.status}", request=request.request, status=request.status)
    for name in {"cost", "premium", "version"} & set(message):
        raise Invalid("the new terms say the price: leave this out", where=name)
    now = base(page, Act(command=message["command"], place=page.engagement, side=visitor.party, fixed=dict(message)))
    if now is None:
        raise Invalid(LOST, where=BASE)
    if str(now.number) != number:
        raise Conflict


def _say(call: Call, visitor: Visitor, message: Mapping[str, Any]) -> tuple[Sequence[Entry[Any]], list[Warned]]:
    spoken = call.worker.app.say(call.worker.app.command(message, actor=visitor.actor))
    return spoken.entries, spoken.warnings


def _card(page: Page | None, message: Mapping[str, Any]) -> Card | None:
    """The outcome that the new terms are of: the one that is named, or that of the request."""
    if page is None:
        return None
    request = page.requests.get(str(message.get("request")))
    return page.outcomes.get(str(request.outcome if request else message.get("outcome")))
