"""Refuses what is told of one outcome in the wrong order, where the order would change what it comes to.

An agreement and an end on one day, or a target reached on the day of an agreement: where the dates do not say which
came first, only one order is accepted. The other is refused until its date has an hour, or is another day.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from msgspec import UNSET

from domain.engagement.shared.resulted import Results, standing
from domain.engagement.shared.standing import Outcome, Outcomes, Proposal, first_agreed
from domain.engagement.shared.terms import Fixed, Terms, counting_from
from domain.errors import NotNow, ReachedSince
from domain.later import after, first_instant, last_instant, told_after
from domain.moments import is_moment
from domain.said import worded
from domain.step import WayOut
from domain.warned import Warned
from domain.when import first_day, last_day, told_first


class Reads(Protocol):
    @property
    def fixed(self) -> Fixed: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def results(self) -> Results: ...


ENDED = "{outcome} was ended on {on}: terms that go on from there are agreed {later}{month}"
MISSED = "{outcome} was missed on {on}: terms that go on from there are agreed {later}{month}"
DAY_BEFORE = "v{agreed} was agreed on {on}: v{version} is agreed on that day or later{month}"
HOUR_BEFORE = "v{agreed} was agreed on {on}: v{version} is agreed at a later hour of that day, or later{month}"
COVERED = "{reference} was reached on {day}, and these terms count from {since}{month}"
WHICH_TERMS = (
    "{outcome} was agreed anew later on that day: say under which terms it was reached, with --version {before} or"
    " --version {version}"
)


def check_over(name: str, outcome: Outcome, when: str, zone: str) -> None:
    """Raises NotNow unless an agreement at `when` comes after the outcome was ended or missed, if it was."""
    if outcome.over_on is None or after(when, outcome.over_at, zone):
        return
    data: dict[str, Any] = {"later": told_after(outcome.over_at, zone), "month": told_first(when)}
    raise NotNow.of(ENDED if outcome.ended_on else MISSED, outcome=name, on=outcome.over_on, **data)


def check_since(name: str, outcome: Outcome, number: int, when: str, zone: str) -> None:
    """Raises NotNow where that version would be agreed before the last agreement, by the day, or of one day by the hour
    where both have one: it would hold from then on, and the later one never.
    """
    last = max(outcome.agreements, key=lambda agreement: agreement.at, default=None)
    if last is None:
        return
    day_before = first_day(when, zone) < last.on
    if day_before or (is_moment(when) and first_instant(when, zone) < last.at):
        before: dict[str, Any] = {"agreed": last.proposal.number, "on": last.on, "month": told_first(when)}
        raise NotNow.of(DAY_BEFORE if day_before else HOUR_BEFORE, outcome=name, version=number, **before)


def check_last(name: str, engagement: Reads, when: str) -> None:
    """Raises NotNow for an end at `when` where a later agreement or result shows that the outcome went on."""
    zone = engagement.fixed.zone
    day = last_day(when, zone)
    agreed = max(engagement.outcomes[name].agreements, key=lambda agreement: agreement.at)
    if last_instant(when, zone) < agreed.at:
        says = "{outcome} was agreed on {on}, after {when}: say a time from then on"
        raise NotNow.of(says, on=agreed.on, when=when, outcome=name)
    counted = (result for result in standing(engagement.results, name) if result.counted)
    last = max(counted, key=lambda result: result.day, default=None)
    if last is not None and last.day > day:
        says = "{reference} was reached on {on}, after {day}: say a later day, or take it back"
        raise NotNow.of(says, on=last.day, day=day, outcome=name, reference=last.reference)


def check_reached(name: str, terms: Terms, engagement: Reads, when: str) -> None:
    """Raises ReachedSince where terms agreed at `when` would cover a target's result that stands already: had it been
    recorded after them, it would count under them.
    """
    zone = engagement.fixed.zone
    since, by_hour = counting_from(terms, when, zone), terms.counts_from is UNSET
    for result in standing(engagement.results, name):
        covered = since < result.day or (since == result.day and not (by_hour and after(when, result.at, zone)))
        if covered and not result.counted and not result.named:
            month = told_first(when) if by_hour else ""
            data: dict[str, Any] = {"reference": result.reference, "day": result.day, "since": since, "month": month}
            raise ReachedSince.of(COVERED, outcome=name, **data)


def unagreeable(name: str, proposal: Proposal, engagement: Reads) -> Iterator[Warned]:
    """Warns of a proposal that names a day to count from with which no answer, or only one of that day, is accepted."""
    if proposal.terms.counts_from is UNSET:
        return
    day, zone = proposal.proposed_on.isoformat(), engagement.fixed.zone
    since = counting_from(proposal.terms, day, zone)
    if first_agreed(engagement.outcomes[name]) is None and since <= proposal.proposed_on:
        late = worded("these terms count from {since}: agreeing them on a later day will be refused", since=since)
        yield Warned("CANNOT-COUNT", late)
    try:
        check_reached(name, proposal.terms, engagement, day)
    except ReachedSince as refusal:
        later = WayOut(says="propose them with a later --counts-from")
        yield Warned(refusal.code, worded("{message}: agreeing them will be refused", message=refusal.message), later)


def check_hour(name: str, outcome: Outcome, version: Proposal, when: str, zone: str) -> None:
    """Raises NotNow for a target reached on the day its version was agreed, but at an earlier hour: had it been
    recorded before the agreement, it would count under the version before.
    """
    agreed = next(agreement for agreement in reversed(outcome.agreements) if agreement.proposal is version)
    before = [agreement.proposal.number for agreement in outcome.agreements if agreement.proposal is not version]
    if not before or version.terms.counts_from is not UNSET or last_day(when, zone) < agreed.since:
        return
    if last_instant(when, zone) < agreed.at:
        raise NotNow.of(WHICH_TERMS, outcome=name, before=before[-1], version=version.number)
