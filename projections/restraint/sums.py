"""What is open, what was forced, what was forgone, and how many problems got one and the same answer."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from domain.engagement.shared.terms import ZERO
from projections.restraint.page import Restraint


def finish(restraint: Restraint) -> Restraint:
    """What follows from all of it together."""
    for assessment in restraint.assessments:
        assessment.open = bool(assessment.against) and not assessment.answers
    restraint.open_disconnects = sum(assessment.open for assessment in restraint.assessments)
    restraint.forced_fits = sum(
        bool(assessment.overridden and assessment.overridden.proposed) for assessment in restraint.assessments
    )
    restraint.forgone = sum((decline.forgone for decline in restraint.declines.values()), ZERO)
    restraint.saved = {}
    for way in restraint.cheaper:
        restraint.saved[way.kept_by] = restraint.saved.get(way.kept_by, ZERO) + way.saves
    restraint.saved_them = restraint.saved.get("customer", ZERO)
    for expected in restraint.truth.values():
        expected.says = expected.steps[-1].now
    _hammer(restraint)
    return restraint


def _hammer(restraint: Restraint) -> None:
    """To those who only sell hammers all problems look like nails; that shows from two problems on."""
    offers = {assessment.says.casefold(): assessment.offer for assessment in restraint.assessments if assessment.offer}
    restraint.problems = len(offers)
    if len(offers) > 1:
        (restraint.commonest_offer, count), *_ = Counter(offers.values()).most_common(1)
        restraint.one_answer = round(Decimal(100 * count) / len(offers), 2)
