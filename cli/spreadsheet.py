"""Rows for a spreadsheet: a terminal's columns, with numbers and dates as such, lists in words, and no formulas."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from cli.columns import CURRENCY
from cli.fields import text
from cli.files import replacing
from cli.output import safe, writing
from cli.room import MOMENT, NO_MONEY, short
from domain.engagement.shared.terms import Part
from projections.pages.language import ENGLISH, Language
from projections.pages.phrases import price

if TYPE_CHECKING:
    from cli.general import Options

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Before a CSV: without it, spreadsheets take letters beyond ASCII for others."""
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
POINT, COMMA = ".", ","
Value = str | bool | int | Decimal | date | None


class Cell(NamedTuple):
    """What stands in a cell; an amount of money with its currency."""

    value: Value
    currency: str | None = None


class Sheet(NamedTuple):
    """Rows under their headings."""

    name: str
    headings: tuple[str, ...]
    rows: Iterator[list[Cell]]


def write(options: Options, schema: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]], **how: Any) -> None:
    """The rows as a workbook in the file that was named, or as CSV."""
    from adapters.wiring import language_of  # noqa: PLC0415 - help needs none of it

    speak = language_of(options.language)
    made = Sheet(
        name=schema.removeprefix("sameside.").removeprefix("view.").replace(".", " "),
        headings=tuple(name.replace("_", " ") for name in columns),
        rows=(cells(columns, row, speak) for row in rows),
    )
    if options.form == "xlsx":
        from cli.workbook import workbook  # noqa: PLC0415 - only an extra installs what writes them

        with replacing(str(options.out), binary=True, **how) as file:
            workbook(file, made)
        return
    with writing(options, **how) as out:
        _csv(out, made, speak.figure(Decimal("0.5"))[1])


def cells(columns: Sequence[str], row: Mapping[str, Any], speak: Language = ENGLISH) -> list[Cell]:
    """A row's cells for these columns, prices in words of that language."""
    held = row.get(CURRENCY)
    currency = held if isinstance(held, str) else None
    return [_cell(name, row.get(name), currency, speak) for name in columns]


def _cell(name: str, value: Any, currency: str | None, speak: Language) -> Cell:
    money = None if name in NO_MONEY else currency
    match value:
        case None | bool():
            return Cell(value)
        case Decimal():
            return Cell(value, money)
        case int():
            return Cell(value)
        case float() | Fraction():
            return Cell(Decimal(str(float(value))))
        case Enum():
            return Cell(str(value.value))
        case str():
            return Cell(_date(value) or short(value))
        case (Part(), *_):
            return Cell(price(speak, value, money))
    words = short(value, money)
    return Cell(words if isinstance(words, str) and words else text(value))


def _date(written: str) -> date | None:
    """A day, or that of a moment; a month or a year is no day, and stays as it was written."""
    if not (DAY.fullmatch(written) or MOMENT.fullmatch(written)):
        return None
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def _csv(out: IO[str], sheet: Sheet, point: str) -> None:
    """As spreadsheets of that language read it: where the comma is in numbers, semicolons part the cells."""
    out.write(BOM)
    writer = csv.writer(out, delimiter=";" if point == COMMA else COMMA, lineterminator="\r\n")
    writer.writerow(sheet.headings)
    for row in sheet.rows:
        writer.writerow([_written(cell.value, point) for cell in row])


def _written(value: Value, point: str) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return f"{value:f}".replace(POINT, point)
        case date():
            return value.isoformat()
    return safe(value)
