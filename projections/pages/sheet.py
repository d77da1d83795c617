"""What a page is made of, whatever lays it out: a terminal, a browser, `--json`.

Everything here is decided: phrases are in the reader's language, numbers and dates are written. An output chooses where
they stand and what stands between them, and says nothing of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct

from domain.step import Step


class Signature(Struct, frozen=True, kw_only=True):
    """Whose word something is: the side, how it is told, and the date as it was written."""

    party: str
    says: str
    on: str


class Point(Struct, frozen=True, kw_only=True):
    """One figure of a course, and between what it lies. `day` is an ISO date; `period` is as it was written."""

    day: str
    period: str
    value: Decimal
    low: Decimal
    high: Decimal


class Course(Struct, frozen=True, kw_only=True):
    """Figures of one unit over time, from the baseline to the target; `by` is the date that the target is due."""

    name: str
    unit: str | None
    baseline: Decimal | None
    target: Decimal | None
    upper: Decimal | None
    by: str | None
    points: tuple[Point, ...]


class Act(Step, frozen=True, kw_only=True):
    """What one side may do next. `place` is the id of the stream without its kind, `acme`; amounts are written as a
    command takes them.
    """

    command: str
    place: str
    side: str
    fixed: dict[str, Any]


class Item(Struct, frozen=True, kw_only=True):
    """One line of a page. No two of a page have one `label`; `kind` is what it is, the same in every language.

    `on` is the date of its beginning as written, `why` the reason, in people's own words. `parts` belong under it.
    """

    kind: str
    label: str
    phrases: tuple[str, ...]
    on: str | None = None
    why: str | None = None
    by: Signature | None = None
    course: Course | None = None
    act: Act | None = None
    parts: tuple[Item, ...] = ()


class Section(Struct, frozen=True, kw_only=True):
    """Items of one kind under a heading."""

    name: str
    heading: str
    items: tuple[Item, ...]


class Sheet(Struct, frozen=True, kw_only=True):
    """One page of one stream, the same for both sides. `day` is the ISO date that it is read as of."""

    view: str
    stream: str
    title: str
    day: str
    sections: tuple[Section, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Every line, in the order of the page."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def acts(self) -> tuple[Act, ...]:
        """What somebody may do next."""
        return tuple(item.act for item in self.items if item.act)


Sections = Iterable[tuple[str, str, Iterable[Item]]]
"""Sections as a page makes them: name, heading, items."""


def made(view: str, stream: str, title: str, day: date, sections: Sections) -> Sheet:
    """The sheet of a page; a section without items is left out."""
    whole = ((name, heading, tuple(items)) for name, heading, items in sections)
    return Sheet(
        view=view,
        stream=stream,
        title=title,
        day=day.isoformat(),
        sections=tuple(Section(name=name, heading=heading, items=items) for name, heading, items in whole if items),
    )
