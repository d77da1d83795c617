"""Which of two words about the same was said later: by their dates, whichever was recorded first."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain.moments import is_moment, moment
from domain.said import worded
from domain.when import first_day, instant, last_day

FIRST_ZONE = "Pacific/Kiritimati"
"""Where every day begins first."""
BY_THE_CLOCK = re.compile(r"\.\d{6}(?!\d)", re.ASCII)


def by_the_clock(when: str) -> bool:
    """Whether the ledger's own clock wrote it, which gives an instant only once: nobody types microseconds, and most
    programs write fewer digits or more.
    """
    return BY_THE_CLOCK.search(when) is not None


@lru_cache(4096)
def last_instant(when: str, zone: str = "UTC") -> str:
    """The last instant that `when` may mean (the end of its last day), as text that sorts by time."""
    return instant(moment(when, zone)) if is_moment(when) else _at(last_day(when), time.max, zone)


@lru_cache(4096)
def first_instant(when: str, zone: str = "UTC") -> str:
    """The first instant that `when` may mean (the beginning of its first day), written alike."""
    return instant(moment(when, zone)) if is_moment(when) else _at(first_day(when), time.min, zone)


def to_come(when: str, now: str) -> bool:
    """Whether no zone on earth has reached it at the instant `now`."""
    return first_instant(when, FIRST_ZONE) > now


def counts_at(occurred_at: str, recorded_at: str, zone: str = "UTC") -> str:
    """The instant by which a word is compared with another about the same: the last it may mean, or the one it was
    recorded at if that is earlier.
    """
    return min(last_instant(occurred_at, zone), recorded_at)


def after(when: str, then: str, zone: str) -> bool:
    """Whether what is said now happened after that instant. Of the same one, it did where the clock said when."""
    first = first_instant(when, zone)
    return first > then or (first == then and by_the_clock(when))


def told_after(then: str, zone: str) -> str:
    """When something comes after that instant, in words: no hour of a day is left after the end of it."""
    if then == last_instant(last_day(then, zone).isoformat(), zone):
        return worded("on a later day: of that day no hour was said, so that it counts at its end")
    return worded("on a later day, or at a later hour of that day")


def _at(day: date, clock: time, zone: str) -> str:
    """The instant at which the clock says so on that day in the zone."""
    at = datetime.combine(day, clock, ZoneInfo(zone))
    try:
        return instant(at)
    except OverflowError:  # the calendar begins or ends there; no instant lies beyond
        return instant(at.replace(tzinfo=UTC))
