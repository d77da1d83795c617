"""No's: what was asked, the way forward, what it cost then, and what followed, also where nothing did (text 003)."""

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


def evolve(mine: Nos | None, recorded: Recorded[Any]) -> Nos | None:
    fact, said = recorded.entry.body, recorded.entry
    if isinstance(fact, NoSaid):
        if mine is None:
            name = said.stream.partition("/")[2]
            mine = Nos(engagement=name, currency=fact.forgone.currency, nos={}, results={})
        mine.nos[fact.no] = _said(fact, said)
    if mine is None:
        return None
    match fact:
        case ResultReached():
            came = Came(no=next(reversed(mine.nos)), quantity=fact.quantity, said=word(said))
            mine.results[f"{fact.outcome} {fact.reference}"] = came
        case ReferralOutcomeHeard():
            _heard(mine, fact, said)
        case ResultCorrected() | ResultDidNotHold():
            _result(mine, fact)
    return mine


def finish(mine: Nos) -> Nos:
    """What each brought, and the sums."""
    for one in mine.nos.values():
        one.results, one.gained = 0, sum((told.gained for told in one.heard), ZERO)
    for came in _once(mine.results):
        mine.nos[came.no].results += came.quantity
    for one in mine.nos.values():
        one.came_back, one.net = one.results > 0 or one.gained > 0, one.gained - one.forgone
    every = mine.nos.values()
    mine.forgone = sum((one.forgone for one in every), ZERO)
    mine.gained = sum((one.gained for one in every), ZERO)
    mine.net = mine.gained - mine.forgone
    mine.nothing_came = sum(not one.came_back for one in every)
    return mine


def _once(results: Mapping[str, Came]) -> Iterable[Came]:
    """Each result once, however often it was spelled of old: as the first that is not retracted."""
    found = dict[tuple[str, str], Came]()
    for name, came in results.items():
        outcome, _, reference = name.partition(" ")
        if came.quantity:
            found.setdefault((outcome, same(reference)), came)
    return found.values()


def _said(fact: NoSaid, said: Envelope) -> No:
    return No(
        says=fact.asked,
        reason=fact.reason,
        why=said.why,
        way=fact.way_forward.kind,
        forward=fact.way_forward.says,
        outcome=fact.outcome,
        forgone=fact.forgone.amount,
        on=said.occurred_at,
        at=said.version,
    )


def _result(mine: Nos, fact: ResultCorrected | ResultDidNotHold) -> None:
    """One that was counted wrongly or did not hold; one that was reached before any no is none of ours."""
    found = mine.results.get(f"{fact.outcome} {fact.reference}")
    if found is not None:
        left = fact.quantity if isinstance(fact, ResultCorrected) else found.quantity - fact.quantity
        found.quantity = max(left, 0)


def _heard(mine: Nos, fact: ReferralOutcomeHeard, said: Envelope) -> None:
    """After the no that it names, or else the latest; what came of a decline is no no's."""
    found = mine.nos.get(fact.after or next(reversed(mine.nos)))
    if found is not None:
        told = Heard(says=fact.says, referral=fact.referral, gained=fact.gained.amount, on=said.occurred_at)
        found.heard.append(told)


NOS: Projection[Nos] = Projection(
    name="nos",
    version=3,
    document=Nos,
    facts=NoSaid | ReferralOutcomeHeard | ResultReached | ResultCorrected | ResultDidNotHold,
    keys=by_stream,
    evolve=evolve,
    finish=finish,
)
