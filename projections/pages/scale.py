"""Where a value and a day stand on an axis, and which of them are written beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil, floor, log10
from statistics import median
from typing import Literal, NamedTuple

NICE = (1.0, 2.0, 2.5, 5.0, 10.0)
FAR_FROM_ZERO = 0.25
"""Figures that differ by less than this part of their size are drawn without zero, or they would be one line."""
LEAST_DAYS = 7
FAR = 5
"""A target's day is left out where the figures would fill less than this part of the axis."""
LAST_DAY = date.max.toordinal()
Unit = Literal["day", "month", "year"]
DAYS: dict[Unit, float] = {"day": 1.0, "month": 30.44, "year": 365.25}
STEPS: tuple[tuple[Unit, int], ...] = (
    *(("day", step) for step in (1, 2, 7, 14)),
    *(("month", step) for step in (1, 2, 3, 6)),
    *(("year", step) for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)),
)


class Values(NamedTuple):
    """The ends of an axis of values, and what is written beside it, from the lowest to the highest."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """0 at the lower end, 1 at the upper."""
        return (value - self.low) / (self.high - self.low)


class Tick(NamedTuple):
    """A day, a month or a year that is written below the axis, from its first day on and to the day after its last."""

    begins: int
    after: int
    unit: Unit

    @property
    def day(self) -> date:
        return date.fromordinal(self.begins)


class Days(NamedTuple):
    """The ends of an axis of days, as ordinals; a day is as wide as every other."""

    first: float
    last: float

    def at(self, ordinal: float) -> float:
        """0 at the first day, 1 after the last."""
        return (ordinal - self.first) / (self.last - self.first)


def values(figures: Sequence[float], most: int) -> Values:
    """An axis that holds all of them, with at most so many ticks, at numbers that are easily read."""
    low, high = min(figures), max(figures)
    if low == high or high - low >= FAR_FROM_ZERO * max(abs(low), abs(high)):
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = 1.0
    high += (high - low) * 0.04 * (high != 0)
    low -= (high - low) * 0.15 * (low != 0)  # a value stands below the lowest
    step = _step((high - low) / max(1, most))
    numbers = range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)
    return Values(low, high, tuple(number * step for number in numbers))


def days(periods: Sequence[tuple[date, date]], by: date | None = None) -> Days:
    """An axis that holds all periods, and the target's day unless that is so far that they would be one spot."""
    first = min(begins.toordinal() for begins, _ in periods)
    last = max(ends.toordinal() for _, ends in periods) + 1
    if by is not None:
        wider = min(first, by.toordinal()), max(last, by.toordinal() + 1)
        if len(periods) == 1 or wider[1] - wider[0] <= FAR * (last - first):
            first, last = wider
    lacks = max(0.0, (LEAST_DAYS - (last - first)) / 2)
    margin = lacks + (last - first) * 0.02
    return Days(first - margin, last + margin)


def ticks(axis: Days, most: dict[Unit, int], finest: Unit = "day") -> list[Tick]:
    """The finest of the calendar's steps of which there are not more than so many; none finer than the figures are."""
    span, units = axis.last - axis.first, list(DAYS)
    for unit, step in STEPS:
        if units.index(unit) >= units.index(finest) and span / (DAYS[unit] * step) <= most[unit]:
            return _ticks(axis, unit, step)
    return _ticks(axis, *STEPS[-1])


def finest(periods: Sequence[tuple[date, date]]) -> Unit:
    """Years where most figures are of whole years, months where they are of months or quarters, days else."""
    usual = median((ends - begins).days + 1 for begins, ends in periods)
    return "year" if usual >= 365 else "month" if usual >= 28 else "day"


def _ticks(axis: Days, unit: Unit, step: int) -> list[Tick]:
    """Those of which the middle lies on the axis."""
    first, last = (date.fromordinal(min(LAST_DAY, max(1, int(end)))) for end in axis)
    begin, end = _number(first, unit), _number(last, unit)
    begin -= (begin - (unit == "day")) % step  # weeks begin with their Monday, the first day there ever was
    every = (Tick(_begins(at, unit), _begins(at + 1, unit), unit) for at in range(begin, end + 1, step) if at > 0)
    return [tick for tick in every if axis.first <= (tick.begins + tick.after) / 2 <= axis.last]


def _number(day: date, unit: Unit) -> int:
    match unit:
        case "day":
            return day.toordinal()
        case "month":
            return day.year * 12 + day.month - 1
        case "year":
            return day.year


def _begins(number: int, unit: Unit) -> int:
    """The first day of the month or the year; after the last there is, the day after it."""
    if unit == "day":
        return number
    year, month = divmod(number, 12) if unit == "month" else (number, 0)
    return date(max(1, year), month + 1, 1).toordinal() if year <= date.max.year else LAST_DAY + 1


def _step(least: float) -> float:
    """The next of 1, 2, 2.5 and 5, times a power of ten."""
    power: float = 10.0 ** floor(log10(least))
    return next(nice * power for nice in NICE if nice * power >= least * (1 - 1e-9))
