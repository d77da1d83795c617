"""Requests: what the customer asked for, what it does to the price, and how it was answered."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from domain.engagement.no import NoSaid
from domain.engagement.outcome import OutcomeAgreed, OutcomeProposed, OutcomeTurnedDown
from domain.engagement.requests import (
    RequestAccepted,
    RequestCountered,
    RequestDone,
    RequestMade,
    RequestWithdrawn,
)
from domain.engagement.shared.terms import ZERO
from domain.fact import Envelope, Recorded
from domain.recount.cases import Whose
from projections.shared.documents.requests import Request, Step
from projections.shared.projection import Projection, every_document
from projections.shared.words import whose_word, word

TURNS = {"open": "seller", "countered": "customer", "accepted": "seller"}
OF_A_VERSION = (OutcomeAgreed, OutcomeTurnedDown, OutcomeProposed)
"""What becomes of the version that a request was countered with."""


FACTS = RequestMade | RequestCountered | RequestAccepted | RequestWithdrawn | RequestDone


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    fact = recorded.entry.body
    if isinstance(fact, OF_A_VERSION):
        return every_document(recorded)
    return (f"{recorded.entry.stream}#{fact.request}",) if fact.request else ()


def after(request: Request | None, fact: Any, envelope: Envelope) -> Request | None:
    """The request after a fact about it; None if it was never made."""
    if isinstance(fact, RequestMade):
        return Request(
            engagement=envelope.stream.partition("/")[2],
            request=fact.request,
            kind=fact.kind,
            says=fact.says,
            hours=fact.hours,
            outcome=fact.effect.outcome,
            effect=str(fact.effect.told()),
            by_version=fact.effect.how == "version",
            made=word(envelope),
            steps=[],
        )
    step = _step(fact, envelope) if request is not None else None
    if request is not None and step is not None and (not isinstance(fact, OF_A_VERSION) or _waits_for(request, fact)):
        request.steps.append(step)
    return request


def evolve(request: Request | None, recorded: Recorded[Any]) -> Request | None:
    return after(request, recorded.entry.body, recorded.entry)


def finish(request: Request) -> Request:
    """Where it stands."""
    request.status, request.counter, request.agreed = "open", None, None
    request.version = request.price = request.cost = request.premium_percent = request.premium = request.charge = (
        request.bill
    ) = None
    for step in request.steps:
        _stand(request, step)
    request.turn = TURNS.get(request.status)
    return request


def owed(request: Request) -> tuple[Decimal, Decimal]:
    """The most that was agreed that it costs, and what it came to once it was done."""
    now = finish(request)
    if now.status not in ("accepted", "done"):
        return ZERO, ZERO
    return now.price or ZERO, now.charge or ZERO


def done_by(request: Request) -> Whose:
    """Whose word it is that it was done."""
    done = (step.said for step in request.steps if step.did == "done")
    return next(map(whose_word, done), "seller")


def _step(fact: Any, envelope: Envelope) -> Step | None:
    match fact:
        case RequestCountered():
            cost, price = (money.amount if money else None for money in (fact.cost, fact.price))
            return Step(
                did="countered",
                says=fact.says,
                why=envelope.why,
                cost=cost,
                premium_percent=fact.premium_percent,
                price=price,
                version=fact.version,
                said=word(envelope),
            )
        case RequestAccepted():
            return Step(did="accepted", price=fact.price.amount, said=word(envelope))
        case OutcomeAgreed():
            return Step(did="accepted", version=fact.version, said=word(envelope))
        case OutcomeTurnedDown() | OutcomeProposed():
            return Step(did="lapsed", version=fact.version, why=envelope.why, said=word(envelope))
        case RequestWithdrawn():
            return Step(did="withdrawn", why=envelope.why, said=word(envelope))
        case RequestDone():
            cost, premium, price = fact.cost.amount, fact.premium.amount, fact.charge.amount
            return Step(did="done", cost=cost, premium=premium, price=price, bill=fact.bill, said=word(envelope))
        case NoSaid():
            way = f"{fact.way_forward.kind.replace('-', ' ')}: {fact.way_forward.says}"
            return Step(did="refused", says=way, why=envelope.why, said=word(envelope))
        case _:
            return None


def _waits_for(request: Request, fact: OutcomeAgreed | OutcomeTurnedDown | OutcomeProposed) -> bool:
    """Whether it was countered with the version that both have now agreed, or that nobody can agree any more."""
    last = request.steps[-1] if request.steps else None
    if last is None or last.version is None or (last.did, request.outcome) != ("countered", fact.outcome):
        return False
    return last.version < fact.version if isinstance(fact, OutcomeProposed) else last.version == fact.version


def _stand(request: Request, step: Step) -> None:
    was, counter = request.status, request.counter
    if step.did == "done" and was != "accepted":
        return  # whoever accepted it has denied that since: nothing is owed
    request.status, request.counter = step.did, None
    match step.did:
        case "lapsed":
            request.status, request.version = "open", None
        case "refused" | "withdrawn" if was != "accepted":  # what was only countered binds nobody
            request.version = request.price = request.cost = request.premium_percent = None
        case "countered":
            request.counter, request.version, request.price = step.says, step.version, step.price
            request.cost, request.premium_percent = step.cost, step.premium_percent
        case "accepted":
            request.agreed = counter
            request.price = step.price if step.price is not None else request.price
        case "done":
            request.cost, request.premium, request.charge, request.bill = step.cost, step.premium, step.price, step.bill


REQUESTS: Projection[Request] = Projection(
    name="requests",
    version=3,
    document=Request,
    facts=FACTS | NoSaid | OutcomeAgreed | OutcomeTurnedDown | OutcomeProposed,
    keys=keys,
    evolve=evolve,
    finish=finish,
    short=("engagement", "request", "kind", "says", "status", "turn", "price", "charge"),
)
