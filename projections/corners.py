"""Corners cut: what was saved at the customer's expense, and what was measured meanwhile (text 003)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from domain.engagement.corners import CornerCut, CornerRestored
from domain.engagement.measuring import MeasurementCorrected, ResultMeasured
from domain.engagement.results import ResultDisputed
from domain.engagement.shared.terms import ZERO
from domain.fact import Envelope, Recorded
from projections.shared.projection import Projection, by_stream, document


@document
class Corner:
    """One corner. `figures` and `disputes` are of its outcome, or of any, from the cut until it was restored."""

    says: str
    touches: str
    saved: Decimal
    why: str | None
    outcome: str | None
    cut_on: str
    restored_on: str | None = None
    restored: str | None = None
    figures: dict[str, Decimal]
    disputes: int = 0


@document
class Corners:
    """One engagement's, once a corner was cut; amounts in `currency`."""

    engagement: str
    currency: str
    open: int = 0
    saved: Decimal = ZERO
    saved_open: Decimal = ZERO
    corners: dict[str, Corner]


FACTS = CornerCut | CornerRestored | ResultMeasured | MeasurementCorrected | ResultDisputed


def evolve(mine: Corners | None, recorded: Recorded[Any]) -> Corners | None:
    fact, said = recorded.entry.body, recorded.entry
    if isinstance(fact, CornerCut):
        if mine is None:
            mine = Corners(engagement=said.stream.partition("/")[2], currency=fact.saved.currency, corners={})
        mine.corners[fact.corner] = _cut(fact, said)
    elif mine is not None:
        if isinstance(fact, CornerRestored):
            if fact.corner in mine.corners:
                found = mine.corners[fact.corner]
                found.restored_on, found.restored = said.occurred_at, fact.says
        elif isinstance(fact, MeasurementCorrected):
            _corrected(mine, fact)
        else:
            _meanwhile(mine, fact, said)
    return mine


def finish(mine: Corners) -> Corners:
    cut = [one for one in mine.corners.values() if one.restored_on is None]
    mine.open, mine.saved_open = len(cut), sum((one.saved for one in cut), ZERO)
    mine.saved = sum((one.saved for one in mine.corners.values()), ZERO)
    return mine


def _cut(fact: CornerCut, said: Envelope) -> Corner:
    return Corner(
        says=fact.says,
        touches=fact.touches,
        saved=fact.saved.amount,
        why=said.why,
        outcome=fact.outcome,
        cut_on=said.occurred_at,
        figures={},
    )


def _corrected(mine: Corners, fact: MeasurementCorrected) -> None:
    """A figure measured meanwhile is the one it was corrected to, whenever that was."""
    for one in mine.corners.values():
        if str(fact.corrects) in one.figures:
            one.figures[str(fact.corrects)] = fact.value


def _meanwhile(mine: Corners, fact: ResultMeasured | ResultDisputed, said: Envelope) -> None:
    for one in mine.corners.values():
        if one.restored_on is None and one.outcome in (None, fact.outcome):
            if isinstance(fact, ResultMeasured):
                one.figures[str(said.version)] = fact.value
            else:
                one.disputes += 1


CORNERS: Projection[Corners] = Projection(
    name="corners", version=2, document=Corners, facts=FACTS, keys=by_stream, evolve=evolve, finish=finish
)
