"""From which days terms may count: not from before the first agreement, nor past the day to reach them by."""

from __future__ import annotations

from datetime import date

from msgspec import UNSET

from domain.engagement.shared.standing import Outcome, first_agreed
from domain.engagement.shared.terms import Terms
from domain.errors import CannotCount
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
    what = written if written == since.isoformat() else f"{written} means its first day, {since}, which"
    way_out = _again(_days(first, by, zone), name, outcome, first)
    if since < first:
        before = f"{name} was not agreed then" if outcome else "what is proposed now was not agreed then"
        raise CannotCount(f"{what} lies before {first}: {before}", outcome=name, way_out=way_out)
    if by is not None and since > last_day(by, zone):
        raise CannotCount(f"{what} lies after {by}, by which it is to be reached", outcome=name, way_out=way_out)


def _days(first: date, by: str | None, zone: str) -> str:
    """The days to choose from, in words."""
    last = last_day(by, zone) if by else None
    if last is None:
        return f"say {first} or a later day"
    if last < first:
        return f"no day is left from {first} to {by}: say a later --by too"
    return f"say {first}, the only day there is" if first == last else f"say a day from {first} to {last}"


def _again(days: str, name: str, outcome: Outcome | None, first: date) -> WayOut:
    """The command to say with the first of those days; a new version of an outcome also needs its why."""
    fixed = {"terms.counts_from": first.isoformat()} | ({} if outcome is None else {"outcome": name})
    asked = () if outcome is None else ("why",)
    return WayOut(says=days, command="outcome.propose", place="{name}", fixed=fixed, asked=asked, more=True)
