"""Moments, as people and their tools write them: a `T` or a blank, an offset in any form, or none."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain.said import worded

TIME = re.compile(r"[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?", re.ASCII)
SECONDS = "a second has at most nine digits behind the point; write 2018-12-04T10:00:00Z or 2018-12-04T10:00:00+01:00"
NO_TIME = "{written} is no time; hours go from 00 to 23, minutes and seconds to 59, and an offset to 23:59"
NO_OFFSET = "{rest} is no offset; write 2018-12-04T10:00:00Z or 2018-12-04T10:00:00+01:00"
OFFSET = re.compile(r"(Z|[+-]\d\d(:?\d\d)?)?", re.ASCII)
TIMED = len("2018-12-04")
A_DAY = timedelta(days=1)


def check_moment(text: str) -> None:
    """Raises ValueError, which says what is wrong, unless a time stands behind the day, with an offset or without."""
    _check_time(text[TIMED:])
    try:
        instant = moment(text)
    except ValueError as error:
        raise ValueError(worded(NO_TIME, written=text[TIMED + 1 :])) from error
    try:
        instant.astimezone(UTC)
        if datetime.fromisoformat(text).tzinfo is None:
            _ = instant - A_DAY, instant + A_DAY  # in whatever zone it is read
    except OverflowError as error:
        raise ValueError("that moment lies outside the years 1 to 9999") from error


def is_moment(when: str) -> bool:
    """Whether it says a time of day too."""
    return len(when) > TIMED


@lru_cache(4096)
def moment(text: str, zone: str = "UTC") -> datetime:
    """The instant that is written; without an offset it is in `zone`, the earlier where the hour is there twice."""
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo(zone))


def readings(when: str, zone: str) -> list[str]:
    """What `when` may mean, each with its offset: two where its hour is there twice in `zone`, or not at all."""
    if not is_moment(when) or datetime.fromisoformat(when).tzinfo:
        return [when]
    instant = moment(when, zone)
    both = (instant.replace(fold=fold).isoformat() for fold in (0, 1))
    return list(dict.fromkeys(both))


def _check_time(text: str) -> None:
    """Raises ValueError unless what stands behind the day is a time, with an offset or without."""
    time = TIME.match(text)
    if time is None:
        raise ValueError("after the day comes a time with two digits each, as in 2018-12-04T10:00 or 10:00:00Z")
    rest = text[time.end() :]
    if not OFFSET.fullmatch(rest):
        raise ValueError(worded(SECONDS if rest[0].isdigit() else NO_OFFSET, rest=repr(rest)))
