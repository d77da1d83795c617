"""Figures over time, as small as a word."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from projections.account import Account
from projections.support import Support

BARS = "▁▂▃▄▅▆▇█"


def spark(figures: Sequence[Decimal]) -> str:
    """One bar a figure, the lowest and the highest among them at both ends, and zero where it lies between; none of
    fewer than two.
    """
    if len(figures) < 2:
        return ""
    low, high = min(*figures, Decimal(0)), max(*figures, Decimal(0))
    span = high - low or Decimal(1)
    return "".join(BARS[int((one - low) * (len(BARS) - 1) / span)] for one in figures)


def course(row: Any) -> str | None:
    """What a table shows of a row's figures over time: gains that the customer confirmed, hours by the quarter; None of
    a view that has none.
    """
    match row:
        case Account():
            periods = sorted(row.periods.values(), key=lambda period: period.ends)
            return spark([one.gain for one in periods if one.counts and one.gain is not None])
        case Support():
            return spark([Decimal(minutes) for _, minutes in sorted(row.quarters.items())])
        case _:
            return None
