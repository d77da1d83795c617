"""A picture as a page knows it: figures over time, and what they are held against. How it is drawn is not said here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

Mark = Literal["between", "estimated", "part", "unconfirmed"]
"""What a reader must know of a figure beside its value, each explained by a note."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure for the days from `begins` to `ends`, between `low` and `high`; where nothing was measured it has no
    value. It is not `whole` where the period had not ended, or lacks some of its parts.
    """

    label: str
    begins: date
    ends: date
    value: float | None
    low: float | None = None
    high: float | None = None
    estimated: bool = False
    whole: bool = True
    confirmed: bool = True

    @property
    def firm(self) -> bool:
        """Whether the figure stands as it is."""
        return self.whole and self.confirmed and not self.estimated

    @property
    def interval(self) -> tuple[float, float] | None:
        """Between what the value lies; None where it is exact, or not known how exact."""
        if self.value is None or self.low is None or self.high is None or self.low == self.high:
            return None
        return self.low, self.high


@dataclass(frozen=True, slots=True)
class Series:
    """Figures that follow one another, in the order of their days."""

    name: str
    points: tuple[Point, ...]

    @property
    def known(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.value is not None)

    def runs(self) -> Iterator[list[Point]]:
        """The figures between which none is missing."""
        run: list[Point] = []
        for point in self.points:
            if point.value is not None:
                run.append(point)
            elif run:
                yield run
                run = []
        if run:
            yield run


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached by a day; into a band where there is an `upper` end. `label` says both."""

    value: float
    by: date | None
    label: str
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where it began."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a mark means, in words."""

    mark: Mark
    says: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Figures of one unit. `summary` tells all of it to who does not see it; `name` is its own on the page."""

    name: str
    title: str
    unit: str
    series: tuple[Series, ...]
    summary: str
    target: Target | None = None
    baseline: Baseline | None = None
    notes: tuple[Note, ...] = ()

    @property
    def points(self) -> list[Point]:
        """Every figure that there is."""
        return [point for series in self.series for point in series.known]
