"""A dispute is raised: of how many units, under which name, and until when (domain 1.6)."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from msgspec import UNSET, UnsetType

from domain.engagement.shared.assessment import Fit
from domain.engagement.shared.resulted import Result, Results, ruled, still_standing
from domain.engagement.shared.standing import Outcomes, named
from domain.errors import Decided, MoreThanStands, NotNow, TooLate
from domain.fact import Fact
from domain.recount.ends import end_of
from domain.recount.rules import Counts
from domain.recount.spans import objections_end
from domain.vocabulary import Label, Slug, Taken, unused


class ResultDisputed(Fact, frozen=True, kw_only=True):
    """The customer says it does not hold; it is not earned, and shown apart. Without a `quantity`, all of it."""

    type = "result-disputed.v1"
    answers = True
    outcome: Slug
    reference: Label
    dispute: Slug | UnsetType = UNSET
    quantity: int | UnsetType = UNSET

    def names(self) -> tuple[str, ...]:
        return () if self.dispute is UNSET else (self.dispute,)


class Reads(Protocol):
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def results(self) -> Results: ...
    @property
    def fit(self) -> Fit: ...
    @property
    def taken(self) -> Taken: ...


def disputed(
    engagement: Reads, of: tuple[str, str], today: date, quantity: int | None = None, *, again: bool = False
) -> ResultDisputed:
    """A dispute of the result `of` an outcome and a reference, named like no other, nor any decline. `again`: what is
    in dispute may be disputed as of a later day, against a yes between the two. Raises TooLate, Decided,
    MoreThanStands, NotNow.
    """
    results, (outcome, reference) = engagement.results, of
    result = still_standing(results, outcome, reference)
    rule = ruled(named(engagement.outcomes, outcome), result)
    _check_in_time(result, rule, today)
    if not again:
        _check_free(result, rule, today, quantity)
    used = {objection.name for result in results.values() for objection in result.case.objections}
    name = unused("d", used, engagement.fit.declines, engagement.taken)
    return ResultDisputed(outcome=outcome, reference=result.reference, dispute=name, quantity=quantity or UNSET)


def objecting_ends(result: Result, rule: Counts | None) -> date | None:
    """The last day on which the customer may object to it; None: at any time."""
    return objections_end(rule, result.day) if rule else None


def _check_in_time(result: Result, rule: Counts | None, today: date) -> None:
    end = objecting_ends(result, rule)
    if end is not None and today > end:
        raise TooLate.of(
            "{reference} could be disputed until {until}", reference=result.reference, until=end.isoformat()
        )


def _check_free(result: Result, rule: Counts | None, today: date, quantity: int | None) -> None:
    """Raises Decided, NotNow and MoreThanStands unless so many units are neither in dispute nor settled."""
    free, settled = result.quantity, ""
    for objection in result.case.objections:
        units = objection.units or result.quantity
        end = end_of(objection, units, result.case, rule)
        ended = end is not None and end.day <= today
        if end is None or not ended or end.how != "withdrawn":
            free -= units
            settled = objection.name if ended else settled
    if free > 0 and quantity is not None and quantity > free:
        raise MoreThanStands.of("{stood} of {reference} stand", stood=free, reference=result.reference)
    if free <= 0 and settled:
        raise Decided.of("{dispute} settled {reference}", dispute=settled, reference=result.reference)
    if free <= 0:
        raise NotNow.of("{reference} is in dispute already", reference=result.reference)
