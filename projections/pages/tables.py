"""The figures of a picture as a table, for whoever reads numbers rather than lines."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from projections.pages.captions import value_in_words
from projections.pages.language import Language
from projections.pages.picture import Picture, Point


class Table(Struct, frozen=True, kw_only=True):
    """What it is called, the heads of its columns, and a row for each period with a cell for each series."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(speak: Language, picture: Picture) -> Table:
    """Each figure of the picture, with between what it lies and what else is to be known of it."""
    cells: dict[tuple[str, int], list[str]] = {}
    for column, series in enumerate(picture.series):
        before = Counter[str]()  # a period may have been measured twice
        for point in series.points:
            row = cells.setdefault((point.label, before[point.label]), [""] * len(picture.series))
            row[column] = _cell(speak, point)
            before[point.label] += 1
    return Table(
        caption=f"{picture.title} ({picture.unit})",
        heads=(speak.say("Period"), *(series.name for series in picture.series)),
        rows=tuple((label, *row) for (label, _), row in cells.items()),
    )


def _cell(speak: Language, point: Point) -> str:
    return speak.say("not measured") if point.value is None else value_in_words(speak, point, point.value)
