"""A page that was printed once can be printed again: as of that moment it says what it said (domain 1.5)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner

from adapters.wiring import Application
from benchmarks.histories import load
from cli import audit, layout
from cli.labelled import parse
from cli.main import main
from cli.stories.demo import stories
from projections.pages.sheet import Sheet
from tests.e2e.conftest import Run

STORY = (
    ("account", "open", "acme", "--title", "Acme", "--currency", "EUR", "--time-zone", "Europe/Rome"),
    ("account", "way", "acme", "--says", "first calls within five days", "--mechanism", "nobody waits", "--unmatched"),
    ("account", "gain", "acme", "--period", "2024", "--value", "80000", "--method", "their books"),
    (
        "account",
        "alternative",
        "acme",
        "--who",
        "do nothing",
        "--period",
        "2024",
        "--gain",
        "90000",
        "--source",
        "2023",
    ),
    ("account", "confirm", "acme/gain-1", "--as", "customer"),
)
LATER = (
    ("account", "correct", "acme/gain-1", "--value", "95000", "--why", "a branch was missing"),
    ("account", "confirm", "acme/way-1", "--as", "customer"),
    ("account", "match", "acme/way-1", "--who", "Initech"),
)


@pytest.mark.parametrize("form", ["--plain", "--json", "--csv", "--ndjson"])
@pytest.mark.parametrize("view", ["account", "gains", "ways", "portfolio"])
def test_as_of_the_moment_it_was_printed_a_report_is_that_one(tmp_path: Path, view: str, form: str) -> None:
    def said(*words: str) -> str:
        found = CliRunner().invoke(main, ["--store", f"sqlite:///{tmp_path}/l.db", *words])
        assert found.exit_code == 0, found.output
        return found.stdout

    for line in STORY:
        said(*line)
    moment = datetime.now(UTC).isoformat()
    live, then = said("report", view, "acme", form), said("report", view, "acme", form, "--as-of", moment)
    for line in LATER:
        said(*line)
    assert said("report", view, "acme", form, "--as-of", moment) == then
    assert said("report", view, "acme", form) != live
    assert then == live


def test_a_moment_is_read_in_the_accounts_zone_however_it_is_written(tmp_path: Path) -> None:
    """Half past eleven in London is tomorrow in Rome: what waits so many days is the same, asked for either way."""

    def said(*words: str) -> str:
        return (
            CliRunner().invoke(main, ["--store", f"sqlite:///{tmp_path}/l.db", *words], catch_exceptions=False).stdout
        )

    for line in STORY[:1]:
        said(*line)
    told = ("--period", "2024", "--value", "8", "--method", "books", "--occurred", "2025-01-10")
    said("account", "gain", "acme", *told)
    pages = {said("report", "account", "acme", "--as-of", f"2099-01-20T23:30:00{zone}") for zone in ("Z", "+00:00")}
    assert len(pages) == 1
    assert said("report", "account", "acme", "--as-of", "2099-01-21T00:30:00+01:00") in pages


def test_both_sides_read_the_same_account_and_a_side_that_reads_another_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parity(*words: str) -> tuple[int, str]:
        found = CliRunner().invoke(main, ["--store", f"sqlite:///{tmp_path}/l.db", "parity", *words])
        return found.exit_code, found.stdout

    for line in STORY:
        CliRunner().invoke(main, ["--store", f"sqlite:///{tmp_path}/l.db", *line])
    assert parity() == (0, "both sides read the same · 0 engagements, 1 account\n")
    assert parity("account/acme")[1].startswith("both sides read the same · digest ")
    whole = layout.render

    def rosier(sheet: Sheet, reader: str) -> str:
        page = whole(sheet, reader)
        return page.replace("80,000", "90,000") if reader == "customer" else page

    monkeypatch.setattr(audit, "render", rosier)
    code, told = parity("account/acme")
    assert (code, told.partition(":")[0]) == (6, "acme")
    assert "gain 2024" in told


def test_an_alternative_that_they_could_not_take_is_no_measure_for_ours(tmp_path: Path) -> None:
    store = ["--store", f"sqlite:///{tmp_path}/l.db"]
    for line in (*STORY, (*STORY[3], "--unrealistic")):
        assert CliRunner().invoke(main, [*store, *line]).exit_code == 0
    told = CliRunner().invoke(main, [*store, "report", "account", "acme"]).stdout
    assert "no alternative is realistic" in told
    assert "freedom to leave" not in told


def test_what_is_listed_of_an_account_can_be_shown_by_its_name(tmp_path: Path) -> None:
    """An alternative has a gain, and a give a way: these are not its name."""

    def said(*words: str) -> str:
        found = CliRunner().invoke(main, ["--store", f"sqlite:///{tmp_path}/l.db", *words])
        assert found.exit_code == 0, found.output
        return found.stdout

    for line in (*STORY, ("account", "give", "acme", "--kind", "help", "--says", "a day", "--way", "way-1")):
        said(*line)
    listed = [line.split("\t")[0] for line in said("account", "list", "acme", "--plain").splitlines()]
    assert {"acme/alternative-1", "acme/give-1", "acme/gain-1", "acme/way-1"} <= {*listed}
    for name in listed[1:]:
        assert said("account", "show", name)


def test_a_quarter_that_has_not_come_is_none_without_need(tmp_path: Path) -> None:
    """Seen from a day to come, the budget stays what it is today."""
    url = f"sqlite:///{tmp_path}/l.db"
    app = Application.at(url, create=True)
    load(app, b"".join(orjson.dumps(line) + b"\n" for line in stories()))
    app.close()

    def method(*on: str) -> str:
        found = CliRunner().invoke(main, ["--store", url, "report", "support", "help-desk", *on])
        return parse(found.stdout)["method"]

    assert method("--on", "2024-12-31") != method() == method("--on", "2099-12-31") == method("--as-of", "2099")


def test_a_time_before_the_first_entry_is_answered_with_since_when_there_is_something(first_hour: Run) -> None:
    today = json.loads(first_hour("history acme --json").stdout)["rows"][0]["recorded_at"][:10]
    for when in ("--on 2020-01-01", "--as-of 2020-01-01"):
        whole = first_hour(f"report choices {when}")
        says = f"nothing was there by 2020-01-01; the first entry of this ledger was recorded on {today}\n"
        assert (whole.stdout, says in whole.stderr) == ("", True)
        one = first_hour(f"report choices acme {when} --json")
        assert json.loads(one.stdout)["rows"] == []
        assert "nothing of engagement/acme was there by 2020-01-01; it " in one.stderr
    for when in (f"--on {today}", "--as-of 2126", ""):
        assert "nothing was" not in first_hour(f"report choices {when}").stderr
        assert "nothing of" not in first_hour(f"report choices acme {when}").stderr
