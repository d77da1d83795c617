"""From which days terms may count: not from before the first agreement, nor past the day to reach them by."""

from __future__ import annotations

from datetime import date

from msgspec import UNSET

from domain.engagement.shared.standing import Outcome, first_agreed
from domain.engagement.shared.terms import Terms
from domain.errors import CannotCount
from domain.said import worded
from domain.step import WayOut
from domain.when import first_day, last_day


def check_counts(terms: Terms, name: str, outcome: Outcome | None, day: date, zone: str) -> None:
    """Raises CannotCount where the terms name a day that they may not count from. `day` is the first that the proposal,
    or the agreement, may be of.
    """
    if terms.counts_from is UNSET:
        return
    written, by = str(terms.counts_from), terms.metric.by
    since = first_day(written)
    first = min((outcome and first_agreed(outcome)) or day, day)
    day_of_it = "{period} means its first day, {day}, which"
    what = written if written == since.isoformat() else worded(day_of_it, period=written, day=since)
    way_out = _again(_days(first, by, zone), name, outcome, first)
    if since < first:
        too_early = "{since} lies before {first}: {outcome} was not agreed then"
        none_yet = "{since} lies before {first}: what is proposed now was not agreed then"
        raise CannotCount.of(too_early if outcome else none_yet, since=what, first=first, outcome=name, way_out=way_out)
    if by is not None and since > last_day(by, zone):
        too_late = "{since} lies after {due}, by which it is to be reached"
        raise CannotCount.of(too_late, since=what, due=by, outcome=name, way_out=way_out)


ONE_DAY, DAYS = "say {first}, the only day there is", "say a day from {first} to {last}"


def _days(first: date, by: str | None, zone: str) -> str:
    """The days to choose from, in words."""
    last = last_day(by, zone) if by else None
    if last is None:
        return worded("say {first} or a later day", first=first)
    if last < first:
        return worded("no day is left from {first} to {due}: say a later --by too", first=first, due=by)
    return worded(ONE_DAY if first == last else DAYS, first=first, last=last)


def _again(days: str, name: str, outcome: Outcome | None, first: date) -> WayOut:
    """The command to say with the first of those days; a new version of an outcome also needs its why."""
    fixed = {"terms.counts_from": first.isoformat()} | ({} if outcome is None else {"outcome": name})
    asked = () if outcome is None else ("why",)
    return WayOut(says=days, command="outcome.propose", place="{name}", fixed=fixed, asked=asked, more=True)
