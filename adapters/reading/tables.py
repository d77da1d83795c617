"""CSV: the first line names the fields, dots go into values: `terms.metric.name`."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from adapters.reading.lines import LINE_MAX, Line, Lines, Unfit


def table_rows(lines: Lines, separator: str, needed: Sequence[str]) -> Iterator[Line]:
    """Every record as fields, or with what is wrong; without a fitting first line there is only that."""
    text = _Text(lines)
    reader = csv.reader(text, strict=True, delimiter=separator)
    first = lines.number + 1
    try:
        names = _header(next(reader, []), needed)
    except (csv.Error, UnicodeDecodeError, Unfit) as error:
        yield Line(first, wrong=_reason(error))
        return
    while True:
        began, text.record_from = lines.number + 1, lines.bytes_read
        try:
            cells = next(reader)
            if not any(cell.strip() for cell in cells):
                continue  # an empty line, or only separators, as a spreadsheet leaves them
            fields = _fields(names, cells)
            raw = orjson.dumps(fields)
        except StopIteration:
            return
        except (csv.Error, UnicodeDecodeError, orjson.JSONEncodeError, Unfit) as error:
            yield Line(began, wrong=_reason(error))
        else:
            yield Line(began, fields, raw)


class _Text:
    """Lines as text. A record may go over several; together they are no longer than one line may be."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.record_from = 0

    def __iter__(self) -> _Text:
        return self

    def __next__(self) -> str:
        raw = next(self.lines)
        if self.lines.bytes_read - self.record_from > LINE_MAX:
            raise Unfit(f"the record is longer than {LINE_MAX:,} bytes; is a quote left open?")
        return raw.decode()


def _header(cells: list[str], needed: Sequence[str]) -> list[list[str]]:
    names = [cell.strip() for cell in cells]
    missing = [name for name in needed if name not in names]
    if missing:
        raise Unfit(f"the first line names the columns; missing: {', '.join(missing)}")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice or not all(names):
        raise Unfit(f"column {twice[0]!r} stands there twice" if twice else "a column has no name")
    return [name.split(".") for name in names]


def _fields(names: list[list[str]], cells: list[str]) -> dict[str, Any]:
    if len(cells) != len(names):
        raise Unfit(f"{len(cells)} cells in {len(names)} columns")
    fields: dict[str, Any] = {}
    for path, cell in zip(names, cells, strict=True):
        if cell:
            _put(fields, path, _value(cell))
    return fields


def _put(fields: dict[str, Any], path: list[str], value: Any) -> None:
    for step in path[:-1]:
        fields = fields.setdefault(step, {})
        if not isinstance(fields, dict):
            raise Unfit(f"column {'.'.join(path)} goes into {step}, which has a value of its own")
    if path[-1] in fields:
        raise Unfit(f"column {'.'.join(path)} has parts of its own")
    fields[path[-1]] = value


def _value(cell: str) -> Any:
    """JSON where the cell is JSON; words that only begin like it stay words."""
    if cell[0] not in "{[":
        return cell
    try:
        return orjson.loads(cell)
    except orjson.JSONDecodeError:
        return cell


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start + 1} of the line is not UTF-8"
    if isinstance(error, orjson.JSONEncodeError):
        return "a cell's JSON is nested too deeply"
    return f"not CSV: {error}" if isinstance(error, csv.Error) else str(error)
