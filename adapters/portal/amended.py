"""What a form asks for, recorded: of new terms a version of the outcome's, and with it the answer that cites it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adapters.portal import forms, typed
from adapters.portal.forms import TERMS_ID, SentForm
from adapters.portal.site import Call
from adapters.portal.visitors import Visitor
from domain.engagement.outcome import OutcomeProposed
from domain.errors import Conflict, Invalid, NotNow
from domain.fact import Entry
from domain.said import worded
from domain.warned import Warned
from projections.accountability.page import Card, Page
from projections.pages import correcting
from projections.pages.amending import BASE, PARTS, TO_ANSWER, base, changed
from projections.pages.sheet import Act

LOST = worded("the form has lost what it is about: open the page again")


def words(call: Call, visitor: Visitor, command: str, sent: SentForm) -> dict[str, Any]:
    """A form as a command takes it: its numbers and days read, and what is left empty of a correction as it stands.
    Raises Invalid for what cannot be read.
    """
    read = typed.read(call.speak, command, sent)
    if (figure := read.fields.get(correcting.CORRECTS)) is not None:
        page = call.worker.documents.of(forms.view_of(visitor.stream), visitor.stream)
        stands = correcting.stands(page, command, visitor.party, figure)
        typed_in = {name: text for name, text in read.fields.items() if text.strip()}
        read = read._replace(fields={**stands, **typed_in})
    return forms.message(command, visitor.stream, visitor.party, read)


def say(call: Call, visitor: Visitor, message: dict[str, Any], own: Sequence[Entry[Any]] = ()) -> list[Warned]:
    """Records what a form asks for, and returns what is warned of. Two commands are one append: both are recorded, or
    neither. Each has an id made from the form's key, so that a form that is sent again is recorded once; `own` is what
    was recorded of it before.

    Raises Conflict where other terms stand by now than those that the form changes, and NotNow for a request that
    waits for no answer.
    """
    app = call.worker.app
    commands = [app.command(each, actor=visitor.actor) for each in messages(call, visitor, message, own)]
    return app.say_together(commands)


def messages(
    call: Call, visitor: Visitor, message: dict[str, Any], own: Sequence[Entry[Any]] = ()
) -> Iterator[dict[str, Any]]:
    """The commands of a form, in order. Raises as `say`."""
    number = message.pop(BASE, None)
    if number is None:
        yield message
        return
    page = call.worker.documents.of("accountability", visitor.stream)
    card = _card(page, message)
    if page is None or card is None or number not in card.versions:
        raise Invalid(LOST, where=BASE)
    before = [entry.body.version for entry in own if isinstance(entry.body, OutcomeProposed)]
    if not before:
        _check(page, visitor, message, number)
    terms = changed(card.versions[number].terms, message.pop(PARTS, {}))
    if message["command"] == "outcome.propose":
        yield {**message, "terms": terms}
        return
    yield {name: message[name] for name in ("stream", "as", "why") if name in message} | {
        "command": "outcome.propose",
        "id": f"{message['id']}{TERMS_ID}",
        "outcome": card.outcome,
        "terms": terms,
    }
    # Should another version come before it, the ledger takes neither: the answer cites one that is not the seller's.
    yield {**message, "version": before[0] if before else max(map(int, card.versions)) + 1}


def _check(page: Page, visitor: Visitor, message: Mapping[str, Any], number: str) -> None:
    """Raises where the form's new terms are made from what stands no more, or would answer what waits no more."""
    request = page.requests.get(str(message.get("request")))
    if request is not None and request.status not in TO_ANSWER:
        raise NotNow.of("{request} is {status}", request=request.request, status=request.status)
    for name in {"cost", "premium", "version"} & set(message):
        raise Invalid("the new terms say the price: leave this out", where=name)
    now = base(page, Act(command=message["command"], place=page.engagement, side=visitor.party, fixed=dict(message)))
    if now is None:
        raise Invalid(LOST, where=BASE)
    if str(now.number) != number:
        raise Conflict


def _card(page: Page | None, message: Mapping[str, Any]) -> Card | None:
    """The outcome that the new terms are of: the one that is named, or that of the request."""
    if page is None:
        return None
    request = page.requests.get(str(message.get("request")))
    return page.outcomes.get(str(request.outcome if request else message.get("outcome")))
