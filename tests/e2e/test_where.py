"""Which ledger is found, from which folder, and that nobody begins a second one unawares."""

from __future__ import annotations

import json
import shlex
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.main import main

OPEN = "engagement open acme --title T --currency EUR --owner Ana --customer-owner Bo"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def say(line: str, *, code: int = 0) -> Result:
    result = CliRunner().invoke(main, shlex.split(line), prog_name="sameside")
    assert result.exit_code == code, result.output
    return result


def ledger_of(line: str) -> dict[str, object]:
    row: dict[str, object] = json.loads(say(f"{line} --json").stdout)["rows"][0]
    return row


def own(home: Path) -> Path:
    return home / "sameside" / "sameside.db"


def test_what_was_recorded_in_one_folder_is_found_from_another(
    folder: Path, a_home_of_its_own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(OPEN)
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert "acme" in say("engagement list").stdout
    assert own(a_home_of_its_own).exists()
    assert [*folder.glob("*.db"), *elsewhere.iterdir()] == []


def test_nobody_else_may_look_into_the_folder(folder: Path, a_home_of_its_own: Path) -> None:
    assert folder
    say(OPEN)
    assert stat.S_IMODE(own(a_home_of_its_own).parent.stat().st_mode) == 0o700


def test_a_ledger_in_the_current_folder_goes_before_ones_own(folder: Path, a_home_of_its_own: Path) -> None:
    say(OPEN)
    say("--store sqlite:///sameside.db init")
    assert say("engagement list").stdout == ""
    assert ledger_of("where") == {
        "what": "ledger",
        "place": f"{folder}/sameside.db",
        "there": True,
        "why": "sameside.db is in the current folder",
    }
    assert own(a_home_of_its_own).exists()


def test_where_says_which_ledger_and_why_and_asks_nobody_whether_it_is_there(
    folder: Path, a_home_of_its_own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = json.loads(say("where --json").stdout)
    assert (found["schema"], found["version"]) == ("sameside.where", 1)
    assert [(row["place"], row["there"]) for row in found["rows"]] == [
        (str(own(a_home_of_its_own)), False),
        (str(own(a_home_of_its_own).with_name("sameside-sign-in.db")), False),
    ]
    assert not a_home_of_its_own.exists(), "to look leaves nothing"
    monkeypatch.setenv("SAMESIDE_STORE", "postgresql://ana:secret@db.invalid/ledger")
    assert ledger_of("where") == {
        "what": "ledger",
        "place": "postgresql://ana:…@db.invalid/ledger",
        "there": None,
        "why": "SAMESIDE_STORE",
    }
    monkeypatch.setenv("SAMESIDE_VIEWS", "sqlite:///views.db")
    monkeypatch.setenv("SAMESIDE_SIGN_IN", "sqlite:///people.db")
    rows = [line.split("\t") for line in say("--store sqlite:///b.db where").stdout.splitlines()]
    assert rows == [
        ["ledger", f"{folder}/b.db", "no", "--store"],
        ["sign-in", f"{folder}/people.db", "no", "SAMESIDE_SIGN_IN"],
        ["reports", f"{folder}/views.db", "no", "SAMESIDE_VIEWS"],
    ]


def test_who_reads_without_a_ledger_is_told_where_it_was_looked_for(folder: Path, a_home_of_its_own: Path) -> None:
    assert folder
    told = say("today", code=8).stderr
    assert f"there is no ledger in this folder (sameside.db), nor at {own(a_home_of_its_own)}" in told


def test_who_names_a_place_without_a_ledger_is_told_of_their_own(folder: Path, a_home_of_its_own: Path) -> None:
    assert folder
    say(OPEN)
    told = say("--store sqlite:///typo.db today", code=8).stderr
    assert f"there is no ledger at typo.db; there is one at {own(a_home_of_its_own)}" in told


@pytest.mark.parametrize("line", [OPEN, "init"])
def test_who_begins_a_second_ledger_is_told_of_the_first(folder: Path, a_home_of_its_own: Path, line: str) -> None:
    assert "ANOTHER-LEDGER" not in say(line).stderr
    told = say(f"--store sqlite:///second.db {line}").stderr
    assert f"a new ledger began at {folder}/second.db, and there is one at {own(a_home_of_its_own)}" in told
    assert "ANOTHER-LEDGER" not in say("--store sqlite:///second.db engagement list").stderr


def test_what_is_refused_begins_no_ledger_and_says_nothing_of_one(folder: Path) -> None:
    say(OPEN)
    assert "ANOTHER-LEDGER" not in say("--store sqlite:///second.db engagement open acme", code=2).stderr
    assert not (folder / "second.db").exists()
