"""What is open, what was forced, what was forgone, and how many problems got one and the same answer."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from domain.engagement.shared.terms import ZERO
from projections.restraint.page import Restraint


def finish(restraint: Restraint) -> Restraint:
    """What follows from all of it together."""
    for one in restraint.assessments:
        one.open = bool(one.against) and not one.answers
    restraint.open_disconnects = sum(one.open for one in restraint.assessments)
    restraint.forced_fits = sum(bool(one.overridden and one.overridden.proposed) for one in restraint.assessments)
    restraint.forgone = sum((one.forgone for one in restraint.declines.values()), ZERO)
    restraint.saved = {}
    for way in restraint.cheaper:
        restraint.saved[way.kept_by] = restraint.saved.get(way.kept_by, ZERO) + way.saves
    restraint.saved_them = restraint.saved.get("customer", ZERO)
    for told in restraint.truth.values():
        told.says = told.steps[-1].now
    _hammer(restraint)
    return restraint


def _hammer(restraint: Restraint) -> None:
    """To those who only sell hammers all problems look like nails; that shows from two problems on."""
    offers = {one.says.casefold(): one.offer for one in restraint.assessments if one.offer}
    restraint.problems = len(offers)
    if len(offers) > 1:
        (restraint.commonest_offer, count), *_ = Counter(offers.values()).most_common(1)
        restraint.one_answer = round(Decimal(100 * count) / len(offers), 2)
