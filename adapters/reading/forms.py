"""Which form a file has: by its name, and else by how it begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath
from typing import BinaryIO, NamedTuple

from adapters.reading.arrays import array_elements
from adapters.reading.encodings import as_utf8
from adapters.reading.lines import Line, Lines
from adapters.reading.objects import json_lines
from adapters.reading.tables import table_rows

JSON_ENDINGS = frozenset({".ndjson", ".jsonl", ".json"})
TABLE_ENDINGS = frozenset({".csv", ".tsv", ".tab"})
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
SAID = re.compile(rb'"?sep=([^\r\n"])"?\s*')
"""What Excel writes, and reads, before the header."""


class Form(NamedTuple):
    """How a file is to be read; `words` tell what was recognised, where it is not simply UTF-8 with commas or lines."""

    kind: str
    separator: str
    needed: Sequence[str]
    words: str


def recognise(lines: Lines, name: str, needed: Sequence[str], *, encoding: str, marked: bool) -> Form:
    """The form of what is to come. A line that only says the separator is read; every other is still to be."""
    kind = _kind(name, lines.peek(), needed)
    separator, noted = ",", ""
    if kind == "table":
        separated = SAID.fullmatch(lines.peek())
        if separated:
            next(lines)
        first = lines.peek().decode(errors="replace")
        separator = separated[1].decode(errors="replace") if separated else _separator(first, needed)
        where = f"in line {lines.number + 1}" if lines.number else ""
        plain = separator == "," and not separated and not where
        written = SEPARATORS.get(separator, repr(separator))
        noted = "" if plain else f"columns separated by {written}, their names {where or 'in line 1'}"
    elif kind == "array":
        noted = "a JSON array"
    mark = " with a byte order mark" if marked else " without a byte order mark"
    coded = "" if encoding == "UTF-8" and not marked else encoding + (mark if marked or encoding != "UTF-8" else "")
    return Form(kind, separator, needed, "; ".join(note for note in (coded, noted) if note))


def records(file: BinaryIO, name: str, needed: Sequence[str], recognised: Callable[[str], None]) -> Iterator[Line]:
    """The records of a file of any form; `recognised` hears which it is, where it is not plain."""
    text, encoding, marked = as_utf8(file)
    lines = Lines(text)
    form = recognise(lines, name, needed, encoding=encoding, marked=marked)
    if form.words:
        recognised(form.words)
    yield from lines_of(form, lines)


def lines_of(form: Form, lines: Lines) -> Iterator[Line]:
    """What every line, row or element tells, or what is wrong with it."""
    if form.kind == "table":
        return table_rows(lines, form.separator, form.needed)
    return array_elements(lines) if form.kind == "array" else json_lines(lines)


def _kind(name: str, first: bytes, needed: Sequence[str]) -> str:
    ending = PurePath(name).suffix.lower()
    begin = first.lstrip()[:1]
    if ending in TABLE_ENDINGS:
        return "table"
    if begin == b"[":
        return "array"
    if ending in JSON_ENDINGS or begin == b"{":
        return "lines"
    is_table = SAID.fullmatch(first) or needed[0].encode() in first
    return "table" if is_table else "lines"


def _separator(header: str, needed: Sequence[str]) -> str:
    """The one under which most of the columns that are needed stand; then the one that makes most columns."""

    def fits(separator: str) -> tuple[int, int]:
        names = [cell.strip().strip('"') for cell in header.split(separator)]
        return sum(name in names for name in needed), len(names)

    return max(SEPARATORS, key=fits)
