"""A terminal's table: figures right-aligned, each column's with as many decimals, and no word cut. What is too wide for
one stands field under field, and so does what is read aloud.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest

from msgspec.json import format as spaced

from cli.colour import Paint, accessible, in_state, plain
from cli.folding import cells, fill, longest, on_screen, width
from cli.labelled import labelled
from cli.room import MEASURED, MOMENT

Look = Callable[[int, str], str]
"""Gives the text of a column its look."""
NUMBER = re.compile(r"[-+]?\d[\d,]*(\.\d+)?")
FIGURES = re.compile(r"[-+]?[\d.,:%-]*|\d{4}-\d\d-\d\d \d\d:\d\d")
"""Amounts, counts, shares, days and minutes of a day."""
CURRENCY = "currency"
BETWEEN = "  "
TOGETHER = frozenset({"planned", "earned", "in_dispute", "paid", "owed", "balance"})
"""Amounts of a row that are compared with each other: they have as many decimals each."""
OWED = frozenset({"owed", "balance"})
"""What is earned less what was paid."""
ROOM = 12
"""So wide at least is a column of words, unless it needs less."""


def numbers(columns: Sequence[str], lines: Sequence[Sequence[str]]) -> set[str]:
    """The columns that hold numbers and nothing else."""
    every = list(zip(*lines, strict=True))
    return {name for name, held in zip(columns, every, strict=False) if any(held) and all(map(_number, held))}


def figures(lines: Iterable[Sequence[str]], at: int) -> bool:
    """Whether a column holds figures alone, none of which is ever broken: half of one would read as another."""
    return all(FIGURES.fullmatch(line[at]) for line in lines)


def evened(columns: Sequence[str], lines: Sequence[Sequence[str]]) -> list[list[str]]:
    """The same rows, the numbers of a column with as many decimals as the one that has most; amounts only beside those
    of their currency. What is measured keeps its own, for each is in a unit of its own.
    """
    of = columns.index(CURRENCY) if CURRENCY in columns else None
    money = {columns.index(name) for name in numbers(columns, lines) - MEASURED}
    most: dict[tuple[str, str], int] = {}

    def kind(at: int, line: Sequence[str]) -> tuple[str, str]:
        name = columns[at]
        return ("" if name in TOGETHER else name, line[of] if of is not None else "")

    for at, line in ((at, line) for at in money for line in lines):
        most[kind(at, line)] = max(most.get(kind(at, line), 0), len(line[at].partition(".")[2]))
    return [list(_evened(line, {at: most[kind(at, line)] for at in money})) for line in lines]


def seen(name: str, text: str) -> str:
    """A cell as people read it: the day of a moment, and the minute too of when something was recorded."""
    if MOMENT.fullmatch(text):
        return text[:16].replace("T", " ") if name == "recorded_at" else text[:10]
    return spaced(text, indent=0) if text[:1] in ("{", "[") else text


def ahead(columns: Sequence[str], line: Sequence[str]) -> list[str]:
    """A row in the words of the page: less than nothing is owed where it was paid ahead."""
    return [
        f"paid ahead {text[1:]}" if name in OWED and text.startswith("-") else text
        for name, text in zip(columns, line, strict=True)
    ]


def table_lines(columns: Sequence[str], lines: Sequence[Sequence[str]], paint: Paint = plain) -> Iterator[str]:
    """Rows under their headings as this terminal has room for them."""
    right, room = numbers(columns, lines), width()
    rows = [ahead(columns, line) for line in evened(columns, lines)]
    widths = None if accessible() else _widths(columns, rows, room)
    if widths is None:
        yield from blocks(columns, rows, paint)
        return
    placed = [(each, name in right) for each, name in zip(widths, columns, strict=True)]
    heads = [fill(name.replace("_", " "), each, "", 0) for name, each in zip(columns, widths, strict=True)]
    high = max(map(len, heads))
    heads = [[""] * (high - len(head)) + head for head in heads]  # each stands right over its column
    yield from _row(heads, placed, lambda _, text: paint("head", text))
    for line in rows:
        held = [fill(text, each, "", 0) for text, each in zip(line, widths, strict=True)]
        yield from _row(held, placed, lambda at, text: in_state(paint, columns[at], text))


def blocks(columns: Sequence[str], lines: Iterable[Sequence[str]], paint: Paint = plain) -> Iterator[str]:
    """Each row's fields under one another, and a blank line between two rows."""
    for at, line in enumerate(lines):
        if at:
            yield ""
        held = [(name, text) for name, text in zip(columns, line, strict=True) if text]
        pairs = [(name.replace("_", " "), in_state(paint, name, text)) for name, text in held]
        yield on_screen(labelled(pairs))


def _widths(columns: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """How wide each column is; None where some would have to cut a word, or a figure."""
    least, most = list[int](), list[int]()
    for at, name in enumerate(columns):
        head = max(map(cells, name.split("_")))
        whole = max(cells(line[at]) for line in rows)
        needs = whole if figures(rows, at) else max(longest(line[at] for line in rows), min(whole, ROOM))
        least.append(max(head, needs))
        most.append(max(cells(name), whole))
    free = room - sum(least) - len(BETWEEN) * (len(columns) - 1)
    wanted = [full - some for full, some in zip(most, least, strict=True)]
    if free < 0:
        return None
    if sum(wanted) <= free:
        return most
    return [some + more * free // sum(wanted) for some, more in zip(least, wanted, strict=True)]


def _row(held: Sequence[Sequence[str]], placed: Sequence[tuple[int, bool]], look: Look) -> Iterator[str]:
    """A row's lines: as many as its highest cell has."""
    for parts in zip_longest(*held, fillvalue=""):
        line = list[str]()
        for at, (text, (wide, right)) in enumerate(zip(parts, placed, strict=True)):
            blanks = " " * (wide - cells(text))
            line.append(blanks + look(at, text) if right else look(at, text) + blanks)
        yield BETWEEN.join(line).rstrip()


def _evened(line: Sequence[str], decimals: dict[int, int]) -> Iterator[str]:
    for at, text in enumerate(line):
        whole, _, part = text.partition(".")
        yield f"{whole}.{part:0<{decimals[at]}}" if text and decimals.get(at) else text


def _number(text: str) -> bool:
    return not text or NUMBER.fullmatch(text) is not None
