"""No's: the requests that the seller refused, what to do instead, the income given up, and what followed (text 003)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from decimal import Decimal
from typing import Any

from domain.engagement.no import NoSaid
from domain.engagement.reaching import ResultReached
from domain.engagement.referrals import ReferralOutcomeHeard
from domain.engagement.results import ResultCorrected, ResultDidNotHold
from domain.engagement.shared.terms import ZERO
from domain.fact import Envelope, Recorded
from domain.names import same
from projections.shared.projection import Projection, by_stream, document
from projections.shared.words import Word, word


@document
class Came:
    """What came after a no: results that were reached."""

    no: str
    quantity: int
    said: Word


@document
class Heard:
    """What was heard of a referral later, and what it brought."""

    says: str
    referral: str | None
    gained: Decimal
    on: str


@document
class No:
    """One no; what came later counts after the no it names, else the latest. `net`: gained less forgone."""

    says: str
    reason: str
    why: str | None
    way: str
    forward: str
    outcome: str | None
    forgone: Decimal
    on: str
    at: int
    results: int = 0
    gained: Decimal = ZERO
    net: Decimal = ZERO
    came_back: bool = False
    heard: list[Heard] = field(default_factory=list)


@document
class Nos:
    """One engagement's, amounts in `currency`; `nothing_came` counts the no's after which nothing came back."""

    engagement: str
    currency: str
    forgone: Decimal = ZERO
    gained: Decimal = ZERO
    net: Decimal = ZERO
    nothing_came: int = 0
    nos: dict[str, No]
    results: dict[str, Came]


def evolve(nos: Nos | None, recorded: Recorded[Any]) -> Nos | None:
    fact, entry = recorded.entry.body, recorded.entry
    if isinstance(fact, NoSaid):
        if nos is None:
            name = entry.stream.partition("/")[2]
            nos = Nos(engagement=name, currency=fact.forgone.currency, nos={}, results={})
        nos.nos[fact.no] = _no(fact, entry)
    if nos is None:
        return None
    match fact:
        case ResultReached():
            came = Came(no=next(reversed(nos.nos)), quantity=fact.quantity, said=word(entry))
            nos.results[f"{fact.outcome} {fact.reference}"] = came
        case ReferralOutcomeHeard():
            _heard(nos, fact, entry)
        case ResultCorrected() | ResultDidNotHold():
            _result(nos, fact)
    return nos


def finish(nos: Nos) -> Nos:
    """What each brought, and the sums."""
    for no in nos.nos.values():
        no.results, no.gained = 0, sum((heard.gained for heard in no.heard), ZERO)
    for came in _once(nos.results):
        nos.nos[came.no].results += came.quantity
    for no in nos.nos.values():
        no.came_back, no.net = no.results > 0 or no.gained > 0, no.gained - no.forgone
    every = nos.nos.values()
    nos.forgone = sum((no.forgone for no in every), ZERO)
    nos.gained = sum((no.gained for no in every), ZERO)
    nos.net = nos.gained - nos.forgone
    nos.nothing_came = sum(not no.came_back for no in every)
    return nos


def _once(results: Mapping[str, Came]) -> Iterable[Came]:
    """Each result once, however it was spelled: the first spelling that is not retracted."""
    first = dict[tuple[str, str], Came]()
    for name, came in results.items():
        outcome, _, reference = name.partition(" ")
        if came.quantity:
            first.setdefault((outcome, same(reference)), came)
    return first.values()


def _no(fact: NoSaid, envelope: Envelope) -> No:
    return No(
        says=fact.asked,
        reason=fact.reason,
        why=envelope.why,
        way=fact.way_forward.kind,
        forward=fact.way_forward.says,
        outcome=fact.outcome,
        forgone=fact.forgone.amount,
        on=envelope.occurred_at,
        at=envelope.version,
    )


def _result(nos: Nos, fact: ResultCorrected | ResultDidNotHold) -> None:
    """Takes in a correction, or that a result did not hold; a result from before any no is not ours."""
    came = nos.results.get(f"{fact.outcome} {fact.reference}")
    if came is not None:
        left = fact.quantity if isinstance(fact, ResultCorrected) else came.quantity - fact.quantity
        came.quantity = max(left, 0)


def _heard(nos: Nos, fact: ReferralOutcomeHeard, envelope: Envelope) -> None:
    """Adds what came of it to the no that it names, or else to the latest; what came of a decline belongs to none."""
    no = nos.nos.get(fact.after or next(reversed(nos.nos)))
    if no is not None:
        heard = Heard(says=fact.says, referral=fact.referral, gained=fact.gained.amount, on=envelope.occurred_at)
        no.heard.append(heard)


NOS: Projection[Nos] = Projection(
    name="nos",
    version=3,
    document=Nos,
    facts=NoSaid | ReferralOutcomeHeard | ResultReached | ResultCorrected | ResultDidNotHold,
    keys=by_stream,
    evolve=evolve,
    finish=finish,
    short=("engagement", "nos", "forgone", "gained", "net", "currency", "nothing_came"),
)
