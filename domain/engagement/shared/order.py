"""What is said of one outcome in another order than it happened, where the order would decide what it comes to.

An agreement and an end of one day, a target reached on the day of an agreement: where the dates do not say which came
first, only one order is taken. The other is refused, until its date says an hour or another day.
"""

from __future__ import annotations

from typing import Protocol

from msgspec import UNSET

from domain.engagement.shared.standing import Outcome, Outcomes, Proposal, Results, standing
from domain.engagement.shared.terms import Fixed, Terms, counting_from
from domain.errors import NotNow, ReachedSince
from domain.later import after, last_instant
from domain.when import first_day, last_day


class Needs(Protocol):
    @property
    def fixed(self) -> Fixed: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def results(self) -> Results: ...


def check_over(name: str, outcome: Outcome, when: str, zone: str) -> None:
    """Raises NotNow unless terms agreed at `when` are agreed after the outcome's end, or after it was missed."""
    if outcome.over_on is None or after(when, outcome.over_at, zone):
        return
    over = f"{name} was {'ended' if outcome.ended_on else 'missed'} on {outcome.over_on}"
    raise NotNow(f"{over}: terms that go on from there are agreed on a later day, or at a later hour of that day")


def check_since(name: str, outcome: Outcome, number: int, when: str, zone: str) -> None:
    """Raises NotNow where that version would be agreed on a day before the last agreement: it would hold from then on,
    and the one of the later day never.
    """
    last = max(outcome.agreements, key=lambda one: one.on, default=None)
    if last is not None and first_day(when, zone) < last.on:
        what = f"v{last.proposal.number} was agreed on {last.on}: v{number} is agreed on that day or later"
        raise NotNow(what, outcome=name, version=number)


def check_last(name: str, engagement: Needs, when: str) -> None:
    """Raises NotNow where it went on after `when`, the end: by an agreement, or by a result that stands."""
    zone = engagement.fixed.zone
    day = last_day(when, zone)
    agreed = max(engagement.outcomes[name].agreements, key=lambda one: one.at)
    if last_instant(when, zone) < agreed.at:
        raise NotNow(f"{name} was agreed on {agreed.on}, after {when}: say a time from then on", outcome=name)
    later = [one for one in standing(engagement.results, name) if one.counted and one.day > day]
    if later:
        last = max(later, key=lambda one: one.day)
        what = f"{last.reference} was reached on {last.day}, after {day}"
        raise NotNow(f"{what}: say a later day, or take it back", outcome=name, reference=last.reference)


def check_reached(name: str, terms: Terms, engagement: Needs, when: str) -> None:
    """Raises ReachedSince where a target's result stands that terms agreed at `when` cover: recorded after them, it
    would count under them.
    """
    zone = engagement.fixed.zone
    since, by_hour = counting_from(terms, when, zone), terms.counts_from is UNSET
    for one in standing(engagement.results, name):
        covered = since < one.day or (since == one.day and not (by_hour and after(when, one.at, zone)))
        if covered and not one.counted and not one.named:
            what = f"{one.reference} was reached on {one.day}, and these terms count from {since}"
            raise ReachedSince(what, outcome=name, reference=one.reference)


def check_hour(name: str, outcome: Outcome, version: Proposal, when: str, zone: str) -> None:
    """Raises NotNow where a target was reached on the day from which its version counts, at an hour before that was
    agreed: recorded before the agreement, it would be of the version before.
    """
    agreed = next(one for one in reversed(outcome.agreements) if one.proposal is version)
    before = [one.proposal.number for one in outcome.agreements if one.proposal is not version]
    if not before or version.terms.counts_from is not UNSET or last_day(when, zone) < agreed.since:
        return
    if last_instant(when, zone) < agreed.at:
        what = f"{name} was agreed anew later on that day: say under which terms it was reached"
        raise NotNow(f"{what}, with --version {before[-1]} or --version {version.number}", outcome=name)
