"""Restraint: what did not fit, what was declined and for how much, and what was forced all the same (text 002)."""

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
from domain.words import WordDisowned, WordOwned
from projections.projection import Projection, by_stream
from projections.restraint import assessed, referred, sums, truth
from projections.restraint.page import Restraint
from projections.words import Word, disown, own


def evolve(mine: Restraint | None, recorded: Recorded[Any]) -> Restraint | None:
    fact, said = recorded.entry.body, recorded.entry
    if mine is None:
        if isinstance(fact, NOT_ITS_OWN):
            return None
        mine = Restraint(engagement=said.stream.partition("/")[2], declines={}, assessments=[])
    if not FOLDS[type(fact)](mine, fact, said):
        mine.left_out += 1
    return mine


def _owned(mine: Restraint, fact: WordOwned, _: Envelope) -> bool:
    for told in _words(mine):
        own(told, fact.versions)
    return True


def _disowned(mine: Restraint, fact: WordDisowned, _: Envelope) -> bool:
    for told in _words(mine):
        disown(told, fact.versions)
    return True


def _words(mine: Restraint) -> list[Word]:
    found = [one.acknowledged for one in mine.assessments if one.acknowledged]
    found += [step.said for one in mine.truth.values() for step in one.steps]
    return [*found, *(told.said for one in mine.assessments for told in one.answers)]


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
    WordOwned: _owned,
    WordDisowned: _disowned,
}

NOT_ITS_OWN = (OutcomeProposed, WordOwned, WordDisowned)
"""With these alone no document begins: they tell of no restraint."""

RESTRAINT: Projection[Restraint] = Projection(
    name="restraint",
    version=1,
    document=Restraint,
    facts=reduce(or_, FOLDS),
    keys=by_stream,
    evolve=evolve,
    finish=sums.finish,
)
