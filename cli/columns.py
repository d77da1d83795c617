"""How figures stand in a terminal's table: right-aligned, and amounts of one currency with as many decimals each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cli.room import NO_MONEY

NUMBER = re.compile(r"[-+]?\d[\d,]*(\.\d+)?")
FIGURES = re.compile(r"[-+]?[\d.,:%-]*")
"""Amounts, counts, shares and days."""
CURRENCY = "currency"


def numbers(columns: Sequence[str], lines: Sequence[Sequence[str]]) -> set[str]:
    """The columns that hold numbers and nothing else."""
    cells = list(zip(*lines, strict=True))
    return {name for name, held in zip(columns, cells, strict=False) if any(held) and all(map(_number, held))}


def figures(lines: Iterable[Sequence[str]], at: int) -> bool:
    """Whether a column holds figures alone, none of which is ever broken: half of one would read as another."""
    return all(FIGURES.fullmatch(line[at]) for line in lines)


def evened(columns: Sequence[str], lines: Sequence[Sequence[str]]) -> list[list[str]]:
    """The same rows, the amounts of a column and currency with as many decimals as the one that has most."""
    if CURRENCY not in columns:
        return [list(line) for line in lines]
    of = columns.index(CURRENCY)
    money = {columns.index(name) for name in numbers(columns, lines) - NO_MONEY}
    most: dict[tuple[int, str], int] = {}
    for at, line in ((at, line) for at in money for line in lines):
        most[at, line[of]] = max(most.get((at, line[of]), 0), len(line[at].partition(".")[2]))
    return [list(_evened(line, {at: most[at, line[of]] for at in money})) for line in lines]


def in_columns(columns: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[str]:
    """A small table in plain lines, under a heading: figures stand right-aligned, as they do in the one above it."""
    from rich.cells import cell_len  # noqa: PLC0415 - only a terminal has cells

    cells = [list(columns), *evened(columns, lines)]
    right = numbers(columns, cells[1:])
    widths = [max(cell_len(line[at]) for line in cells) for at in range(len(columns))]
    for line in cells:
        gaps = [" " * (width - cell_len(text)) for text, width in zip(line, widths, strict=True)]
        placed = zip(columns, line, gaps, strict=True)
        yield "  ".join(gap + text if name in right else text + gap for name, text, gap in placed).rstrip()


def _evened(line: Sequence[str], decimals: dict[int, int]) -> Iterator[str]:
    for at, text in enumerate(line):
        whole, _, part = text.partition(".")
        yield f"{whole}.{part:0<{decimals[at]}}" if text and decimals.get(at) else text


def _number(text: str) -> bool:
    return not text or NUMBER.fullmatch(text) is not None
