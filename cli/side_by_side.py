"""Parts of an item as columns under their names; where there is no room for that, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

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
    if most is not None and most < NARROWEST:
        yield from (f"{name}: {BETWEEN.join(cells) or '-'}" for name, *cells in columns)
        return
    folded = [[_folded(cell, most) for cell in column] for column in columns]
    widths = [max(_width(line) for cell in column for line in cell) for column in folded]
    heads, *rows = zip_longest(*folded, fillvalue=[""])
    yield from _lines(heads, widths)
    yield RULE.replace(" ", "-").join("-" * width for width in widths)
    for row in rows:
        yield from _lines(row, widths)


def _lines(cells: Sequence[list[str]], widths: Sequence[int]) -> Iterator[str]:
    for line in zip_longest(*cells, fillvalue=""):
        padded = (text + " " * (width - _width(text)) for text, width in zip(line, widths, strict=True))
        yield RULE.join(padded).rstrip()


def _folded(text: str, most: int | None) -> list[str]:
    """The text in lines of that width; what is one long word is cut, so that no column moves."""
    if most is None or _width(text) <= most:
        return [text]
    from cli.room import fill  # noqa: PLC0415 - only where there is little room

    return [piece for line in fill(text, most, "", 0) for piece in _cut(line, most)]


def _cut(line: str, most: int) -> Iterator[str]:
    from rich.cells import chop_cells  # noqa: PLC0415 - as above

    yield from chop_cells(line, most) or [""]


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - most text needs no table of widths

    return cell_len(text)
