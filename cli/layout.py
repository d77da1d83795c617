"""A page as text: a line an item, the same for both readers. Every word of it is decided in projections/pages."""

from __future__ import annotations

from collections.abc import Iterator

from cli.acts import to_type
from cli.labelled import labelled
from cli.spark import spark
from projections.pages.language import ENGLISH, Language
from projections.pages.phrases import side
from projections.pages.sheet import Item, Sheet
from projections.pages.spoken import READER

BETWEEN = " · "
APART = " | "
LISTED = frozenset({"thing", "request", "trim", "corner", "no"})
"""Kinds whose phrases are people's own sentences: they stand further apart."""


def render(sheet: Sheet, reader: str, speak: Language = ENGLISH) -> str:
    """The page for `reader`: every line `label   value`; only the first says who reads."""
    return labelled([(speak.say(READER), side(speak, reader)), *lines(sheet)])


def lines(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """What the page says, as label and value; no label twice."""
    for item in sheet.items:
        yield from _lines(item)


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    yield item.label, (APART if item.kind in LISTED else BETWEEN).join(_phrases(item))
    for part in item.parts:
        yield from _lines(part)


def _phrases(item: Item) -> Iterator[str]:
    yield from item.texts
    if item.course and (bars := spark([point.value for point in item.course.points])):
        yield bars
    if item.act:
        yield to_type(item.act)
