"""Figures over time, as small as a word."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

BARS = "▁▂▃▄▅▆▇█"


def spark(figures: Sequence[Decimal]) -> str:
    """One bar a figure, the lowest and the highest among them at both ends, and zero where it lies between; none of
    fewer than two.
    """
    if len(figures) < 2:
        return ""
    low, high = min(*figures, Decimal(0)), max(*figures, Decimal(0))
    span = high - low or Decimal(1)
    return "".join(BARS[int((figure - low) * (len(BARS) - 1) / span)] for figure in figures)
