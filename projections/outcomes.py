"""Outcomes: every version of every outcome's terms, who agreed it, and how they were identified."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from domain.engagement.outcome import OutcomeAgreed, OutcomeEnded, OutcomeMissed, OutcomeProposed, OutcomeTurnedDown
from domain.engagement.reaching import ResultReached
from domain.engagement.results import ResultDidNotHold
from domain.engagement.shared.disputed import LOST, DisputeDecided, DisputeGivenWay, lost
from domain.engagement.shared.standing import EVER_AGREED
from domain.engagement.shared.terms import ZERO, Part, Planned, most
from domain.fact import Envelope, Recorded
from domain.vocabulary import Person
from domain.when import first_day
from projections.shared.projection import Projection, document
from projections.shared.words import Word, word


@document
class Version:
    """One version, whole, and what became of it."""

    engagement: str
    outcome: str
    version: int
    status: str
    says: str
    whose: str
    metric: str
    unit: str | None
    kind: str
    direction: str | None
    baseline: Decimal | None
    first_measured_by: str | None
    target: Decimal | None
    upper: Decimal | None
    by: str | None
    measured_how: str
    measured_by: str
    measured_every: str | None
    worth_low: Decimal | None
    worth_high: Decimal | None
    worth_per: str | None
    matters: str | None
    price: list[Part]
    price_wholes: Decimal
    price_most: Decimal | None = None
    """Wholes and caps together; none where a part has no end."""
    plan: list[Planned]
    guarantee: str | None
    currency: str | None
    owner_seller: Person | None
    owner_customer: Person | None
    digest: str
    why: str | None
    proposed: Word
    counts_from: str | None = None
    """From when its terms say what results earn; once agreed, a day."""
    agreed: Word | None = None
    signer: Person | None = None
    turned_down: Word | None = None
    turned_down_why: str | None = None
    superseded_by: int | None = None
    stands: bool = False
    """Whether it was agreed."""
    missed_on: str | None = None
    ended_on: str | None = None
    reached_on: str | None = None
    later: dict[str, int]
    """Later versions that were proposed, and where in the stream: each of them replaces a proposal that is open."""
    agreed_later: dict[str, int]
    """Those of them that were agreed, and where: each of them supersedes what was agreed before."""
    came_to: str = "proposed"
    """How it stood before later versions replaced or superseded it."""


FACTS = (
    OutcomeProposed
    | OutcomeAgreed
    | OutcomeTurnedDown
    | OutcomeMissed
    | OutcomeEnded
    | ResultReached
    | ResultDidNotHold
    | DisputeGivenWay
    | DisputeDecided
)


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    """A result of a target is named by its version; one of a count moves no version."""
    fact, stream = recorded.entry.body, recorded.entry.stream
    if isinstance(fact, (ResultReached, ResultDidNotHold, *LOST)):
        number = fact.reference.removeprefix("v")
        return (f"{stream}#{fact.outcome}#{number}",) if number != fact.reference and number.isdecimal() else ()
    if isinstance(fact, (OutcomeProposed, OutcomeAgreed, OutcomeMissed, OutcomeEnded)):
        return [f"{stream}#{fact.outcome}#{number}" for number in range(1, fact.version + 1)]
    return (f"{stream}#{fact.outcome}#{fact.version}",)


def evolve(row: Version | None, recorded: Recorded[Any]) -> Version | None:
    fact, entry = recorded.entry.body, recorded.entry
    if row is None:
        # A version that was never proposed in these facts has no terms to show.
        return _proposed(fact, entry) if isinstance(fact, OutcomeProposed) else None
    match fact:
        case OutcomeProposed():
            row.later[str(fact.version)] = entry.version
            _stand(row)
        case OutcomeAgreed() if fact.version == row.version:
            row.agreed, row.signer = word(entry), fact.signer
            row.counts_from = first_day(row.counts_from or entry.occurred_at, entry.zone).isoformat()
            _go(row, "agreed")
        case OutcomeAgreed() if str(fact.version) in row.later:
            row.agreed_later[str(fact.version)] = entry.version
            _stand(row)
        case OutcomeTurnedDown():
            row.turned_down, row.turned_down_why = word(entry), entry.why
            _go(row, "turned-down")
        case OutcomeMissed() if _is_of(row, fact.version):
            row.missed_on = entry.occurred_at
            _go(row, "missed")
        case OutcomeEnded() if _is_of(row, fact.version):
            row.ended_on = entry.occurred_at
            _go(row, "ended")
        case ResultReached() | ResultDidNotHold() | DisputeGivenWay() | DisputeDecided() if _moves(row, fact):
            reached = isinstance(fact, ResultReached)
            row.reached_on = entry.occurred_at if reached else None
            before = "missed" if row.missed_on else "agreed"
            _go(row, "ended" if row.ended_on else "reached" if reached else before)
        case _:
            pass
    return row


def _moves(row: Version, fact: Any) -> bool:
    """Whether it moves a target that was agreed: it was reached, or was not after all."""
    ends = isinstance(fact, (ResultReached, ResultDidNotHold)) or lost(fact)
    return ends and row.kind == "target" and row.agreed is not None


def _is_of(row: Version, version: int) -> bool:
    """Whether what ended the outcome ended this version: the later one in force then may have been denied since."""
    return row.agreed is not None and (row.version == version or row.status == "agreed")


def _proposed(fact: OutcomeProposed, envelope: Envelope) -> Version:
    terms, metric, worth, owners = fact.terms, fact.terms.metric, fact.terms.worth, fact.terms.owners
    return Version(
        engagement=envelope.stream.partition("/")[2],
        outcome=fact.outcome,
        version=fact.version,
        status="proposed",
        says=terms.says,
        whose=terms.whose,
        metric=metric.name,
        unit=metric.unit,
        kind=metric.kind,
        direction=metric.direction,
        baseline=metric.baseline,
        first_measured_by=metric.first_measured_by,
        target=metric.target,
        upper=metric.upper,
        by=metric.by,
        measured_how=terms.measured.how,
        measured_by=terms.measured.by.value,
        measured_every=terms.measured.every,
        worth_low=worth.low if worth else None,
        worth_high=worth.high if worth else None,
        worth_per=worth.per if worth else None,
        matters=terms.matters,
        price=list(terms.price),
        price_wholes=sum((part.amount for part in terms.price if part.form == "whole"), ZERO),
        price_most=most(terms.price),
        plan=list(terms.plan),
        guarantee=terms.guarantee,
        currency=terms.currency,
        owner_seller=owners.seller.person if owners else None,
        owner_customer=owners.customer.person if owners else None,
        digest=fact.digest,
        why=envelope.why,
        proposed=word(envelope),
        counts_from=terms.counts_from or None,
        later={},
        agreed_later={},
    )


def _go(row: Version, status: str) -> None:
    row.came_to = status
    _stand(row)


def _stand(row: Version) -> None:
    """What it came to says how it stands, and what became of later versions."""
    row.status, row.superseded_by = row.came_to, None
    row.stands = row.agreed is not None
    if row.status == "proposed" and row.later:
        row.status = "replaced"
    elif row.status in EVER_AGREED and row.agreed_later:
        row.status, row.superseded_by = "superseded", min(map(int, row.agreed_later))


OUTCOMES: Projection[Version] = Projection(
    name="outcomes",
    version=8,
    document=Version,
    facts=FACTS,
    keys=keys,
    evolve=evolve,
    short=("engagement", "outcome", "version", "status", "says", "metric", "target", "by", "price", "currency"),
)
