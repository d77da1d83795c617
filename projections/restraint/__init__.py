"""Restraint: what did not fit, what was declined and for how much, and what was sold all the same (text 002)."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from domain.engagement.cheaper import CheaperWayProposed
from domain.engagement.expectations import ExpectationAdjusted
from domain.engagement.fit import FitAssessed, FitDeclined, ForcedFitOverridden, ProblemAcknowledged
from domain.engagement.outcome import OutcomeProposed
from domain.engagement.referrals import ReferralMade, ReferralOutcomeHeard
from domain.engagement.track_record import TrackRecordCited
from domain.fact import Envelope, Recorded
from projections.restraint import assessed, referred, sums, truth
from projections.restraint.page import Restraint
from projections.shared.projection import Projection, by_stream


def evolve(restraint: Restraint | None, recorded: Recorded[Any]) -> Restraint | None:
    fact, entry = recorded.entry.body, recorded.entry
    if restraint is None:
        if isinstance(fact, OutcomeProposed):
            return None  # it tells of no restraint
        restraint = Restraint(engagement=entry.stream.partition("/")[2], declines={}, assessments=[])
    if not FOLDS[type(fact)](restraint, fact, entry):
        restraint.left_out += 1
    return restraint


FOLDS: dict[type[Any], Callable[[Restraint, Any, Envelope], bool]] = {
    OutcomeProposed: assessed.proposed,
    FitAssessed: assessed.assessed,
    ProblemAcknowledged: assessed.acknowledged,
    ForcedFitOverridden: assessed.overridden,
    FitDeclined: assessed.declined,
    ReferralMade: referred.made,
    ReferralOutcomeHeard: referred.heard,
    CheaperWayProposed: truth.cheaper,
    TrackRecordCited: truth.cited,
    ExpectationAdjusted: truth.adjusted,
}

RESTRAINT: Projection[Restraint] = Projection(
    name="restraint",
    version=2,
    document=Restraint,
    facts=reduce(or_, FOLDS),
    keys=by_stream,
    evolve=evolve,
    finish=sums.finish,
    short=(
        "engagement",
        "forgone",
        "gained",
        "currency",
        "open_disconnects",
        "forced_fits",
        "saved_them",
        "one_answer",
    ),
)
