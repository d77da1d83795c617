"""Rows as a workbook of one sheet, for Excel, LibreOffice and whatever else reads .xlsx."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from decimal import Decimal
from functools import cache
from typing import IO, TYPE_CHECKING, Any

from domain.coins import coin_digits
from domain.currencies import has_coins
from domain.errors import Invalid, NoWorkbook

if TYPE_CHECKING:
    from cli.spreadsheet import Cell, Sheet

try:
    import xlsxwriter
except ModuleNotFoundError as missing:
    raise NoWorkbook from missing

ROWS = 1_048_575
"""So many rows a sheet has room for, beneath its headings."""
LETTERS = 32_767
"""And so many characters a cell."""
DIGITS = 15
"""A number with more is kept as text: a spreadsheet would change the last."""
NARROWEST, WIDEST = 8, 60
DATE, TEXT, PLAIN = "yyyy-mm-dd", "@", "General"
AS_IT_IS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(file: IO[bytes], made: Sheet) -> None:
    """Writes it row by row. Raises Invalid where there are more than a sheet holds."""
    with closing(xlsxwriter.Workbook(file, {**AS_IT_IS, "constant_memory": True})) as book:
        page = book.add_worksheet(made.name[:31])
        rows, widths = _fill(book, page, made)
        for at, width in enumerate(widths):
            page.set_column(at, at, width)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, rows, max(0, len(widths) - 1))
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)


def _fill(book: Any, page: Any, made: Sheet) -> tuple[int, list[int]]:
    """How many rows there were, and how wide each column is to be."""

    @cache
    def form(number: str, *, bold: bool = False) -> Any:
        how = {"num_format": number, "valign": "top", "text_wrap": number == TEXT, "bold": bold}
        return book.add_format({**how, "align": "left"} if number == DATE else how)

    widths = [min(WIDEST, max(NARROWEST, len(name) + 4)) for name in made.headings]
    for at, name in enumerate(made.headings):
        page.write_string(0, at, name, form(TEXT, bold=True))
    rows = 0
    for row in made.rows:
        rows += 1
        if rows > ROWS:
            raise Invalid(f"a sheet has room for {ROWS:,} rows; ask for fewer, or for --spreadsheet", where="-o")
        for at, cell in enumerate(row):
            widths[at] = max(widths[at], min(WIDEST, _put(page, (rows, at), cell, form)))
    return rows, widths


def _put(page: Any, at: tuple[int, int], cell: Cell, form: Any) -> int:
    """Writes a cell as what it is, never as a formula; returns how wide it is."""
    match cell.value:
        case None:
            return 0
        case bool():
            page.write_boolean(*at, cell.value, form(PLAIN))
            return len("FALSE") + 2
        case int() | Decimal() if _exact(cell.value):
            page.write_number(*at, cell.value, form(_number(cell)))
            return len(f"{Decimal(cell.value):,f}") + 4
        case date():
            page.write_datetime(*at, cell.value, form(DATE))
            return len(DATE) + 2
    words = str(cell.value)
    page.write_string(*at, words if len(words) <= LETTERS else words[: LETTERS - 1] + "…", form(TEXT))
    return max(map(len, words.splitlines()), default=0) + 2


def _exact(number: int | Decimal) -> bool:
    return len(Decimal(number).normalize().as_tuple().digits) <= DIGITS


def _number(cell: Cell) -> str:
    """How it is shown: an amount with the digits of its currency's coins, and no digit of any number is hidden."""
    if not isinstance(cell.value, Decimal):
        return "0"
    exponent = cell.value.normalize().as_tuple().exponent
    written = max(0, -exponent) if isinstance(exponent, int) else 0
    if cell.currency is None:
        return PLAIN
    digits = max(written, coin_digits(cell.currency) if has_coins(cell.currency) else 0)
    return f"#,##0.{'0' * digits}" if digits else "#,##0"
