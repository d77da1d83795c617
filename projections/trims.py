"""Trims: what is done with less, what that saves, the choice that allows it, and what was measured since (text 001)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from domain.engagement.measuring import MeasurementCorrected, ResultMeasured
from domain.engagement.trims import CostTrimmed
from domain.fact import Recorded
from projections.projection import Projection, document, every_document


@document
class Later:
    """A figure of the outcome that was measured after the trim."""

    value: Decimal
    period: str
    on: str


@document
class Trim:
    """One trim; `saves` in the engagement's currency. `latest` is the figure of its outcome that was measured last
    since.
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
    latest: Decimal | None = None
    later: dict[str, Later]


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    fact = recorded.entry.body
    if isinstance(fact, CostTrimmed):
        return (f"{recorded.entry.stream}#{fact.trim}",)
    return every_document(recorded)


def evolve(mine: Trim | None, recorded: Recorded[Any]) -> Trim | None:
    fact, said = recorded.entry.body, recorded.entry
    match fact:
        case CostTrimmed():
            return Trim(
                engagement=said.stream.partition("/")[2],
                trim=fact.trim,
                says=fact.says,
                saves=fact.saves.amount,
                currency=fact.saves.currency,
                why=said.why,
                outcome=fact.outcome,
                choice=fact.choice,
                on=said.occurred_at,
                later={},
            )
        case ResultMeasured() if mine is not None and mine.outcome in (None, fact.outcome):
            mine.later[str(said.version)] = Later(value=fact.value, period=fact.period, on=said.occurred_at)
        case MeasurementCorrected() if mine is not None and str(fact.corrects) in mine.later:
            mine.later[str(fact.corrects)] = Later(value=fact.value, period=fact.period, on=said.occurred_at)
    return mine


def finish(mine: Trim) -> Trim:
    """The figure that was measured last."""
    mine.latest = next((one.value for one in reversed(mine.later.values())), None)
    return mine


TRIMS: Projection[Trim] = Projection(
    name="trims",
    version=1,
    document=Trim,
    facts=CostTrimmed | ResultMeasured | MeasurementCorrected,
    keys=keys,
    evolve=evolve,
    finish=finish,
)
