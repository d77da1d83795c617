"""Which pictures a page has: the course of each outcome, a customer's gains, and support by the year.

Every word of a picture is said here, by small functions at the top.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from math import floor, log10
from typing import Any

from domain.durations import HOUR
from domain.moments import is_moment
from domain.when import first_day, last_day
from projections.account import Account
from projections.accountability.figures import course
from projections.accountability.page import Card, Figure, Page
from projections.gains import Period
from projections.pages.picture import Baseline, Mark, Note, Picture, Point, Series, Target
from projections.shared.figures import Told, latest
from projections.support import Support
from projections.support.estimate import AHEAD, estimate, spans, whole_quarters

# The words.

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LARGE = ((1e12, " tn"), (1e9, " bn"), (1e6, " M"))
GAIN, BEYOND, HOURS = "gain", "relative gain", "hours of support"
DAY = 10
LENGTHS = {4: "year", 7: "month", DAY: "day"}
NEXT_YEAR = "next year"
NOTES: dict[Mark, str] = {
    "between": "shading or bar: between its ends the figure lies",
    "estimated": "an estimate: in 95 of 100 such years it lies between its ends",
    "part": "not a whole period",
    "unconfirmed": "not confirmed by the customer yet",
}
PLACES = 9
MANY = 12
"""Of more figures than these not each is told."""


def figure(value: float) -> str:
    """A number with as many places as are read at a glance: 15,711, 130.9, 6.25, 0.0123."""
    size = abs(value)
    if size >= 1e12:
        return f"{_plain(value / 1e12, 2)} tn"
    places = 0 if size >= 10_000 else 1 if size >= 100 else 2 if size >= 1 or not size else 2 - floor(log10(size))
    return _plain(value, places)


def figures(values: Sequence[float]) -> list[str]:
    """The numbers beside an axis, no two of them alike; of millions as 1.5 M."""
    size, name = next(((size, name) for size, name in LARGE if size <= max(map(abs, values)) < size * 1e4), (1.0, ""))
    if size > 1 and _off(values, size, 2) > max(map(abs, values)) * 1e-9:  # not short if it is to be exact
        size, name = 1.0, ""
    step = min((abs(after - before) for before, after in pairwise(values)), default=abs(values[0]))
    places = next((places for places in range(PLACES) if _off(values, size, places) <= step / 100), PLACES)
    return [f"{_plain(value / size, places)}{name if value else ''}" for value in values]


def between(low: float, high: float) -> str:
    return f"{figure(low)} to {figure(high)}"


def month(day: date) -> str:
    return MONTHS[day.month - 1]


def day_and_month(day: date) -> str:
    return f"{day.day} {month(day)}"


def dated(when: str, zone: str) -> str:
    """A year, a month or a day as people write it; of a moment, its day."""
    day = last_day(when, zone)
    if is_moment(when) or len(when) == DAY:
        return f"{day_and_month(day)} {day.year:04}"
    return f"{month(day)} {when[:4]}" if len(when) == 7 else when


def gains_in_words(title: str, length: str) -> str:
    return f"{title}: gain by {length}"


def support_in_words(title: str) -> str:
    return f"{title}: support by year, and the next"


def measure_in_words(metric: str, unit: str | None) -> str:
    return metric if unit is None else f"{metric} ({unit})"


def target_in_words(value: float, upper: float | None, by: str | None) -> str:
    what = figure(value) if upper is None else between(value, upper)
    return f"target {what} by {by}" if by else f"target {what}"


def aim_in_words(value: float, period: str) -> str:
    return f"aim {figure(value)} in {period}"


def baseline_in_words(value: float) -> str:
    return f"baseline {figure(value)}"


def point_in_words(point: Point) -> str:
    """As `Mar 2026: 12 (11 to 13), not a whole period`."""
    if point.value is None:
        return f"{point.label}: not measured"
    within = f" ({between(*point.interval)})" if point.interval else ""
    return ", ".join([f"{point.label}: {figure(point.value)}{within}", *(NOTES[mark] for mark in marks(point)[1:])])


def in_words(picture: Picture) -> str:
    """All that is seen in it, as sentences: each figure, or of many the first, the lowest, the highest and the last."""
    held = [line.label for line in (picture.baseline, picture.target) if line]
    return ". ".join([picture.unit, *map(_course_in_words, picture.series), *held]) + "."


def _course_in_words(series: Series) -> str:
    points = series.known
    if len(points) > MANY:
        ends = (min(points, key=_value), max(points, key=_value))
        kept = [("first", points[0]), ("lowest", ends[0]), ("highest", ends[1]), ("last", points[-1])]
        return f"{series.name}, {len(points)} figures: " + "; ".join(
            f"{at} {point_in_words(point)}" for at, point in kept
        )
    return f"{series.name}: " + "; ".join(map(point_in_words, series.points))


def _off(values: Sequence[float], size: float, places: int) -> float:
    """By how much the worst of them is off where it is written with so many places."""
    return max(abs(round(value / size, places) * size - value) for value in values)


def _plain(value: float, places: int) -> str:
    written = f"{value:,.{places}f}"
    short = written.rstrip("0").rstrip(".") if places else written
    return "0" if short == "-0" else short


# The pictures.


def pictures(page: Any, day: date) -> list[Picture]:
    """What there is to draw of a page, each with at least one figure; `day` is the page's."""
    match page:
        case Account():
            every = _gains(page)
        case Support():
            every = iter([_support(page, day)])
        case Page():
            every = (_progress(card, page.time_zone) for card in page.outcomes.values())
        case _:
            every = iter(())
    return [explained(picture) for picture in every if picture.points]


