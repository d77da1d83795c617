"""Which of two words about the same was said later: by their dates, and not by which was recorded first."""

from __future__ import annotations

import re
from datetime import datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain.moments import is_moment, moment
from domain.when import first_day, instant, last_day

BY_THE_CLOCK = re.compile(r"\.\d{6}(?!\d)", re.ASCII)


def by_the_clock(when: str) -> bool:
    """Whether the ledger's own clock wrote it, which gives an instant only once: nobody types microseconds, and most
    programs write fewer digits or more.
    """
    return BY_THE_CLOCK.search(when) is not None


@lru_cache(4096)
def last_instant(when: str, zone: str = "UTC") -> str:
    """The last instant that `when` may mean, as text in which order is the order of time: the end of its last day."""
    if is_moment(when):
        return instant(moment(when, zone))
    end = datetime.combine(last_day(when), time.max, ZoneInfo(zone))
    try:
        return instant(end)
    except OverflowError:  # the calendar ends there; no instant lies beyond
        return f"{end.date()}T23:59:59.999999Z"


@lru_cache(4096)
def first_instant(when: str, zone: str = "UTC") -> str:
    """The first instant that `when` may mean, written alike: the beginning of its first day."""
    if is_moment(when):
        return instant(moment(when, zone))
    begin = datetime.combine(first_day(when), time.min, ZoneInfo(zone))
    try:
        return instant(begin)
    except OverflowError:  # the calendar begins there; no instant lies before
        return f"{begin.date()}T00:00:00.000000Z"


def counts_at(occurred_at: str, recorded_at: str, zone: str = "UTC") -> str:
    """The instant that a word counts at, beside another about the same: the last it may mean, or the one it was
    recorded at if that is earlier.
    """
    return min(last_instant(occurred_at, zone), recorded_at)


def after(when: str, instant: str, zone: str) -> bool:
    """Whether what is said now happened after that instant. Of the same one, it did where the clock said when."""
    first = first_instant(when, zone)
    return first > instant or (first == instant and by_the_clock(when))
