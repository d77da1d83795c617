"""Dates as people know them: a year, a month, a day, or a moment."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain.moments import TIMED, check_moment, is_moment, moment
from domain.said import worded

MONTHS = {"month": 1, "quarter": 3, "year": 12}
NO_DAY = "the calendar has no {written}; months go from 01 to 12, and days to the end of their month"
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


@lru_cache(4096)
def check(text: str) -> str:
    """`text`, if it is a year, a month, a day or a moment (with or without its offset); else a
    ValueError that says what is wrong.
    """
    if not DAY.fullmatch(text[:TIMED]):
        raise ValueError("write 2018, 2018-12, 2018-12-04 or 2018-12-04T10:00:00Z")
    try:
        first_day(text[:TIMED])
    except ValueError as error:
        raise ValueError(worded(NO_DAY, written=text[:TIMED])) from error
    if is_moment(text):
        check_moment(text)
    return text


@lru_cache(4096)
def first_day(when: str, zone: str = "UTC") -> date:
    """The earliest day that `when` may mean: `2018` → 2018-01-01; a moment is the day it was in `zone`."""
    if is_moment(when):
        return _day_of(when, zone)
    parts = [int(part) for part in when.split("-")]
    return date(*[*parts, 1, 1][:3])


def told_first(when: str) -> str:
    """The end of a message about what counts from the first day of `when`: which day that is, where it is not said."""
    if len(when) >= TIMED:
        return ""
    return worded("; {period} means its first day, {day}", period=when, day=first_day(when))


@lru_cache(4096)
def last_day(when: str, zone: str = "UTC") -> date:
    """The latest day that `when` may mean: `2018-02` → 2018-02-28; a moment is the day it was in `zone`."""
    if is_moment(when):
        return _day_of(when, zone)
    parts = [int(part) for part in when.split("-")]
    year, month, day = [*parts, 12, 0][:3] if len(parts) < 2 else [*parts, 0][:3]
    return date(year, month, day or calendar.monthrange(year, month)[1])


def days_late(due: str | None, when: str, zone: str = "UTC") -> int:
    """How many days a date or moment lies, in that zone, after the day it was due by; 0 where it is not late."""
    return max(0, (last_day(when, zone) - date.fromisoformat(due)).days) if due else 0


def counts_on(occurred_at: str, recorded_at: str, zone: str = "UTC") -> date:
    """The day a fact counts on: the last it may mean, or the day it was recorded if that is earlier (domain 0)."""
    return min(last_day(occurred_at, zone), last_day(recorded_at, zone))


def days_after(day: date, days: int) -> str:
    """The day so many days later, written as a day."""
    return (day + timedelta(days=days)).isoformat()


def rhythm_after(when: str, every: str, zone: str = "UTC") -> str:
    """The day one `week`, `month`, `quarter` or `year` after the last day that `when` may mean."""
    since = last_day(when, zone)
    if every == "week":
        return days_after(since, 7)
    month = since.month - 1 + MONTHS[every]
    year, month = min(since.year + month // 12, date.max.year), month % 12 + 1
    end = calendar.monthrange(year, month)[1]
    # The end of a month is followed by the end of the next, however long they are.
    at_end = since.day == calendar.monthrange(since.year, since.month)[1]
    return date(year, month, end if at_end else min(since.day, end)).isoformat()


@lru_cache(64)
def instant(at: datetime) -> str:
    """A UTC instant of fixed width, so that text order is time order."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _day_of(when: str, zone: str) -> date:
    """The day of an instant in the zone, whatever offset it was written with."""
    at = moment(when, zone)
    try:
        return at.astimezone(ZoneInfo(zone)).date()
    except OverflowError:  # the calendar ends there; no day lies beyond
        return at.date()
