"""Corners: what the seller saved at the customer's expense, and what was measured meanwhile (text 003)."""

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


def evolve(corners: Corners | None, recorded: Recorded[Any]) -> Corners | None:
    fact, entry = recorded.entry.body, recorded.entry
    if isinstance(fact, CornerCut):
        if corners is None:
            corners = Corners(engagement=entry.stream.partition("/")[2], currency=fact.saved.currency, corners={})
        corners.corners[fact.corner] = _cut(fact, entry)
    elif corners is not None:
        if isinstance(fact, CornerRestored):
            if fact.corner in corners.corners:
                found = corners.corners[fact.corner]
                found.restored_on, found.restored = entry.occurred_at, fact.says
        elif isinstance(fact, MeasurementCorrected):
            _corrected(corners, fact)
        else:
            _meanwhile(corners, fact, entry)
    return corners


def finish(corners: Corners) -> Corners:
    cut = [one for one in corners.corners.values() if one.restored_on is None]
    corners.open, corners.saved_open = len(cut), sum((one.saved for one in cut), ZERO)
    corners.saved = sum((one.saved for one in corners.corners.values()), ZERO)
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
    for one in corners.corners.values():
        if str(fact.corrects) in one.figures:
            one.figures[str(fact.corrects)] = fact.value


def _meanwhile(corners: Corners, fact: ResultMeasured | ResultDisputed, envelope: Envelope) -> None:
    for one in corners.corners.values():
        if one.restored_on is None and one.outcome in (None, fact.outcome):
            if isinstance(fact, ResultMeasured):
                one.figures[str(envelope.version)] = fact.value
            else:
                one.disputes += 1


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
