"""The portfolio as the command line reads it: a page for a person, and rows for a program."""

from __future__ import annotations

import json

import pytest

from cli import report
from cli.labelled import parse
from tests.e2e.conftest import Run

OPEN = 'account open {} --title "Their name" --currency EUR --occurred 2024-01-10'


@pytest.fixture
def two(run: Run) -> Run:
    for name in ("acme", "bo-ltd"):
        run(OPEN.format(name))
    return run


def test_a_person_reads_a_page_and_a_program_gets_rows(two: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = two("report portfolio").stdout
    assert [line.split("\t")[:3] for line in rows.splitlines()] == [
        ["account/acme", "acme", "Their name"],
        ["account/bo-ltd", "bo-ltd", "Their name"],
    ]
    monkeypatch.setattr(report, "on_terminal", lambda _: True)
    page = two("report portfolio").stdout
    assert parse(page)["all accounts"] == "2 accounts · no engagement"
    assert page.splitlines()[-1] == "as of position 2 in the ledger"
    assert (
        two("report portfolio --on 2025").stdout.splitlines()[-1]
        == "as the world stood on 2025 · as of position 2 in the ledger"
    )
    assert two("report portfolio --plain").stdout == rows


def test_in_json_the_page_stands_beside_the_rows_and_speaks_the_language(two: Run) -> None:
    english, german = (json.loads(two(f"report portfolio --json{said}").stdout) for said in ("", " --language de"))
    assert (english["sheet"]["sections"][1]["heading"], german["sheet"]["sections"][1]["heading"]) == (
        "Accounts",
        "Kundenkonten",
    )
    english.pop("sheet")
    assert {**german, "sheet": None} == {**english, "sheet": None}
    assert [row["key"] for row in english["rows"]] == ["account/acme", "account/bo-ltd"]
    assert "sheet" not in json.loads(two("report portfolio --json --fields account").stdout)


def test_whoever_names_a_language_reads_the_page(two: Run) -> None:
    assert two("report portfolio --language de").stdout.splitlines()[1].startswith("bestätigter Nutzen")
    assert "--language is for pages and spreadsheets" in two("report portfolio --language de --csv", code=2).stderr
    assert "--plot is for one page" in two("report portfolio --plot a.svg", code=2).stderr


def test_where_there_is_no_account_there_is_no_page(two: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert json.loads(two("report portfolio --json --on 2020").stdout)["sheet"] is None
    monkeypatch.setattr(report, "on_terminal", lambda _: True)
    empty = two("report portfolio --on 2020")
    assert empty.stdout == ""
    assert empty.stderr.startswith("none\nnothing was there by 2020; ")
