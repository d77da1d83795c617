"""How long something took: whole minutes, however it is written."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

HOUR = 60
SIX_PLACES = Decimal("0.000001")
CLOCK = re.compile(r"(?P<hours>\d{1,9}):(?P<minutes>[0-5]\d)( ?h)?", re.ASCII)
HOURS = re.compile(
    r"(?P<hours>\d{1,9}(\.\d{1,6})?) ?(h|hrs?|hours?)( ?(?P<minutes>\d{1,2}) ?(m|min|mins|minutes?)?)?", re.ASCII
)
MINUTES = re.compile(r"(?P<minutes>\d{1,9}) ?(m|min|mins|minutes?)", re.ASCII)
NUMBER = re.compile(r"[-+.\deE]+", re.ASCII)


def as_hours(raw: object) -> object:
    """`1:20`, `1:20 h`, `80 min`, `1h20` or `1.5 h` as a number of hours, exact enough for `minutes` to give the same
    minutes back. A number stays as it is; ValueError for anything else.
    """
    if not isinstance(raw, str) or NUMBER.fullmatch(text := raw.strip()):
        return raw
    written = CLOCK.fullmatch(text.lower()) or HOURS.fullmatch(text.lower()) or MINUTES.fullmatch(text.lower())
    if written is None:
        raise ValueError("write how long as 1:20, 80 min, 1.5 h, 1 h 20 min, or as a number of hours")
    parts = written.groupdict()
    hours = Decimal(parts.get("hours") or 0) + Decimal(parts.get("minutes") or 0) / HOUR
    return hours.quantize(SIX_PLACES).normalize()


def minutes(hours: Decimal) -> int:
    """That many hours in whole minutes, half a minute rounded up."""
    return int((hours * HOUR).quantize(Decimal(1), ROUND_HALF_UP))


def clock(minutes: float) -> str:
    """Minutes as `h:mm`."""
    return "{}:{:02}".format(*divmod(round(minutes), HOUR))
