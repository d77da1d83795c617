"""Parts of an item as columns under their names; where there is no room for that, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from cli.folding import cells, fill, longest, padded
from cli.output import one_line

if TYPE_CHECKING:
    from projections.pages.sheet import Item

BETWEEN = " · "
RULE = " | "
NARROWEST = 14


def side_by_side(parts: Sequence[Item], room: int | None = None) -> Iterator[str]:
    """A line for the names, one beneath, and as many as the longest column needs; none is wider than `room`."""
    columns = [[part.name or part.label, *map(one_line, part.texts)] for part in parts]
    most = None if room is None else (room - len(RULE) * (len(columns) - 1)) // len(columns)
    if most is not None and most < max(NARROWEST, longest(cell for column in columns for cell in column)):
        yield from (f"{name}: {BETWEEN.join(texts) or '-'}" for name, *texts in columns)
        return
    folded = [[_folded(cell, most) for cell in column] for column in columns]
    widths = [max(cells(line) for cell in column for line in cell) for column in folded]
    heads, *rows = zip_longest(*folded, fillvalue=[""])
    yield from _lines(heads, widths)
    yield RULE.replace(" ", "-").join("-" * width for width in widths)
    for row in rows:
        yield from _lines(row, widths)


def _lines(row: Sequence[list[str]], widths: Sequence[int]) -> Iterator[str]:
    for line in zip_longest(*row, fillvalue=""):
        yield RULE.join(map(padded, line, widths)).rstrip()


def _folded(text: str, most: int | None) -> list[str]:
    """The text in lines of that width."""
    return [text] if most is None or cells(text) <= most else fill(text, most, "", 0)