def marks(point: Point) -> list[Mark]:
    """What is to be known of a figure; first of all between what it lies, or that it is exact."""
    kinds: list[tuple[Mark, bool]] = [
        ("estimated", point.estimated),
        ("part", not point.whole),
        ("unconfirmed", not point.confirmed),
    ]
    return ["between", *(mark for mark, holds in kinds if holds)]


def explained(picture: Picture) -> Picture:
    """With the notes that its points need, and in words."""
    needed = {mark for point in picture.points for mark in marks(point)[1:]}
    needed |= {"between" for point in picture.points if point.interval and not point.estimated}
    notes = tuple(Note(mark, words) for mark, words in NOTES.items() if mark in needed)
    return replace(picture, notes=notes, summary=in_words(picture))


def _progress(card: Card, zone: str) -> Picture:
    """From the baseline by every figure of the metric that the card shows to the target."""
    metric = card.terms.metric
    target, baseline = _number(metric.target), _number(metric.baseline)
    upper, by = _number(metric.upper), metric.by
    label = "" if target is None else target_in_words(target, upper, dated(by, zone) if by else None)
    return Picture(
        name=card.outcome,
        title=f"{card.outcome} {card.terms.says}",
        unit=measure_in_words(metric.name, metric.unit),
        series=(Series(metric.name, tuple(_measured(item, zone) for item in course(card))),),
        summary="",
        target=None if target is None else Target(target, last_day(by, zone) if by else None, label, upper),
        baseline=None if baseline is None else Baseline(baseline, baseline_in_words(baseline)),
    )


def _measured(item: Figure, zone: str) -> Point:
    """A figure that was recorded before its period ended is of what there was of it by then."""
    first, last = first_day(item.period, zone), last_day(item.period, zone)
    ends = min(last, date.fromisoformat(item.day))
    return Point(
        label=dated(item.period, zone),
        begins=min(first, ends),
        ends=ends,
        value=float(item.value),
        low=float(item.low),
        high=float(item.high),
        whole=ends == last,
    )


def _gains(page: Account) -> Iterator[Picture]:
    """Months are never set beside years: a picture for each length of period."""
    periods = sorted(page.periods.values(), key=lambda period: (period.ends, period.period))
    for length, name in LENGTHS.items():
        alike = [period for period in periods if min(len(period.period), DAY) == length]
        aims = [aim for aim in page.aims.values() if min(len(aim.period), DAY) == length]
        aim = max(aims, key=lambda aim: last_day(aim.period), default=None)
        held = (float(aim.value), last_day(aim.period)) if aim else None
        every = (Series(GAIN, tuple(map(_gain, alike))), Series(BEYOND, tuple(map(_beyond, alike))))
        yield Picture(
            name=f"gain-by-{name}",
            title=gains_in_words(page.title, name),
            unit=page.currency,
            series=tuple(series for series in every if series.known),
            summary="",
            target=Target(*held, aim_in_words(held[0], dated(aim.period, "UTC"))) if aim and held else None,
        )


def _gain(period: Period) -> Point:
    return _of_period(period, period.gain, period.low, period.high)


def _beyond(period: Period) -> Point:
    """The gain beyond the best alternative, as sure as the gain is: of an alternative one figure is known."""
    if period.relative is None or period.best is None or period.low is None or period.high is None:
        return _of_period(period, None)
    return _of_period(period, period.relative, period.low - period.best, period.high - period.best)


def _of_period(period: Period, *amounts: Decimal | None) -> Point:
    value, low, high = (*map(_number, amounts), None, None)[:3]
    said_on = _said_on(period)
    return Point(
        label=dated(period.period, "UTC"),
        begins=first_day(period.period),
        ends=last_day(period.period),
        value=value,
        low=low,
        high=high,
        whole=said_on is None or said_on >= period.ends,
        confirmed=period.counts,
    )


def _said_on(period: Period) -> str | None:
    """The day on which the gain that stands was said."""
    stands: list[Told] = [now for gain in period.gains.values() if (now := latest(gain.figures))]
    return stands[-1].day if stands else None


def _support(page: Support, day: date) -> Picture:
    """Years of whole quarters that end with the last of them, before these what is left, and the next one with its
    interval.
    """
    known = whole_quarters(page, day)
    ends = range(len(known) % AHEAD or AHEAD, len(known) + 1, AHEAD)
    years = [known[max(0, end - AHEAD) : end] for end in ends if known]
    points = [_year(year) for year in years]
    ahead = estimate(known)
    if ahead:
        begins = date.fromordinal(points[-1].ends.toordinal() + 1)
        amounts = ahead.whole / HOUR, ahead.low / HOUR, ahead.high / HOUR
        last = _quarter_ends(f"{int(known[-1][0][:4]) + 1:04}{known[-1][0][4:]}")
        points.append(Point(NEXT_YEAR, begins, last, *amounts, estimated=True))
    series = (Series(HOURS, tuple(points)),)
    return Picture("support-by-year", support_in_words(page.title), HOURS, series, "")


def _year(quarters: Sequence[tuple[str, int]]) -> Point:
    names = [name for name, _ in quarters]
    begins = date(int(names[0][:4]), int(names[0][6]) * 3 - 2, 1)
    hours = sum(minutes for _, minutes in quarters) / HOUR
    return Point(spans(names), begins, _quarter_ends(names[-1]), hours, whole=len(quarters) == AHEAD)


def _quarter_ends(name: str) -> date:
    return last_day(f"{name[:4]}-{int(name[6]) * 3:02}")


def _value(point: Point) -> float:
    return point.value or 0.0


def _number(amount: Decimal | None) -> float | None:
    """A picture needs no more digits than a float has."""
    return None if amount is None else float(amount)
