"""Reports and lists as a spreadsheet opens them: the terminal's columns, typed, and the sums that the ledger has."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.e2e.conftest import Run


@pytest.fixture
def folder(first_hour: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "line",
    ["report outcomes", "report accountability acme", "report waits", "engagement list", "outcome list acme",
     "outcome show acme/o-1", "outcome history acme/o-1", "extra list", "today", "history acme", "tail"],
)  # fmt: skip
def test_whatever_is_rows_opens_in_a_spreadsheet_and_no_cell_is_json(first_hour: Run, folder: Path, line: str) -> None:
    first_hour(f"{line} -o rows.xlsx")
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook("rows.xlsx").active.iter_rows()]
    written = first_hour(f"{line} --spreadsheet").stdout
    assert written.startswith("\ufeff")
    table = list(csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline="")))
    assert [len(row) for row in rows] == [len(row) for row in table]
    assert rows[0] == table[0]
    assert len(rows) > 1
    cells = [str(cell) for row in (*rows, *table) for cell in row if cell is not None]
    assert not [cell for cell in cells if cell.startswith(("{", "[")) or "UNSET" in cell]


def test_it_has_the_columns_of_a_terminal_and_with_fields_those_that_were_named(first_hour: Run, folder: Path) -> None:
    heads = first_hour("report outcomes --spreadsheet").stdout.splitlines()[0]
    assert heads == "\ufeffengagement,outcome,version,status,says,metric,target,by,price,currency"
    named = first_hour("report outcomes --spreadsheet --fields worth_low,digest").stdout.splitlines()[0]
    assert named == "\ufeffworth low,digest"
    assert "over time" not in first_hour("report support --spreadsheet").stdout


def test_sums_are_those_of_the_ledger(first_hour: Run, folder: Path) -> None:
    first_hour("payment note acme --amount 1500.50")
    first_hour("payment note acme --amount 18.25")
    first_hour("report reconcile -o rows.xlsx")
    page = openpyxl.load_workbook("rows.xlsx").active
    heads, *rows = page.iter_rows()
    at = [head.value for head in heads].index("paid")
    known = json.loads(first_hour("report reconcile --json").stdout)["rows"]
    assert sum(row[at].value for row in rows if row[at].value is not None) == 1518.75
    assert sum(float(row["paid"]) for row in known if row["paid"]) == 1518.75
    assert {row[at].number_format for row in rows if row[at].value} == {"#,##0.00"}


def test_a_language_says_how_numbers_are_written(
    first_hour: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_hour("payment note acme --amount 1500.50")
    said = first_hour("report reconcile --spreadsheet --language de").stdout
    assert ";1500,50;" in said
    monkeypatch.setenv("SAMESIDE_LANGUAGE", "de")
    assert first_hour("report reconcile --spreadsheet").stdout == said


@pytest.mark.parametrize("line", ["engagement list", "payment list", "today", "history acme"])
def test_lists_and_today_and_a_history_take_a_language_for_their_spreadsheet(first_hour: Run, line: str) -> None:
    german = first_hour(f"{line} --spreadsheet --language de").stdout
    assert ";" in german.split("\r\n")[0]
    assert ";" not in first_hour(f"{line} --spreadsheet").stdout.split("\r\n")[0]
    assert "--language is for" in first_hour(f"{line} --csv --language de", code=2).stderr


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("report outcomes --json -o rows.xlsx", "a .xlsx is a workbook: name another file for --json"),
        ("extra offer acme --says a --why b --expect c -o rows.xlsx", "this answer is no table for a spreadsheet"),
        ("version --spreadsheet", "this answer is no table for a spreadsheet"),
        ("report outcomes --csv --spreadsheet", "one form at a time"),
        ("report outcomes -o nowhere/rows.xlsx", "there is no folder"),
        ("report outcomes --csv --language de", "--language is for pages and spreadsheets: report account acme, "),
        ("tail --follow -o rows.xlsx", "this output never ends, so it cannot be a file: redirect it with > rows.xlsx"),
    ],
)  # fmt: skip
def test_what_is_no_sheet_is_refused_before_anything_is_done(
    first_hour: Run, folder: Path, line: str, says: str
) -> None:
    before, ledger = sorted(folder.iterdir()), first_hour("tail --ndjson").stdout
    assert says in first_hour(line, code=2).stderr
    assert sorted(folder.iterdir()) == before
    assert first_hour("tail --ndjson").stdout == ledger


def test_a_ledger_is_not_written_over_by_a_workbook(first_hour: Run, folder: Path) -> None:
    (folder / "rows.xlsx").symlink_to(folder / "ledger.db")
    assert "LEDGERS-FILE" in first_hour("report outcomes -o rows.xlsx", code=2).stderr
    assert (folder / "ledger.db").read_bytes().startswith(b"SQLite")
