"""A page as text: a line an item, the same for both readers. Every word of it is decided in projections/pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import IO, Any, NamedTuple

from cli.acts import to_type
from cli.colour import Look, Paint, painter, plain
from cli.folding import room
from cli.labelled import GAP, labelled
from cli.output import one_line
from cli.side_by_side import side_by_side
from cli.spark import spark
from domain.moments import TIMED
from projections.pages.language import ENGLISH, Language
from projections.pages.phrases import side
from projections.pages.sheet import Item, Phrase, Role, Section, Sheet, Tone
from projections.pages.spoken import READER

BETWEEN = " · "
BEHIND = re.compile(r" \(|: ")
FIRST: tuple[Role, ...] = ("title", "state", "effect")
"""What of an item with a title stands in its first line: what it is, how it stands, what came of it."""

LineLook = tuple["Look | Tone", bool]
"""How the labels of a section look, and whether what its lines are about stands out in them."""
NEITHER: LineLook = ("plain", True)
LOOKS: dict[str, LineLook] = {"overdue": ("bad", False), "turns": ("plain", False)}
MAP = "map"
"""The kind of item whose parts are columns."""
UNDER_ONE_ANOTHER = frozenset({"accounts"})
"""Sections whose items say the same of many things: their phrases stand in columns."""


class Place(NamedTuple):
    """Where a page is laid out: how wide its columns may be, in which look, and whether its parts stand apart there."""

    room: int | None = None
    paint: Paint = plain
    apart: bool = False


ANYWHERE = Place()


def place_at(stream: IO[Any], *, looked_at: bool) -> Place:
    """This terminal, where a person looks at what is printed there; else anywhere."""
    return Place(room(), painter(stream), apart=True) if looked_at else ANYWHERE


def render(sheet: Sheet, reader: str, speak: Language = ENGLISH, place: Place = ANYWHERE) -> str:
    """The page for `reader`: every line `label   value`; only the first says who reads, and none where the page is the
    seller's own. What stands in columns is no wider than there is room; other lines are left to be folded.
    """
    first = [(speak.say(READER), side(speak, reader))] if sheet.stream else []
    if place.room is not None:
        longest = max(map(len, _labels(sheet, speak.say(READER))))
        place = place._replace(room=place.room - len(GAP) - longest)
    return labelled([*first, *lines(sheet, place)])


def recorded(sheet: Sheet, speak: Language = ENGLISH) -> str:
    """A history: by its version each fact, when it happened, whose word it is, and under it why."""
    return labelled((item.label, "\n".join(_fact(item, speak))) for item in sheet.items)


def _fact(item: Item, speak: Language) -> Iterator[str]:
    on = (speak.date(item.on[:TIMED]),) if item.on else ()
    by = (item.by.says,) if item.by else ()
    yield BETWEEN.join((*on, *item.texts, *by))
    if item.why:
        yield item.why


def lines(sheet: Sheet, place: Place = ANYWHERE) -> Iterator[tuple[str, str]]:
    """What the page says, as label and value; no label twice."""
    for at, section in enumerate(sheet.sections):
        if place.apart and at and (_long(section) or _long(sheet.sections[at - 1])):
            yield "", ""
        if section.name in UNDER_ONE_ANOTHER:
            yield from _columns(section.items)
            continue
        for item in section.items:
            if item.kind == MAP:
                yield item.label, "\n".join(side_by_side(item.parts, place.room))
            else:
                yield from _lines(item, place.paint, LOOKS.get(section.name, NEITHER))


def _labels(sheet: Sheet, first: str) -> Iterator[str]:
    """Every label that stands before a value."""
    yield first
    for item in sheet.items:
        yield item.label
        yield from (part.label for part in item.parts if item.kind != MAP)


def _long(section: Section) -> bool:
    """Whether it is more than one line."""
    return len(section.items) > 1 or any(item.parts for item in section.items)


def _columns(items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    """Each phrase ends where the one above it does, so that figures are compared at a glance; the last begins there."""
    *ends, _ = [max(map(len, column)) for column in zip_longest(*(item.texts for item in items), fillvalue="")]
    for item in items:
        padded = [phrase.rjust(width) for phrase, width in zip(item.texts, ends, strict=False)]
        yield item.label, BETWEEN.join([*padded, *item.texts[len(ends) :]])


def _lines(item: Item, paint: Paint, looks: LineLook = NEITHER) -> Iterator[tuple[str, str]]:
    label, heads = looks

    def shown(look: Look | Tone, text: str) -> str:
        return text if look == "head" and not heads else paint(look, text)

    yield paint(label, item.label), "\n".join(_paragraphs(item, shown))
    for part in item.parts:
        yield from _lines(part, paint)


def _paragraphs(item: Item, paint: Paint) -> Iterator[str]:
    """One line; of what has named details each of these stands below it, in a line that no word of people can forge."""
    named = [phrase for phrase in item.phrases if isinstance(phrase, Phrase) and phrase.name and phrase.says]
    if not named:
        yield BETWEEN.join(_phrases(item, painted(item.phrases, paint)))
        return
    first = [phrase for role in FIRST for phrase in item.having(role) if phrase not in named]
    yield one_line(BETWEEN.join(_phrases(item, painted(first, paint))))
    yield from (one_line(f"{phrase.name}: {phrase.says}") for phrase in named)
    rest = [phrase for phrase in item.phrases if isinstance(phrase, str) or phrase not in (*first, *named)]
    if texts := painted(rest, paint):
        yield one_line(BETWEEN.join(texts))


def painted(phrases: Iterable[str | Phrase], paint: Paint) -> list[str]:
    """Phrases as they look: what it is about stands out, and what is good, bad or still waits."""
    return [phrase if isinstance(phrase, str) else _painted(phrase, paint) for phrase in phrases]


def _painted(phrase: Phrase, paint: Paint) -> str:
    """How something stands is a word or two; by whom and since when, which goes on behind it, stays as it is."""
    if phrase.role == "title":
        return paint("head", phrase.says)
    state = BEHIND.split(phrase.says, maxsplit=1)[0]
    return paint(phrase.tone, state) + phrase.says[len(state) :]


def _phrases(item: Item, texts: Iterable[str]) -> Iterator[str]:
    yield from texts
    if item.course and (bars := spark([point.value for point in item.course.points])):
        yield bars
    if item.act:
        yield to_type(item.act)
