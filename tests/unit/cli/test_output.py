"""Answers in every form."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import pytest

from cli.general import Options
from cli.output import cell, safe, table, writing

ROWS = [{"name": "=1+1", "amount": Decimal("18000.50"), "parts": ["a", "b"]}, {"name": "b\tc", "amount": None}]
COLUMNS = ("name", "amount", "parts")


def said(form: str = "", **more: Any) -> Options:
    found = Options()
    found.form = form
    for name, value in more.items():
        setattr(found, name, value)
    return found


def shown(capsys: pytest.CaptureFixture[str], how: Options, rows: list[dict[str, Any]] = ROWS) -> str:
    table(how, "sameside.test", COLUMNS, rows)
    return capsys.readouterr().out


def test_json_says_which_document_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(shown(capsys, said("json")))
    assert (told["schema"], told["version"]) == ("sameside.test", 1)
    assert told["rows"][0] == {"name": "=1+1", "amount": "18000.50", "parts": ["a", "b"]}


def test_ndjson_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert [json.loads(line)["name"] for line in shown(capsys, said("ndjson")).splitlines()] == ["=1+1", "b\tc"]


def test_csv_never_groups_digits_and_is_no_formula(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.reader(io.StringIO(shown(capsys, said("csv")))))
    assert rows == [list(COLUMNS), ["'=1+1", "18000.50", '["a","b"]'], ["b\tc", "", ""]]


@pytest.mark.parametrize("text", ["=1", "+1", "@x", "\tx", "-x", "-1+cmd", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x"])
def test_a_cell_is_never_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"


def test_a_dash_alone_is_no_formula() -> None:
    assert safe("-") == "-"


def test_a_negative_amount_stays_a_number() -> None:
    assert safe(Decimal("-3.5")) == "-3.5"
    assert safe("-3.5") == "-3.5"


def test_a_pipe_gets_tabs_and_each_row_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, said()).splitlines() == ['=1+1\t18000.50\t["a","b"]', "b\\tc\t\t"]


def test_nothing_is_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(shown(capsys, said("json"), []))["rows"] == []
    assert shown(capsys, said("ndjson"), []) == ""


def test_fields_are_picked_and_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, said("csv", fields="amount")).splitlines()[0] == "amount"
    assert shown(capsys, said(fields="?")).split() == list(COLUMNS)
    with pytest.raises(click.UsageError, match="colour"):
        shown(capsys, said(fields="colour"))


def test_a_file_is_whole_or_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    with writing(said(out=str(path))) as out:
        out.write("first")
    with pytest.raises(TypeError), writing(said(out=str(path))) as out:
        out.writelines(["half", 3])  # type: ignore[list-item]  # what fails in the middle
    assert path.read_text() == "first"
    assert [one.name for one in tmp_path.iterdir()] == ["out.txt"]


def test_a_cell_says_yes_and_no() -> None:
    assert (cell(True), cell(False), cell(None)) == ("yes", "no", "")
