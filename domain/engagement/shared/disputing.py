"""A dispute is raised: of how many units, under which name, and until when (domain 1.6)."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from msgspec import UNSET, UnsetType

from domain.engagement.shared.assessment import Fit
from domain.engagement.shared.resulted import Result, Results, place, ruled, still_standing
from domain.engagement.shared.standing import Outcomes, named
from domain.errors import Decided, MoreThanStands, NotNow, TooLate
from domain.fact import Fact
from domain.recount.ends import end_of, taken_of, units_of
from domain.recount.rules import Counts
from domain.recount.spans import objections_end
from domain.vocabulary import Label, Slug, Span, Taken, unused


class ResultDisputed(Fact, frozen=True, kw_only=True):
    """The customer says it does not hold; it is not earned, and shown apart. Without a `quantity`, all of it. The days
    for an answer run from `recorded_on`, where that is later than the day of the fact.
    """

    type = "result-disputed.v1"
    answers = True
    outcome: Slug
    reference: Label
    dispute: Slug | UnsetType = UNSET
    quantity: int | UnsetType = UNSET
    recorded_on: Span | UnsetType = UNSET

    def names(self) -> tuple[str, ...]:
        return () if self.dispute is UNSET else (self.dispute,)


class Reads(Protocol):
    @property
    def recorded_on(self) -> date: ...
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
    if quantity is not None and quantity > result.quantity:
        raise MoreThanStands.of("{stood} of {reference} stand", stood=result.quantity, reference=result.reference)
    if not again or rule is not None:
        _check_free(result, rule, today, quantity)
    used = {objection.name for result in results.values() for objection in result.case.objections}
    used |= {name for result in results.values() for name in result.disputes}
    name = unused("d", used, engagement.fit.declines, engagement.taken)
    return ResultDisputed(
        outcome=outcome,
        reference=result.reference,
        dispute=name,
        quantity=quantity or UNSET,
        recorded_on=late(engagement.recorded_on, today),
    )


def late(recorded_on: date, today: date) -> str | UnsetType:
    """The day that a word is recorded on, where that is later than the day it counts on."""
    return recorded_on.isoformat() if recorded_on > today else UNSET


def objecting_ends(engagement: Reads, outcome: str, reference: str) -> date | None:
    """The last day on which the customer may object to that result; None: at any time, or there is none."""
    result = engagement.results.get(place(engagement.results, outcome, reference))
    rule = ruled(named(engagement.outcomes, outcome), result) if result else None
    return objections_end(rule, result.case) if rule and result else None


def _check_in_time(result: Result, rule: Counts | None, today: date) -> None:
    end = objections_end(rule, result.case) if rule else None
    if end is not None and today > end:
        raise TooLate.of(
            "{reference} could be disputed until {until}", reference=result.reference, until=end.isoformat()
        )


def _check_free(result: Result, rule: Counts | None, today: date, quantity: int | None) -> None:
    """Raises Decided, NotNow and MoreThanStands unless so many units are neither in dispute nor settled."""
    free, settled, taken = result.quantity, "", taken_of(result.case, today)
    for objection in result.case.objections:
        end = end_of(objection, result.case, rule)
        ended = end is not None and end.day <= today
        if end is None or not ended or end.how != "withdrawn":
            free -= units_of(objection, result.case) - taken.get(objection.name, 0)
            settled = objection.name if ended else settled
    if free > 0 and quantity is not None and quantity > free:
        raise MoreThanStands.of("{stood} of {reference} stand", stood=free, reference=result.reference)
    if free <= 0 and settled:
        raise Decided.of("{dispute} settled {reference}", dispute=settled, reference=result.reference)
    if free <= 0:
        raise NotNow.of("{reference} is in dispute already", reference=result.reference)
