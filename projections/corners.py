"""Corners: what the seller saved at the customer's expense, and what was measured meanwhile (text 003)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from domain.engagement.corners import CornerCut, CornerRestored
from domain.engagement.measuring import MeasurementCorrected, ResultMeasured
from domain.engagement.shared.disputing import ResultDisputed
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


def evolve(corners: Corners | None, recorded: Recorded[Any]) -> Corners | None:
    fact, entry = recorded.entry.body, recorded.entry
    if isinstance(fact, CornerCut):
        if corners is None:
            corners = Corners(engagement=entry.stream.partition("/")[2], currency=fact.saved.currency, corners={})
        corners.corners[fact.corner] = _cut(fact, entry)
    elif corners is not None:
        if isinstance(fact, CornerRestored):
            if fact.corner in corners.corners:
                corner = corners.corners[fact.corner]
                corner.restored_on, corner.restored = entry.occurred_at, fact.says
        elif isinstance(fact, MeasurementCorrected):
            _corrected(corners, fact)
        else:
            _meanwhile(corners, fact, entry)
    return corners


def finish(corners: Corners) -> Corners:
    cut = [corner for corner in corners.corners.values() if corner.restored_on is None]
    corners.open, corners.saved_open = len(cut), sum((corner.saved for corner in cut), ZERO)
    corners.saved = sum((corner.saved for corner in corners.corners.values()), ZERO)
    return corners


def _cut(fact: CornerCut, envelope: Envelope) -> Corner:
    return Corner(
        says=fact.says,
        touches=fact.touches,
        saved=fact.saved.amount,
        why=envelope.why,
        outcome=fact.outcome,
        cut_on=envelope.occurred_at,
        figures={},
    )


def _corrected(corners: Corners, fact: MeasurementCorrected) -> None:
    """A figure measured meanwhile is the one it was corrected to, whenever that was."""
    for corner in corners.corners.values():
        if str(fact.corrects) in corner.figures:
            corner.figures[str(fact.corrects)] = fact.value


def _meanwhile(corners: Corners, fact: ResultMeasured | ResultDisputed, envelope: Envelope) -> None:
    for corner in corners.corners.values():
        if corner.restored_on is None and corner.outcome in (None, fact.outcome):
            if isinstance(fact, ResultMeasured):
                corner.figures[str(envelope.version)] = fact.value
            else:
                corner.disputes += 1


CORNERS: Projection[Corners] = Projection(
    name="corners",
    version=2,
    document=Corners,
    facts=FACTS,
    keys=by_stream,
    evolve=evolve,
    finish=finish,
    short=("engagement", "open", "saved_open", "saved", "currency", "corners"),
)
