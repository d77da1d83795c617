"""What part of an agreed price has been earned, by the results that stand (domain 0, Terms)."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from domain.engagement.shared.terms import ZERO, Metric, Part, earned
from projections.shared.documents.tally import Count


class Earned(NamedTuple):
    """Amounts in the currency of the terms: earned by what stands, and what more it would be if nothing were in
    dispute.
    """

    earned: Decimal
    in_dispute: Decimal


def of_part(part: Part, metric: Metric, count: Count, currency: str, *, in_force: bool) -> Earned:
    """What one part of a version's price comes to with the results that count under it. `in_force` where it is the
    version agreed last.

    A whole due when agreed is earned under the version in force, except while the result that it pays for is in
    dispute; one due when reached, under the version it was reached under.
    """
    standing, every = count.standing, count.standing + count.in_dispute
    reached, reached_by_all = _reached(metric, standing), _reached(metric, every)
    at_once = part.due == "agreed"
    now = earned(part, standing, currency, due=in_force and (reached or not reached_by_all) if at_once else reached)
    if not count.in_dispute:
        return Earned(now, ZERO)
    whole = earned(part, every, currency, due=in_force if at_once else reached_by_all)
    return Earned(now, whole - now)


def _reached(metric: Metric, standing: int) -> bool:
    return standing > 0 and (metric.kind == "target" or standing >= (metric.target or 1))
