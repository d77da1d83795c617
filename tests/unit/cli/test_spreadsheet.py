"""Rows that a spreadsheet opens: read by another hand, each cell is what it was, and no text is ever a formula."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cli import workbook
from cli.general import Options
from cli.output import table
from cli.spreadsheet import BOM
from domain.engagement.shared.terms import Part
from domain.errors import Invalid, LedgerError

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://example.org")',
    "=cmd|' /C calc'!A0",
)
COLUMNS = ("key", "says", "amount", "count", "counts", "on", "since", "price", "ideas", "baseline", "currency")
ROW: dict[str, Any] = {
    "key": "engagement/acme#o-1",
    "says": "Schnell, für „uns“; 1\n2",
    "amount": Decimal("18000.5"),
    "count": 3,
    "counts": True,
    "on": "2026-03-31",
    "since": "2026-03",
    "price": [Part(amount=Decimal("1234.5"))],
    "ideas": {"own-doubt": 2, "other": 1},
    "baseline": Decimal("0.125"),
    "currency": "EUR",
}


def said(form: str, **more: Any) -> Options:
    found = Options()
    found.form = form
    for name, value in more.items():
        setattr(found, name, value)
    return found


def as_csv(file: Path, rows: list[dict[str, Any]], columns: tuple[str, ...] = COLUMNS, **more: Any) -> str:
    table(said("spreadsheet", out=str(file), **more), "sameside.view.test", columns, rows)
    return file.read_bytes().decode("utf-8")


def as_workbook(file: Path, rows: Any, columns: tuple[str, ...] = COLUMNS, **more: Any) -> Any:
    table(said("xlsx", out=str(file), **more), "sameside.view.test", columns, rows)
    return openpyxl.load_workbook(file).active


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rows.xlsx"


def test_each_cell_of_a_workbook_is_what_it_was(file: Path) -> None:
    heads, row = as_workbook(file, [ROW]).iter_rows()
    assert [cell.value for cell in heads] == list(COLUMNS)
    assert [cell.value for cell in row] == [
        "acme#o-1",
        ROW["says"],
        18000.5,
        3,
        True,
        datetime(2026, 3, 31),  # noqa: DTZ001 - a workbook has no zones
        "2026-03",
        "1,234.50 EUR, due when the outcome is reached",
        "own-doubt: 2; other: 1",
        0.125,
        "EUR",
    ]
    assert [cell.data_type for cell in row] == ["s", "s", "n", "n", "b", "d", "s", "s", "s", "n", "s"]
    assert row[5].number_format == "yyyy-mm-dd"


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("18000", "EUR", "#,##0.00"),
        ("18000", "JPY", "#,##0"),
        ("1.5", "KWD", "#,##0.000"),
        ("0.0125", "EUR", "#,##0.0000"),
        ("3", "XAU", "#,##0"),
        ("3.5", None, "General"),
    ],
)
def test_an_amount_has_the_digits_of_its_currency_and_none_is_hidden(
    file: Path, amount: str, currency: str | None, shown: str
) -> None:
    page = as_workbook(file, [{"amount": Decimal(amount), "currency": currency}], ("amount", "currency"))
    assert (page["A2"].value, page["A2"].number_format) == (float(amount), shown)


def test_a_number_that_a_spreadsheet_would_change_stays_text(file: Path) -> None:
    page = as_workbook(file, [{"amount": Decimal("1234567890123456.7")}, {"amount": 10**15}], ("amount",))
    assert [page["A2"].value, page["A3"].value] == ["1234567890123456.7", 10**15]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_is_never_a_formula(file: Path, tmp_path: Path, text: str) -> None:
    cell = as_workbook(file, [{"says": text}], ("says",))["A2"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert cell.value.endswith(text.strip())
    rows = list(csv.reader(io.StringIO(as_csv(tmp_path / "rows.csv", [{"says": text}], ("says",)), newline="")))
    assert rows[1] == [f"'{text}"]


def test_headings_stay_in_sight_and_columns_are_as_wide_as_what_they_hold(file: Path) -> None:
    rows = [{"says": "a sentence of some length", "count": 1}, {"says": "x" * 500, "count": 2}]
    page = as_workbook(file, rows, ("says", "count"))
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:B3"
    assert (page.column_dimensions["A"].width > 50, page.column_dimensions["B"].width < 12) == (True, True)
    assert page.title == "test"


def test_text_that_no_cell_holds_is_cut_and_says_so(file: Path) -> None:
    value = as_workbook(file, [{"says": "x" * 40_000}], ("says",))["A2"].value
    assert (len(value), value[-1]) == (32_767, "…")


def test_more_rows_than_a_sheet_holds_are_refused_and_nothing_is_written(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "ROWS", 2)
    file.write_text("as it was")
    with pytest.raises(Invalid, match="room for 2 rows"):
        as_workbook(file, [{"count": 1}] * 3, ("count",))
    assert file.read_text() == "as it was"
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_row_that_fails_leaves_the_file_as_it_was(file: Path) -> None:
    def rows() -> Iterator[dict[str, Any]]:
        yield {"count": 1}
        raise ZeroDivisionError

    file.write_text("as it was")
    with pytest.raises(ZeroDivisionError):
        as_workbook(file, rows(), ("count",))
    assert file.read_text() == "as it was"
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_workbook_without_rows_has_its_headings(file: Path) -> None:
    assert [cell.value for cell in next(as_workbook(file, []).iter_rows())] == list(COLUMNS)


def test_without_what_writes_workbooks_it_is_refused_with_the_way_out(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.delitem(sys.modules, "cli.workbook")
    with pytest.raises(LedgerError) as refused:
        as_workbook(file, [ROW])
    assert refused.value.code == "NO-WORKBOOK"
    assert "--spreadsheet" in str(refused.value.way_out)
    assert "uv tool install '.[xlsx]'" in str(refused.value.way_out), "the line that the README installs with"
    how_to = Path(__file__).parents[3] / "docs/how-to/open-it-in-a-spreadsheet.md"
    assert "uv tool install '.[xlsx]'" in how_to.read_text()
    assert not file.exists()


def test_csv_is_as_spreadsheets_read_it(tmp_path: Path) -> None:
    written = as_csv(tmp_path / "rows.csv", [ROW])
    assert written.startswith(BOM)
    assert "\r\n" in written
    heads, row = csv.reader(io.StringIO(written.removeprefix(BOM), newline=""))
    assert heads == list(COLUMNS)
    assert row[:7] == ["acme#o-1", ROW["says"], "18000.5", "3", "yes", "2026-03-31", "2026-03"]
    assert row[7:] == ["1,234.50 EUR, due when the outcome is reached", "own-doubt: 2; other: 1", "0.125", "EUR"]


def test_where_the_comma_is_in_numbers_semicolons_part_the_cells(tmp_path: Path) -> None:
    written = as_csv(tmp_path / "rows.csv", [ROW], language="de")
    row = list(csv.reader(io.StringIO(written, newline=""), delimiter=";"))[1]
    assert (row[2], row[5], row[7][:8], row[9]) == ("18000,5", "2026-03-31", "1.234,50", "0,125")


def test_a_negative_amount_stays_a_number(tmp_path: Path) -> None:
    rows = [{"amount": Decimal("-3.5")}]
    assert as_csv(tmp_path / "rows.csv", rows, ("amount",), language="de").split("\r\n")[1] == "-3,5"


def test_a_date_that_no_calendar_has_stays_text(file: Path) -> None:
    assert as_workbook(file, [{"on": "2026-02-31"}], ("on",))["A2"].value == "2026-02-31"


def test_a_day_is_a_day_of_the_calendar(file: Path) -> None:
    value = as_workbook(file, [{"on": "2026-03-31T22:00:00Z"}], ("on",))["A2"].value
    assert value.date() == date(2026, 3, 31)
