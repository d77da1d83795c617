"""Requests: what the customer asked for, what it does to the price, and how it was answered; errands as bill lines."""

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
from projections.shared.projection import Projection, document, every_document
from projections.shared.words import Word, word

TURNS = {"open": "seller", "countered": "customer", "accepted": "seller"}
OF_A_VERSION = (OutcomeAgreed, OutcomeTurnedDown, OutcomeProposed)
"""What becomes of the version that a request was countered with."""


@document
class Step:
    """What was said to it: countered, accepted, withdrawn, refused, done; amounts in the engagement's currency. Lapsed:
    the version that it was countered with was turned down, or another was proposed in its place.
    """

    did: str
    says: str | None = None
    why: str | None = None
    cost: Decimal | None = None
    premium_percent: Decimal | None = None
    premium: Decimal | None = None
    price: Decimal | None = None
    version: int | None = None
    bill: str | None = None
    said: Word


@document
class Request:
    """One request. `effect` is what was seen of it before it was sent, `by_version` that only another version answers
    it; `turn` whose turn it is, to answer or to do it; none once it has ended.

    `counter` waits for an answer; accepted it is `agreed`, which stays. `price` is the most that was countered or
    agreed; none where it ended without being accepted. Done, `cost` and `premium` make up `charge`, a line of its own
    on `bill`.
    """

    engagement: str
    request: str
    kind: str
    says: str
    hours: Decimal | None
    status: str = "open"
    turn: str | None = "seller"
    outcome: str | None
    effect: str
    by_version: bool = False
    counter: str | None = None
    agreed: str | None = None
    version: int | None = None
    price: Decimal | None = None
    cost: Decimal | None = None
    premium_percent: Decimal | None = None
    premium: Decimal | None = None
    charge: Decimal | None = None
    bill: str | None = None
    made: Word
    steps: list[Step]


FACTS = RequestMade | RequestCountered | RequestAccepted | RequestWithdrawn | RequestDone


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    fact = recorded.entry.body
    if isinstance(fact, OF_A_VERSION):
        return every_document(recorded)
    return (f"{recorded.entry.stream}#{fact.request}",) if fact.request else ()


def told(mine: Request | None, fact: Any, said: Envelope) -> Request | None:
    """The request after a fact that answers it; None where it was never made."""
    if isinstance(fact, RequestMade):
        return Request(
            engagement=said.stream.partition("/")[2],
            request=fact.request,
            kind=fact.kind,
            says=fact.says,
            hours=fact.hours,
            outcome=fact.effect.outcome,
            effect=fact.effect.told(),
            by_version=fact.effect.how == "version",
            made=word(said),
            steps=[],
        )
    step = _step(fact, said) if mine is not None else None
    if mine is not None and step is not None and (not isinstance(fact, OF_A_VERSION) or _waits_for(mine, fact)):
        mine.steps.append(step)
    return mine


def evolve(mine: Request | None, recorded: Recorded[Any]) -> Request | None:
    return told(mine, recorded.entry.body, recorded.entry)


def finish(mine: Request) -> Request:
    """Where it stands."""
    mine.status, mine.counter, mine.agreed = "open", None, None
    mine.version = mine.price = mine.cost = mine.premium_percent = mine.premium = mine.charge = mine.bill = None
    for step in mine.steps:
        _stand(mine, step)
    mine.turn = TURNS.get(mine.status)
    return mine


def owed(mine: Request) -> tuple[Decimal, Decimal]:
    """The most that was agreed that it costs, and what it came to once done."""
    now = finish(mine)
    if now.status not in ("accepted", "done"):
        return ZERO, ZERO
    return now.price or ZERO, now.charge or ZERO


def _step(fact: Any, said: Envelope) -> Step | None:
    match fact:
        case RequestCountered():
            cost, price = (one.amount if one else None for one in (fact.cost, fact.price))
            return Step(
                did="countered",
                says=fact.says,
                why=said.why,
                cost=cost,
                premium_percent=fact.premium_percent,
                price=price,
                version=fact.version,
                said=word(said),
            )
        case RequestAccepted():
            return Step(did="accepted", price=fact.price.amount, said=word(said))
        case OutcomeAgreed():
            return Step(did="accepted", version=fact.version, said=word(said))
        case OutcomeTurnedDown() | OutcomeProposed():
            return Step(did="lapsed", version=fact.version, why=said.why, said=word(said))
        case RequestWithdrawn():
            return Step(did="withdrawn", why=said.why, said=word(said))
        case RequestDone():
            cost, premium, price = fact.cost.amount, fact.premium.amount, fact.charge.amount
            return Step(did="done", cost=cost, premium=premium, price=price, bill=fact.bill, said=word(said))
        case NoSaid():
            way = f"{fact.way_forward.kind.replace('-', ' ')}: {fact.way_forward.says}"
            return Step(did="refused", says=way, why=said.why, said=word(said))
        case _:
            return None


def _waits_for(mine: Request, fact: OutcomeAgreed | OutcomeTurnedDown | OutcomeProposed) -> bool:
    """Whether it was countered with the version that both agree now, or that nobody can agree any more."""
    last = mine.steps[-1] if mine.steps else None
    if last is None or last.version is None or (last.did, mine.outcome) != ("countered", fact.outcome):
        return False
    return last.version < fact.version if isinstance(fact, OutcomeProposed) else last.version == fact.version


def _stand(mine: Request, step: Step) -> None:
    was, counter = mine.status, mine.counter
    if step.did == "done" and was != "accepted":
        return  # whoever accepted it has denied that since: nothing is owed
    mine.status, mine.counter = step.did, None
    match step.did:
        case "lapsed":
            mine.status, mine.version = "open", None
        case "refused" | "withdrawn" if was != "accepted":  # what was only countered binds nobody
            mine.version = mine.price = mine.cost = mine.premium_percent = None
        case "countered":
            mine.counter, mine.version, mine.price = step.says, step.version, step.price
            mine.cost, mine.premium_percent = step.cost, step.premium_percent
        case "accepted":
            mine.agreed = counter
            mine.price = step.price if step.price is not None else mine.price
        case "done":
            mine.cost, mine.premium, mine.charge, mine.bill = step.cost, step.premium, step.price, step.bill


REQUESTS: Projection[Request] = Projection(
    name="requests",
    version=3,
    document=Request,
    facts=FACTS | NoSaid | OutcomeAgreed | OutcomeTurnedDown | OutcomeProposed,
    keys=keys,
    evolve=evolve,
    finish=finish,
)
