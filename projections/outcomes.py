"""Outcomes: every version of every outcome's terms, who agreed it, and how they were authenticated."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from domain.engagement.outcome import OutcomeAgreed, OutcomeEnded, OutcomeMissed, OutcomeProposed, OutcomeTurnedDown
from domain.engagement.reaching import ResultReached
from domain.engagement.results import ResultDidNotHold
from domain.engagement.standing import EVER_AGREED
from domain.engagement.terms import ZERO, Part, Planned, most
from domain.fact import Envelope, Recorded
from domain.vocabulary import Person
from domain.words import WordDisowned, WordOwned
from projections.projection import Projection, document, every_document
from projections.words import Word, disown, own, stand, word


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
    agreed: Word | None = None
    signer: Person | None = None
    turned_down: Word | None = None
    turned_down_why: str | None = None
    superseded_by: int | None = None
    stands: bool = False
    """Whether it was agreed, by words that nobody denied."""
    missed_on: str | None = None
    ended_on: str | None = None
    reached_on: str | None = None
    later: dict[str, int]
    """Later versions that were proposed, and where in the stream: each of them replaces a proposal that is open."""
    agreed_later: dict[str, int]
    """Those of them that were agreed, and where: each of them supersedes what was agreed before."""
    moves: list[tuple[int, str]]


FACTS = (
    OutcomeProposed
    | OutcomeAgreed
    | OutcomeTurnedDown
    | OutcomeMissed
    | OutcomeEnded
    | ResultReached
    | ResultDidNotHold
    | WordOwned
    | WordDisowned
)


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    """A result of a target is named by its version; one of a count moves no version."""
    fact, stream = recorded.entry.body, recorded.entry.stream
    if isinstance(fact, (ResultReached, ResultDidNotHold)):
        number = fact.reference.removeprefix("v")
        return (f"{stream}#{fact.outcome}#{number}",) if number != fact.reference and number.isdecimal() else ()
    if isinstance(fact, (WordOwned, WordDisowned)):
        return every_document(recorded)
    if isinstance(fact, (OutcomeProposed, OutcomeAgreed)):
        return [f"{stream}#{fact.outcome}#{number}" for number in range(1, fact.version + 1)]
    return (f"{stream}#{fact.outcome}#{fact.version}",)


def evolve(row: Version | None, recorded: Recorded[Any]) -> Version | None:
    fact, said = recorded.entry.body, recorded.entry
    if row is None:
        # A version that was never proposed in these facts has no terms to show.
        return _proposed(fact, said) if isinstance(fact, OutcomeProposed) else None
    match fact:
        case OutcomeProposed():
            row.later[str(fact.version)] = said.version
            _stand(row)
        case OutcomeAgreed() if fact.version == row.version:
            row.agreed, row.signer = word(said), fact.signer
            _go(row, said, "agreed")
        case OutcomeAgreed():
            row.agreed_later[str(fact.version)] = said.version
            _stand(row)
        case OutcomeTurnedDown():
            row.turned_down, row.turned_down_why = word(said), said.why
            _go(row, said, "turned-down")
        case OutcomeMissed():
            row.missed_on = said.occurred_at
            _go(row, said, "missed")
        case OutcomeEnded():
            row.ended_on = said.occurred_at
            _go(row, said, "ended")
        case ResultReached() | ResultDidNotHold() if row.kind == "target":
            reached = isinstance(fact, ResultReached)
            row.reached_on = said.occurred_at if reached else None
            _go(row, said, "reached" if reached else "agreed")
        case WordOwned():
            for told in (row.proposed, row.agreed, row.turned_down):
                own(told, frozenset(fact.versions))
        case WordDisowned():
            _disown(row, frozenset(fact.versions))
        case _:
            pass
    return row


def _proposed(fact: OutcomeProposed, said: Envelope) -> Version:
    terms, metric, worth, owners = fact.terms, fact.terms.metric, fact.terms.worth, fact.terms.owners
    return Version(
        engagement=said.stream.partition("/")[2],
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
        why=said.why,
        proposed=word(said),
        later={},
        agreed_later={},
        moves=[(said.version, "proposed")],
    )


def _go(row: Version, said: Envelope, status: str) -> None:
    row.moves.append((said.version, status))
    _stand(row)


def _stand(row: Version) -> None:
    """Its last move says how it stands, and what became of later versions."""
    row.status, row.superseded_by = row.moves[-1][1] if row.moves else "disowned", None
    row.stands = stand(row.proposed, row.agreed)
    if row.status == "proposed" and row.later:
        row.status = "replaced"
    elif row.status in EVER_AGREED and row.agreed_later:
        row.status, row.superseded_by = "superseded", min(map(int, row.agreed_later))


def _disown(row: Version, versions: frozenset[int]) -> None:
    """What a void word moved goes back one state, unless it has moved on since."""
    for told in (row.proposed, row.agreed, row.turned_down):
        disown(told, versions)
    # Nobody agreed to words that nobody said.
    unsaid = row.agreed is not None and row.proposed.standing == "disowned"
    void = versions | {row.agreed.at} if row.agreed and unsaid else versions
    while row.moves and row.moves[-1][0] in void:
        _undo(row, row.moves.pop()[1])
    row.moves[:] = [move for move in row.moves if move[0] not in void]
    row.later = {number: at for number, at in row.later.items() if at not in versions}
    row.agreed_later = {n: at for n, at in row.agreed_later.items() if n in row.later and at not in versions}
    _stand(row)


def _undo(row: Version, status: str) -> None:
    match status:
        case "missed":
            row.missed_on = None
        case "ended":
            row.ended_on = None
        case "reached":
            row.reached_on = None
        case _:
            pass


OUTCOMES: Projection[Version] = Projection(
    name="outcomes",
    version=4,
    document=Version,
    facts=FACTS,
    keys=keys,
    evolve=evolve,
)
