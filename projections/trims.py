"""Trims: costs that the seller cut, what each saves, the choice that allows it, and results since (text 001)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from domain.engagement.measuring import MeasurementCorrected, ResultMeasured
from domain.engagement.trims import CostTrimmed
from domain.fact import Recorded
from domain.when import last_day
from projections.shared.projection import Projection, document, every_document
from projections.shared.words import Word, word


@document
class Figure:
    """A figure that was said wrongly, and the entry that corrected it."""

    value: Decimal
    period: str
    corrected_at: int


@document
class Later:
    """A figure of the outcome that was measured after the trim; `was` are those that it was corrected from."""

    value: Decimal
    period: str
    said: Word
    was: list[Figure]


@document
class Trim:
    """One trim; `saves` in the engagement's currency. `later` are the figures of its outcome that were measured after
    it, `latest` the last of them by its period, of those whose period ends on the `day` of the
    trim or later.
    """

    engagement: str
    trim: str
    says: str
    saves: Decimal
    currency: str
    why: str | None
    outcome: str | None
    choice: str | None
    on: str
    day: str
    latest: Decimal | None = None
    later: dict[str, Later]


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    fact = recorded.entry.body
    if isinstance(fact, CostTrimmed):
        return (f"{recorded.entry.stream}#{fact.trim}",)
    return every_document(recorded)


def evolve(trim: Trim | None, recorded: Recorded[Any]) -> Trim | None:
    fact, entry = recorded.entry.body, recorded.entry
    match fact:
        case CostTrimmed():
            return Trim(
                engagement=entry.stream.partition("/")[2],
                trim=fact.trim,
                says=fact.says,
                saves=fact.saves.amount,
                currency=fact.saves.currency,
                why=entry.why,
                outcome=fact.outcome,
                choice=fact.choice,
                on=entry.occurred_at,
                day=entry.day,
                later={},
            )
        case ResultMeasured() if trim is not None and trim.outcome == fact.outcome:
            trim.later[str(entry.version)] = Later(value=fact.value, period=fact.period, said=word(entry), was=[])
        case MeasurementCorrected() if trim is not None and str(fact.corrects) in trim.later:
            later = trim.later[str(fact.corrects)]
            later.was.append(Figure(value=later.value, period=later.period, corrected_at=entry.version))
            later.value, later.period = fact.value, fact.period
    return trim


def _since(trim: Trim, period: str) -> bool:
    """Whether the period ends on the day of the trim or later."""
    return last_day(period).isoformat() >= trim.day


def finish(trim: Trim) -> Trim:
    """The figure that was measured last."""
    standing = [later for later in trim.later.values() if _since(trim, later.period)]
    last = max(standing, key=lambda later: (last_day(later.period), later.said.at), default=None)
    trim.latest = last.value if last else None
    return trim


TRIMS: Projection[Trim] = Projection(
    name="trims",
    version=5,
    document=Trim,
    facts=CostTrimmed | ResultMeasured | MeasurementCorrected,
    keys=keys,
    evolve=evolve,
    finish=finish,
    short=("engagement", "trim", "says", "saves", "currency", "outcome", "choice", "latest"),
)
