"""Next year's support from the whole quarters that are known: a straight line, and how far it may be off.

Least squares over the quarters where they stand in time, so that one in which it was closed is left out and moves no
other; the interval is for the sum of the next four, each new one with its own
deviation (Draper and Smith, Applied Regression Analysis, section 1.4: the prediction of a new mean, here times four).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import atan, cos, pi, sin, sqrt
from statistics import fmean, linear_regression
from typing import NamedTuple

from projections.support import Support, quarter

LEAST = 4
AHEAD = 4
LEVEL = 0.95


class Estimate(NamedTuple):
    """Minutes of the four quarters after the last; `whole`, the year's sum, lies between `low` and `high` in 95 of 100
    such years.
    `deviation` is the residuals' standard deviation, with two degrees of freedom less than there are quarters.
    """

    quarters: tuple[float, ...]
    whole: float
    low: float
    high: float
    deviation: float
    same_as_last_year: int


def whole_quarters(support: Support, day: date) -> list[tuple[str, int]]:
    """Each whole quarter by `day`, from the first to begin once the engagement was open, or from older support on. One
    without support counts as 0, one in which it was closed is none.
    """
    last = date.fromisoformat(min(support.ends or "9999-12-31", day.isoformat()))
    quarters, begins = list[tuple[str, int]](), _first(date.fromisoformat(support.begins))
    while (after := _next(begins)) - timedelta(days=1) <= last:
        name = quarter(begins.isoformat())
        if not _closed(support, begins, after):
            quarters.append((name, support.quarters.get(name, 0)))
        begins = after
    return quarters


def _closed(support: Support, begins: date, after: date) -> bool:
    """Whether the engagement was closed for some of the days from `begins` to the one before `after`."""
    return any(max(closed, begins.isoformat()) < min(again, after.isoformat()) for closed, again in support.closed)


def estimate(quarters: Sequence[tuple[str, int]]) -> Estimate | None:
    """What the four quarters after the last of these are likely to take; None while there are fewer than four."""
    known, n = [float(minutes) for _, minutes in quarters], len(quarters)
    if n < LEAST:
        return None
    at = [float(_number(name) - _number(quarters[0][0]) + 1) for name, _ in quarters]
    slope, start = linear_regression(at, known)
    off = [hours - (start + slope * number) for number, hours in zip(at, known, strict=True)]
    deviation = sqrt(sum(distance * distance for distance in off) / (n - 2))
    ahead = [at[-1] + number for number in range(1, 1 + AHEAD)]
    line = [start + slope * number for number in ahead]
    likely = tuple(max(0.0, hours) for hours in line)  # nobody gives less than no hours
    middle = fmean(at)
    away, spread = sum(number - middle for number in ahead), sum((number - middle) ** 2 for number in at)
    half = student(n - 2) * deviation * sqrt(AHEAD + AHEAD**2 / n + away**2 / spread)
    low, high = sum(line) - half, sum(line) + half
    total, last = sum(likely), sum(minutes for _, minutes in quarters[-AHEAD:])
    return Estimate(likely, total, max(0.0, low), max(total, high), deviation, last)


def runs(names: Sequence[str]) -> list[list[str]]:
    """Quarters that follow one another together; between the runs others are missing."""
    gathered = list[list[str]]()
    for name in names:
        if not gathered or _number(name) != _number(gathered[-1][-1]) + 1:
            gathered.append([])
        gathered[-1].append(name)
    return gathered


def _number(name: str) -> int:
    """Quarters that follow one another have numbers that do."""
    return int(name[:4]) * 4 + int(name[6])


def student(degrees: int) -> float:
    """The deviations between which Student's t lies in 95 of 100 cases, by halving on its distribution.

    Its two-sided probability has a closed form for whole degrees of freedom (Abramowitz and Stegun, 26.7.3 and 26.7.4).
    """
    low, high = 0.0, 100.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, degrees) < LEVEL else (low, middle)
    return high


def _within(t: float, degrees: int) -> float:
    """The probability that Student's t lies between -t and t."""
    angle = atan(t / sqrt(degrees))
    odd = degrees % 2
    term = total = cos(angle) if odd else 1.0
    if degrees == 1:
        return 2 * angle / pi
    for number in range(3 if odd else 2, degrees - 1, 2):
        term *= cos(angle) ** 2 * (number - 1) / number
        total += term
    return 2 / pi * (angle + sin(angle) * total) if odd else sin(angle) * total


def _first(day: date) -> date:
    """The first day of the first quarter that begins on that day or later."""
    begins = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    return begins if begins == day else _next(begins)


def _next(begins: date) -> date:
    """The first day of the quarter after the one that begins so."""
    return date(begins.year + (begins.month + 2) // 12, (begins.month + 2) % 12 + 1, 1)
