"""Who looks at a list is shown its first rows, how many more there are, and what all come to; a program gets all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from adapters.wiring import Application
from benchmarks import lists
from benchmarks.histories import lines, load
from cli import limits, output, report
from cli.main import NOUNS, main
from projections.across import ACROSS

Said = Callable[..., str]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A portfolio of two customers, with three engagements each."""
    url = f"sqlite:///{tmp_path_factory.mktemp('first')}/ledger.db"
    app = Application.at(url, create=True)
    load(app, lines(420))
    app.close()
    return url


@pytest.fixture
def said(store: str) -> Said:
    def say(*words: str) -> str:
        told = CliRunner().invoke(main, ["--store", store, *words])
        assert told.exit_code == 0, told.output
        return told.stdout

    return say


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (output, report):
        monkeypatch.setattr(module, "on_terminal", lambda _: True)
    monkeypatch.setattr(limits, "AT_A_TERMINAL", 5)
    monkeypatch.setenv("COLUMNS", "200")


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("words", ["extra list", "word list", "result list", "today"])
def test_who_looks_is_told_how_many_more_there_are_and_how_to_see_them(said: Said, words: str) -> None:
    rows = len(said(*words.split(), "--ndjson").splitlines())
    assert rows > 5
    assert f"… and {rows - 5:,} more: --limit 0 shows all" in said(*words.split()).splitlines()
    assert f"… and {rows - 2:,} more: --limit 0 shows all" in said(*words.split(), "--limit", "2").splitlines()
    assert "--limit 0" not in said(*words.split(), "--limit", "0")


@pytest.mark.usefixtures("terminal")
def test_under_a_report_which_nobody_counts_stands_that_there_is_more(said: Said) -> None:
    for limit in ((), ("--limit", "2")):
        assert "… and more: --limit 0 shows all" in said("report", "why", *limit).splitlines()
    assert "--limit 0" not in said("report", "why", "--limit", "0")


@pytest.mark.usefixtures("terminal")
def test_a_form_for_programs_has_every_row_whoever_looks(said: Said) -> None:
    every = said("extra", "list", "--ndjson").splitlines()
    assert len(every) > 5
    assert json.loads(said("extra", "list", "--json"))["rows"] == [json.loads(line) for line in every]
    assert len(list(csv.reader(io.StringIO(said("extra", "list", "--csv"))))) == len(every) + 1


def test_a_program_is_given_no_more_than_it_asks_for(said: Said) -> None:
    every = said("extra", "list").splitlines()
    assert said("extra", "list", "--limit", "3").splitlines() == every[:3]
    assert said("report", "waits", "--limit", "3").splitlines() == said("report", "waits").splitlines()[:3]
    assert said("today", "--csv", "--limit", "3").splitlines() == said("today", "--csv").splitlines()[:4]


def test_today_has_the_first_customers_lines_whole_and_counts_all(said: Said) -> None:
    every, some = said("today").splitlines(), said("today", "--limit", "4").splitlines()
    assert some[0] == every[0], "how much there is of each kind"
    acts = [line for line in every if line.startswith("    ")]
    assert [line for line in some if line.startswith("    ")] == acts[:4]


@pytest.mark.usefixtures("terminal")
def test_under_engagements_stands_what_each_customer_comes_to(said: Said) -> None:
    rows = json.loads(said("engagement", "list", "--json"))["rows"]
    under = said("engagement", "list", "--limit", "1").partition("more: --limit 0 shows all\n\n")[2].splitlines()
    heading, *customers = under[: under.index("")]
    assert heading.split() == ["customer", "engagements", "earned", "paid", "owed", "currency"]
    whole = customers[1].replace("paid ahead ", "-").split()
    assert whole[:3] == ["all", "together", str(len(rows))]
    for at, name in enumerate(("earned", "paid", "owed"), 3):
        assert Decimal(whole[at].replace(",", "")) == sum(Decimal(str(row[name])) for row in rows)
    assert customers[2] == "… and 1 more: --limit 0 shows all"
    ends = heading.index("owed") + len("owed")
    assert all(line[ends - 1].isdigit() and line[ends] == " " for line in customers[:2]), (
        "figures end under their heading"
    )


@pytest.mark.usefixtures("terminal")
def test_one_engagement_needs_no_sum(said: Said) -> None:
    name = json.loads(said("engagement", "list", "--json"))["rows"][0]["id"]
    assert "all together" not in said("engagement", "list", name)
    assert "engagements" not in said("engagement", "list", name)


def test_what_is_timed_is_every_list_and_every_view_across_streams(tmp_path: Path) -> None:
    names = [" ".join(words) for words in lists.commands()]
    assert names == [*(f"{noun} list" for noun in NOUNS), "today", *(f"report {view.name}" for view in ACROSS)]
    url = f"sqlite:///{tmp_path}/ledger.db"
    lists.filled(url, 6)
    assert lists.timed(url, ("engagement", "list")).rows == 6
    assert lists.timed(url, ("report", "portfolio")).rows == 2
