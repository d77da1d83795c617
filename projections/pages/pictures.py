"""Which pictures a page has: the course of each outcome, a customer's gains, and support by the year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from domain.durations import HOUR
from domain.when import first_day, last_day
from projections.account import Account
from projections.accountability.figures import course
from projections.accountability.page import Card, Figure, Page
from projections.gains import Period
from projections.pages.captions import (
    DAY,
    MONTH,
    NOTES,
    Length,
    aim_in_words,
    baseline_in_words,
    dated,
    gains_in_words,
    in_words,
    marks,
    measure_in_words,
    support_in_words,
    target_in_words,
)
from projections.pages.language import ENGLISH, Language
from projections.pages.picture import Baseline, Note, Picture, Point, Series, Target
from projections.pages.support import spans
from projections.shared.figures import Told, latest
from projections.support import Support
from projections.support.estimate import AHEAD, estimate, whole_quarters

LENGTHS: dict[int, Length] = {len("2018"): "year", MONTH: "month", DAY: "day"}


def pictures(page: Any, day: date, speak: Language = ENGLISH) -> list[Picture]:
    """What there is to draw of a page, each with at least one figure; `day` is the page's, words the reader's."""
    match page:
        case Account():
            every = _gains(speak, page)
        case Support():
            every = iter([_support(speak, page, day)])
        case Page():
            every = (_progress(speak, card, page.time_zone) for card in page.outcomes.values())
        case _:
            every = iter(())
    return [explained(picture, speak) for picture in every if picture.points]


def explained(picture: Picture, speak: Language = ENGLISH) -> Picture:
    """With the notes that its points need, and in words."""
    needed = {mark for point in picture.points for mark in marks(point)[1:]}
    needed |= {"between" for point in picture.points if point.interval and not point.estimated}
    notes = tuple(Note(mark, speak.say(words)) for mark, words in NOTES.items() if mark in needed)
    return replace(picture, notes=notes, summary=in_words(speak, picture))


def _progress(speak: Language, card: Card, zone: str) -> Picture:
    """From the baseline by every figure of the metric that the card shows to the target."""
    metric = card.terms.metric
    target, baseline = _number(metric.target), _number(metric.baseline)
    upper, by = _number(metric.upper), metric.by
    label = "" if target is None else target_in_words(speak, target, upper, dated(speak, by, zone) if by else None)
    return Picture(
        name=card.outcome,
        title=f"{card.outcome} {card.terms.says}",
        unit=measure_in_words(metric.name, metric.unit),
        series=(Series(metric.name, tuple(_measured(speak, item, zone) for item in course(card))),),
        summary="",
        target=None if target is None else Target(target, last_day(by, zone) if by else None, label, upper),
        baseline=None if baseline is None else Baseline(baseline, baseline_in_words(speak, baseline)),
    )


def _measured(speak: Language, item: Figure, zone: str) -> Point:
    """A figure that was recorded before its period ended is of what there was of it by then."""
    first, last = first_day(item.period, zone), last_day(item.period, zone)
    ends = min(last, date.fromisoformat(item.day))
    return Point(
        label=dated(speak, item.period, zone),
        begins=min(first, ends),
        ends=ends,
        value=float(item.value),
        low=float(item.low),
        high=float(item.high),
        whole=ends == last,
    )


def _gains(speak: Language, page: Account) -> Iterator[Picture]:
    """Months are never set beside years: a picture for each length of period."""
    periods = sorted(page.periods.values(), key=lambda period: (period.ends, period.period))
    for length, name in LENGTHS.items():
        alike = [period for period in periods if min(len(period.period), DAY) == length]
        aims = [aim for aim in page.aims.values() if min(len(aim.period), DAY) == length]
        aim = max(aims, key=lambda aim: last_day(aim.period), default=None)
        held = (float(aim.value), last_day(aim.period)) if aim else None
        every = (
            Series(speak.say("gain"), tuple(_gain(speak, period) for period in alike)),
            Series(speak.say("relative gain"), tuple(_beyond(speak, period) for period in alike)),
        )
        yield Picture(
            name=f"gain-by-{name}",
            title=gains_in_words(speak, page.title, name),
            unit=page.currency,
            series=tuple(series for series in every if series.known),
            summary="",
            target=Target(*held, aim_in_words(speak, held[0], dated(speak, aim.period, "UTC")))
            if aim and held
            else None,
        )


def _gain(speak: Language, period: Period) -> Point:
    return _of_period(speak, period, period.gain, period.low, period.high)


def _beyond(speak: Language, period: Period) -> Point:
    """The gain beyond the best alternative, as sure as the gain is: of an alternative one figure is known."""
    if period.relative is None:
        return _of_period(speak, period, None)
    return _of_period(speak, period, period.relative, period.relative_low, period.relative_high)


def _of_period(speak: Language, period: Period, *amounts: Decimal | None) -> Point:
    value, low, high = (*map(_number, amounts), None, None)[:3]
    said_on = _said_on(period)
    return Point(
        label=dated(speak, period.period, "UTC"),
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


def _support(speak: Language, page: Support, day: date) -> Picture:
    """Years of whole quarters that end with the last of them, before these what is left, and the next one with its
    interval.
    """
    known = whole_quarters(page, day) if page.minutes else []  # of nothing noted there is nothing to draw
    ends = range(len(known) % AHEAD or AHEAD, len(known) + 1, AHEAD)
    years = [known[max(0, end - AHEAD) : end] for end in ends if known]
    points = [_year(speak, year) for year in years]
    ahead = estimate(known)
    if ahead:
        begins = date.fromordinal(points[-1].ends.toordinal() + 1)
        amounts = ahead.whole / HOUR, ahead.low / HOUR, ahead.high / HOUR
        last = _quarter_ends(f"{int(known[-1][0][:4]) + 1:04}{known[-1][0][4:]}")
        points.append(Point(speak.say("next year"), begins, last, *amounts, estimated=True))
    hours = speak.say("hours of support")
    series = (Series(hours, tuple(points)),)
    return Picture("support-by-year", support_in_words(speak, page.title), hours, series, "")


def _year(speak: Language, quarters: Sequence[tuple[str, int]]) -> Point:
    names = [name for name, _ in quarters]
    begins = date(int(names[0][:4]), int(names[0][6]) * 3 - 2, 1)
    hours = sum(minutes for _, minutes in quarters) / HOUR
    return Point(spans(speak, names), begins, _quarter_ends(names[-1]), hours, whole=len(quarters) == AHEAD)


def _quarter_ends(name: str) -> date:
    return last_day(f"{name[:4]}-{int(name[6]) * 3:02}")


def _number(amount: Decimal | None) -> float | None:
    """A picture needs no more digits than a float has."""
    return None if amount is None else float(amount)
