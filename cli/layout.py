"""A page as text: a line an item, the same for both readers. Every word of it is decided in projections/pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from cli.acts import to_type
from cli.labelled import GAP, labelled
from cli.output import one_line
from cli.side_by_side import side_by_side
from cli.spark import spark
from domain.moments import TIMED
from projections.pages.language import ENGLISH, Language
from projections.pages.phrases import side
from projections.pages.sheet import Item, Phrase, Role, Sheet
from projections.pages.spoken import READER

BETWEEN = " · "
FIRST: tuple[Role, ...] = ("title", "state", "effect")
"""What of an item with a title stands in its first line: what it is, how it stands, what came of it."""

MAP = "map"
"""The kind of item whose parts are columns."""
UNDER_ONE_ANOTHER = frozenset({"accounts"})
"""Sections whose items say the same of many things: their phrases stand in columns."""


def render(sheet: Sheet, reader: str, speak: Language = ENGLISH, width: int | None = None) -> str:
    """The page for `reader`: every line `label   value`; only the first says who reads, and none where the page is the
    seller's own. What stands in columns is no wider than `width`; other lines are left to be folded.
    """
    first = [(speak.say(READER), side(speak, reader))] if sheet.stream else []
    room = None if width is None else width - len(GAP) - max(map(len, _labels(sheet, speak.say(READER))))
    return labelled([*first, *lines(sheet, room)])


def recorded(sheet: Sheet, speak: Language = ENGLISH) -> str:
    """A history: by its version each fact, when it happened, whose word it is, and under it why."""
    return labelled((item.label, "\n".join(_fact(item, speak))) for item in sheet.items)


def _fact(item: Item, speak: Language) -> Iterator[str]:
    on = (speak.date(item.on[:TIMED]),) if item.on else ()
    by = (item.by.says,) if item.by else ()
    yield BETWEEN.join((*on, *item.texts, *by))
    if item.why:
        yield item.why


def lines(sheet: Sheet, room: int | None = None) -> Iterator[tuple[str, str]]:
    """What the page says, as label and value; no label twice."""
    for section in sheet.sections:
        if section.name in UNDER_ONE_ANOTHER:
            yield from _columns(section.items)
            continue
        for item in section.items:
            if item.kind == MAP:
                yield item.label, "\n".join(side_by_side(item.parts, room))
            else:
                yield from _lines(item)


def _labels(sheet: Sheet, first: str) -> Iterator[str]:
    """Every label that stands before a value."""
    yield first
    for item in sheet.items:
        yield item.label
        yield from (part.label for part in item.parts if item.kind != MAP)


def _columns(items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    """Each phrase ends where the one above it does, so that figures are compared at a glance; the last begins there."""
    *ends, _ = [max(map(len, column)) for column in zip_longest(*(item.texts for item in items), fillvalue="")]
    for item in items:
        padded = [phrase.rjust(width) for phrase, width in zip(item.texts, ends, strict=False)]
        yield item.label, BETWEEN.join([*padded, *item.texts[len(ends) :]])


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    yield item.label, "\n".join(_paragraphs(item))
    for part in item.parts:
        yield from _lines(part)


def _paragraphs(item: Item) -> Iterator[str]:
    """One line; of what has named details each of these stands below it, in a line that no word of people can forge."""
    named = [phrase for phrase in item.phrases if isinstance(phrase, Phrase) and phrase.name and phrase.says]
    if not named:
        yield BETWEEN.join(_phrases(item, item.texts))
        return
    first = [phrase for role in FIRST for phrase in item.having(role) if phrase not in named]
    yield one_line(BETWEEN.join(_phrases(item, [phrase.says for phrase in first])))
    yield from (one_line(f"{phrase.name}: {phrase.says}") for phrase in named)
    rest = [phrase for phrase in item.phrases if isinstance(phrase, str) or phrase not in (*first, *named)]
    if texts := [phrase if isinstance(phrase, str) else phrase.says for phrase in rest]:
        yield one_line(BETWEEN.join(texts))


def _phrases(item: Item, texts: Iterable[str]) -> Iterator[str]:
    yield from texts
    if item.course and (bars := spark([point.value for point in item.course.points])):
        yield bars
    if item.act:
        yield to_type(item.act)
