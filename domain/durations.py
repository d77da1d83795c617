"""How long something took: whole minutes, however it is written."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from domain.said import joined, worded

HOUR = 60
SIX_PLACES = Decimal("0.000001")
CLOCK = re.compile(r"(?P<hours>\d{1,9}):(?P<minutes>[0-5]\d)( ?h)?", re.ASCII)
IN_HOURS = r"(?:h|hrs?|hours?|std\.?|stunden?)"
IN_MINUTES = r"(?:m|min\.?|mins|minutes?|minuten?)"
HOURS = re.compile(
    rf"(?P<hours>\d{{1,9}}(\.\d{{1,6}})?) ?{IN_HOURS}( ?(?P<minutes>\d{{1,2}}) ?{IN_MINUTES}?)?", re.ASCII
)
MINUTES = re.compile(rf"(?P<minutes>\d{{1,9}}) ?{IN_MINUTES}", re.ASCII)
ONE_DIGIT = re.compile(r"(?P<hours>\d{1,9}):(?P<digit>[0-9])( ?h)?", re.ASCII)
IN_ONE_UNIT = re.compile(rf"(?P<number>.*\d)(?P<unit> ?(?:{IN_HOURS}|{IN_MINUTES}))", re.ASCII | re.IGNORECASE)
NUMBER = re.compile(r"[-+.\deE]+", re.ASCII)


def as_hours(raw: object) -> object:
    """`1:05`, `1:20 h`, `80 min`, `1h20`, `1.5 h` or `1 Std` as a number of hours, exact enough for `minutes` to give
    the same minutes back. A number stays as it is; ValueError for anything else.
    """
    if not isinstance(raw, str) or NUMBER.fullmatch(text := raw.strip()):
        return raw
    written = CLOCK.fullmatch(text.lower()) or HOURS.fullmatch(text.lower()) or MINUTES.fullmatch(text.lower())
    if written is None:
        raise ValueError(_how_long(text))
    parts = written.groupdict()
    hours = Decimal(parts.get("hours") or 0) + Decimal(parts.get("minutes") or 0) / HOUR
    return hours.quantize(SIX_PLACES).normalize()


def apart(text: str) -> tuple[str, str]:
    """What stands before a unit of time, and the unit: `1,5 Std` → `1,5` and ` Std`; all of it where there is none."""
    match = IN_ONE_UNIT.fullmatch(text)
    return (match["number"], match["unit"]) if match else (text, "")


def _how_long(text: str) -> str:
    """How to write it; of hours and one digit of minutes, what they may mean as well."""
    write = worded("write how long as 1:05, 90 min, 1.5 h, 1 h 20 min, or as a number of hours")
    match = ONE_DIGIT.fullmatch(text.lower())
    if match is None:
        return write
    hours, digit = match["hours"], match["digit"]
    readings = [f"{hours}:0{digit}", *([f"{hours}:{digit}0"] if digit in "12345" else [])]
    return worded(
        "{text} may be {readings}; {write}", text=text, readings=joined(readings, "{one} or {other}"), write=write
    )


def minutes(hours: Decimal) -> int:
    """That many hours in whole minutes, half a minute rounded up."""
    return int((hours * HOUR).quantize(Decimal(1), ROUND_HALF_UP))


def clock(minutes: float) -> str:
    """Minutes as `h:mm`."""
    return "{}:{:02}".format(*divmod(round(minutes), HOUR))
