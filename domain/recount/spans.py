"""Days and periods that rules speak of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import assert_never

from domain.recount.cases import Case
from domain.recount.rules import Counts, Period


def after(day: date, days: int) -> date:
    """The day so many days later, or the last day of the calendar."""
    return day + timedelta(days=days) if (date.max - day).days >= days else date.max


def objections_end(rule: Counts, case: Case) -> date | None:
    """The last day on which the customer may object; None: at any time. The days run from when it has held, or from the
    day that it was told, if that is later.
    """
    if rule.objections is None:
        return None
    held = after(case.day, rule.holds or 0)
    return after(max(held, case.told) if case.told else held, rule.objections)


def period_of(period: Period, day: date) -> tuple[int, int]:
    """The calendar period that a day lies in. Weeks are those of ISO 8601, from Monday."""
    match period:
        case "week":
            return day.isocalendar()[:2]
        case "month":
            return day.year, day.month
        case "quarter":
            return day.year, (day.month - 1) // 3
        case "year":
            return day.year, 0
        case _:
            assert_never(period)
