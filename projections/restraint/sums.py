"""What is open, what was forced, what was forgone, and how many problems got one and the same answer."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from domain.engagement.shared.terms import ZERO
from projections.restraint.page import Restraint


def finish(mine: Restraint) -> Restraint:
    """What follows from all of it together."""
    for one in mine.assessments:
        one.open = bool(one.against) and not one.answers
    mine.open_disconnects = sum(one.open for one in mine.assessments)
    mine.forced_fits = sum(bool(one.overridden and one.overridden.proposed) for one in mine.assessments)
    mine.forgone = sum((one.forgone for one in mine.declines.values()), ZERO)
    mine.saved = {}
    for way in mine.cheaper:
        mine.saved[way.kept_by] = mine.saved.get(way.kept_by, ZERO) + way.saves
    mine.saved_them = mine.saved.get("customer", ZERO)
    for told in mine.truth.values():
        told.says = told.steps[-1].now
    _hammer(mine)
    return mine


def _hammer(mine: Restraint) -> None:
    """To those who only sell hammers all problems look like nails; that shows from two problems on."""
    offers = {one.says.casefold(): one.offer for one in mine.assessments if one.offer}
    mine.problems = len(offers)
    if len(offers) > 1:
        (mine.commonest_offer, count), *_ = Counter(offers.values()).most_common(1)
        mine.one_answer = round(Decimal(100 * count) / len(offers), 2)
