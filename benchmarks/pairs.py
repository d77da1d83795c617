"""Ratios of things measured in turn: A B C A B C …, the ratio formed inside each round, the median told."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """One candidate's rates, one a round, in units a second."""

    name: str
    rates: list[float]

    @property
    def median(self) -> float:
        return statistics.median(self.rates)

    def share_of(self, other: Measured) -> tuple[float, float, float]:
        """Least, median and greatest ratio to another's rate of the same round."""
        ratios = sorted(mine / theirs for mine, theirs in zip(self.rates, other.rates, strict=True))
        return ratios[0], statistics.median(ratios), ratios[-1]


def in_turn(rounds: int, units: int, **candidates: Callable[[], None]) -> dict[str, Measured]:
    """Every candidate once a round; each does `units` of its work when called."""
    rates: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(rounds):
        for name, run in candidates.items():
            begun = time.perf_counter()
            run()
            rates[name].append(units / (time.perf_counter() - begun))
    return {name: Measured(name.replace("_", " "), found) for name, found in rates.items()}


def tell(title: str, mine: Measured, bare: Measured, floor: float) -> bool:
    """Prints one ratio beside its floor; whether it holds."""
    low, middle, high = mine.share_of(bare)
    holds = middle >= floor
    mark = "ok" if holds else "BELOW THE FLOOR"
    print(
        f"{title:<58} {middle:6.2f} of {bare.name} [{low:.2f}-{high:.2f}]  floor {floor:.2f}  {mark}"
        f"   ({mine.median:,.0f}/s of {bare.median:,.0f}/s)"
    )
    return holds
