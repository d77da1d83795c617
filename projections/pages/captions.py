"""Every word, number and date of a picture, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from math import floor, log10
from typing import Literal

from domain.moments import is_moment
from domain.when import last_day
from projections.pages.language import Language, Parts, marked
from projections.pages.picture import Mark, Picture, Point, Series

Length = Literal["year", "month", "day"]
LARGE = ((1e12, marked("{number} tn")), (1e9, marked("{number} bn")), (1e6, marked("{number} M")))
BARE = "{number}"
DAY = len("2018-12-04")
MONTH = len("2018-12")
NOTES: dict[Mark, str] = {
    "between": marked("shading or bar: between its ends the figure lies"),
    "estimated": marked("an estimate: in 95 of 100 such years it lies between its ends"),
    "part": marked("not a whole period"),
    "unconfirmed": marked("not confirmed by the customer yet"),
}
PLACES = 9
MANY = 12
"""Of more figures than these not each is told."""


def figure(speak: Language, value: float) -> str:
    """A number with as many places as are read at a glance: 15,711, 130.9, 6.25, 0.0123."""
    size = abs(value)
    if size >= 1e12:
        return speak.say(LARGE[0][1], number=_plain(speak, value / 1e12, 2))
    places = 0 if size >= 10_000 else 1 if size >= 100 else 2 if size >= 1 or not size else 2 - floor(log10(size))
    return _plain(speak, value, places)


def figures(speak: Language, values: Sequence[float]) -> list[str]:
    """The numbers beside an axis, no two of them alike; of millions as 1.5 M."""
    most = max(map(abs, values))
    size, named = next(((size, named) for size, named in LARGE if size <= most < size * 1e4), (1.0, BARE))
    if size > 1 and _off(values, size, 2) > most * 1e-9:  # not short if it is to be exact
        size, named = 1.0, BARE
    step = min((abs(after - before) for before, after in pairwise(values)), default=abs(values[0]))
    places = next((places for places in range(PLACES) if _off(values, size, places) <= step / 100), PLACES)
    written = [_plain(speak, value / size, places) for value in values]
    if named == BARE:
        return written
    return [speak.say(named, number=number) if value else number for value, number in zip(values, written, strict=True)]


def between(speak: Language, low: float, high: float) -> str:
    return speak.say("{low} to {high}", low=figure(speak, low), high=figure(speak, high))


def dated(speak: Language, when: str, zone: str) -> str:
    """A year, a month or a day as short as a picture has it; of a moment, its day."""
    parts: Parts = "yMMMd" if is_moment(when) or len(when) == DAY else "yMMM" if len(when) == MONTH else "y"
    return speak.calendar(last_day(when, zone), parts)


def tick(speak: Language, unit: Length, day: date) -> str:
    """As it stands below an axis, the year of a day and a month apart from them."""
    match unit:
        case "day":
            return speak.calendar(day, "MMMd")
        case "month":
            return speak.calendar(day, "MMM")
        case "year":
            return speak.calendar(day, "y")


def gains_in_words(speak: Language, title: str, length: Length) -> str:
    match length:
        case "day":
            return speak.say("{title}: gain by day", title=title)
        case "month":
            return speak.say("{title}: gain by month", title=title)
        case "year":
            return speak.say("{title}: gain by year", title=title)


def support_in_words(speak: Language, title: str) -> str:
    return speak.say("{title}: support by year, and the next", title=title)


def measure_in_words(metric: str, unit: str | None) -> str:
    return metric if unit is None else f"{metric} ({unit})"


def target_in_words(speak: Language, value: float, upper: float | None, by: str | None) -> str:
    what = figure(speak, value) if upper is None else between(speak, value, upper)
    return speak.say("target {what} by {day}", what=what, day=by) if by else speak.say("target {what}", what=what)


def aim_in_words(speak: Language, value: float, period: str) -> str:
    return speak.say("aim {value} in {period}", value=figure(speak, value), period=period)


def baseline_in_words(speak: Language, value: float) -> str:
    return speak.say("baseline {value}", value=figure(speak, value))


def point_in_words(speak: Language, point: Point) -> str:
    """As `Mar 2026: 12 (11 to 13), not a whole period`."""
    if point.value is None:
        return speak.say("{period}: not measured", period=point.label)
    return f"{point.label}: {value_in_words(speak, point, point.value)}"


def value_in_words(speak: Language, point: Point, value: float) -> str:
    """As `12 (11 to 13), not a whole period`."""
    says = figure(speak, value)
    if point.interval:
        low, high = (figure(speak, end) for end in point.interval)
        says = speak.say("{value} ({low} to {high})", value=says, low=low, high=high)
    return ", ".join([says, *(speak.say(NOTES[mark]) for mark in marks(point)[1:])])


def in_words(speak: Language, picture: Picture) -> str:
    """All that is seen in it, as sentences: each figure, or of many the first, the lowest, the highest and the last."""
    held = [line.label for line in (picture.baseline, picture.target) if line]
    return ". ".join([picture.unit, *(_course_in_words(speak, series) for series in picture.series), *held]) + "."


def marks(point: Point) -> list[Mark]:
    """What is to be known of a figure; first of all between what it lies, or that it is exact."""
    kinds: list[tuple[Mark, bool]] = [
        ("estimated", point.estimated),
        ("part", not point.whole),
        ("unconfirmed", not point.confirmed),
    ]
    return ["between", *(mark for mark, holds in kinds if holds)]


def _course_in_words(speak: Language, series: Series) -> str:
    points = series.known
    if len(points) <= MANY:
        return f"{series.name}: " + "; ".join(point_in_words(speak, point) for point in series.points)
    ends = (points[0], min(points, key=_value), max(points, key=_value), points[-1])
    first, lowest, highest, last = (point_in_words(speak, point) for point in ends)
    return speak.say(
        "{series}, {number} figures: first {first}; lowest {lowest}; highest {highest}; last {last}",
        series=series.name,
        number=speak.whole(len(points)),
        first=first,
        lowest=lowest,
        highest=highest,
        last=last,
    )


def _off(values: Sequence[float], size: float, places: int) -> float:
    """By how much the worst of them is off where it is written with so many places."""
    return max(abs(round(value / size, places) * size - value) for value in values)


def _plain(speak: Language, value: float, places: int) -> str:
    return speak.figure(Decimal(f"{value:.{places}f}") or Decimal(0))


def _value(point: Point) -> float:
    return point.value or 0.0
