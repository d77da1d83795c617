"""What a page is made of, whatever lays it out: a terminal, a browser, `--json`.

Everything here is decided: phrases are in the reader's language, numbers and dates are written. An output chooses where
they stand and what stands between them, and says nothing of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct

from domain.step import Step

AT_THE_HEAD = frozenset({"outcomes", "engagement", "account"})
"""Sections that stand at the head of a page, in a form of their own."""
SOON = ("overdue", "turns")
"""Sections that stand before the others."""
Role = Literal["title", "state", "effect", "why", "detail", "money"]
Tone = Literal["good", "bad", "waits", "plain"]


class Phrase(Struct, frozen=True, kw_only=True):
    """A phrase with a part of its own in its line: what it is about, how it stands, what came of it, why it was done,
    what it costs or saves.

    A detail has a `name` for where it stands by itself, and so may what it costs. `tone` is for the eye alone: the
    words say the same.
    """

    says: str
    role: Role
    tone: Tone = "plain"
    name: str | None = None


class Signature(Struct, frozen=True, kw_only=True):
    """Whose word something is: the side, how it is told, and the date as it was written. `name` is who signed for the
    side, and `did` what they did by it, where a page says so; `behalf` is true where another side recorded it for them.
    """

    party: str
    says: str
    on: str
    name: str | None = None
    did: str | None = None
    behalf: bool = False


class Point(Struct, frozen=True, kw_only=True):
    """One figure of a course, and between what it lies. `day` is an ISO date; `period` is as it was written."""

    day: str
    period: str
    value: Decimal
    low: Decimal
    high: Decimal


class Course(Struct, frozen=True, kw_only=True):
    """Figures of one unit over time, from the baseline to the target; `by` is the date that the target is due. `now` is
    the latest figure as it is written, `since` what it is of, and `way` from where to where it goes.
    """

    name: str
    unit: str | None
    baseline: Decimal | None
    target: Decimal | None
    upper: Decimal | None
    by: str | None
    points: tuple[Point, ...]
    now: str | None = None
    since: str | None = None
    way: str | None = None


class Act(Step, frozen=True, kw_only=True):
    """What one side may do next. `place` is the id of the stream without its kind, `acme`; amounts are written as a
    command takes them. What is `own` to say, that side says itself: it was denied when another had said it for them.
    `link` is of whom a link to their page can be sent, `acme/m-1`, where somebody of that side is invited.
    """

    command: str
    place: str
    side: str
    fixed: dict[str, Any]
    own: bool = False
    link: str | None = None


class Item(Struct, frozen=True, kw_only=True):
    """One line of a page. No two of a page have one `label`; `kind` is what it is, the same in every language.

    `on` is the date of its beginning as written, `why` the reason, in people's own words. `signatures` are the words
    of both sides that it stands on. `parts` belong under it; `name` is what a part is called there.
    """

    kind: str
    label: str
    phrases: tuple[str | Phrase, ...]
    on: str | None = None
    why: str | None = None
    by: Signature | None = None
    signatures: tuple[Signature, ...] = ()
    name: str | None = None
    course: Course | None = None
    act: Act | None = None
    parts: tuple[Item, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """What it says, phrase by phrase."""
        return tuple(phrase if isinstance(phrase, str) else phrase.says for phrase in self.phrases)

    def having(self, role: Role) -> Iterator[Phrase]:
        """Its phrases with that part in the line."""
        return (phrase for phrase in self.phrases if isinstance(phrase, Phrase) and phrase.role == role)


class Section(Struct, frozen=True, kw_only=True):
    """Items of one kind under a heading."""

    name: str
    heading: str
    items: tuple[Item, ...]

    @property
    def shown(self) -> tuple[Item, ...]:
        """Those of its items that say something, little things the newest first."""
        items = tuple(item for item in self.items if any(item.texts) or item.parts)
        return items[::-1] if self.name == "things" else items


class Sheet(Struct, frozen=True, kw_only=True):
    """One page of one stream, the same for both sides; one over all streams has no `stream`, and is the seller's own.
    `day` is the ISO date that it is read as of.
    """

    view: str
    stream: str | None
    title: str
    day: str
    sections: tuple[Section, ...]

    @property
    def below(self) -> tuple[Section, ...]:
        """The sections below the head of the page, in their order there: first what is late and what waits."""
        left = (section for section in self.sections if section.name not in AT_THE_HEAD)
        return tuple(sorted(left, key=lambda section: SOON.index(section.name) if section.name in SOON else len(SOON)))

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


def made(view: str, stream: str | None, title: str, day: date, sections: Sections) -> Sheet:
    """The sheet of a page; a section without items is left out."""
    whole = ((name, heading, tuple(items)) for name, heading, items in sections)
    return Sheet(
        view=view,
        stream=stream,
        title=title,
        day=day.isoformat(),
        sections=tuple(Section(name=name, heading=heading, items=items) for name, heading, items in whole if items),
    )
