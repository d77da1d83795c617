"""The sections of a page as its template takes them: what stands first, what is folded away, and where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from projections.pages import svg
from projections.pages.page_texts import all_things, more
from projections.pages.pictures import pictures
from projections.pages.sheet import Item, Section, Sheet
from projections.pages.tables import Table, table
from projections.pages.tallies import Tally, tally

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from projections.pages.language import Language

LINES = frozenset({"overdue", "turns"})
"""Sections whose items are a line each, though they have titles."""
FEW = 10
"""So many of a section are seen at once."""


class Part(NamedTuple):
    """One section. `full` are items with a heading each; `hrefs` where a line leads, by its label."""

    name: str
    heading: str
    number: int
    full: bool
    first: tuple[Item, ...]
    rest: tuple[Item, ...]
    rest_says: str
    all: dict[str, str] | None
    tally: list[Tally]
    hrefs: Mapping[str, str]


class Drawing(NamedTuple):
    """A picture, and its figures for whoever does not see it or wants them exact."""

    svg: str
    table: Table


def parts(speak: Language, sheet: Sheet, document: Any, way: str, hrefs: Mapping[str, str]) -> Iterator[Part]:
    """The sections in the order of the page: first what is late and what waits. `way` is the page of little things."""
    for section in sheet.below:
        yield _things(speak, section, document, way) if section.name == "things" else folded(speak, section, hrefs)


def whole(speak: Language, sheet: Sheet, document: Any) -> Iterator[Part]:
    """The sections in the order of the page with every item in sight, for a page that leads nowhere."""
    for section, part in zip(sheet.below, parts(speak, sheet, document, "", {}), strict=True):
        yield part._replace(first=section.shown, rest=(), all=None)


def folded(speak: Language, section: Section, hrefs: Mapping[str, str] | None = None) -> Part:
    """The first of a section's items, and the others where whoever reads asks for them."""
    items = section.shown
    return Part(
        name=section.name,
        heading=section.heading,
        number=len(items),
        full=section.name not in LINES,
        first=items[:FEW],
        rest=items[FEW:],
        rest_says=more(speak, len(items) - FEW),
        all=None,
        tally=[],
        hrefs=hrefs or {},
    )


def _things(speak: Language, section: Section, document: Any, way: str) -> Part:
    """The newest little things, how many there are by what came of them, and the way to the others."""
    newest = section.shown
    every = {"href": way, "says": all_things(speak, len(newest))} if len(newest) > FEW else None
    counted = list(tally(speak, document))
    return folded(speak, section)._replace(first=newest[:FEW], rest=(), all=every, tally=counted)


def drawings(speak: Language, document: Any, day: date, headed: frozenset[str]) -> dict[str, Drawing]:
    """The pictures of a page by their names; those that stand under a heading of their own name have no title."""
    return {
        picture.name: Drawing(
            svg.drawn([picture], speak, styled=False, titled=picture.name not in headed), table(speak, picture)
        )
        for picture in pictures(document, day, speak)
    }
