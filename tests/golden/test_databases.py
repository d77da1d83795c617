"""A ledger of an earlier version is read, folded anew and gone on with; what a newer one recorded is not guessed at."""

from __future__ import annotations

import gzip
import json
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cli.main import main
from projections.registry import PROJECTIONS

KEPT = sorted((Path(__file__).parent / "databases").glob("*.db.gz"))
FURTHER = 10
NEWER = "dream-shared.v1"


@pytest.fixture(params=KEPT, ids=lambda path: path.name)
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of one that is kept."""
    path = tmp_path / "ledger.db"
    path.write_bytes(gzip.decompress(request.param.read_bytes()))
    return path


def say(ledger: Path, line: str, *, code: int = 0) -> Result:
    found = CliRunner().invoke(main, ["--store", f"sqlite:///{ledger}", *shlex.split(line)])
    assert found.exit_code == code, f"{line}\n{found.output}"
    return found


def rows(answer: Result) -> Any:
    return json.loads(answer.stdout)["rows"]


def test_every_view_of_an_earlier_version_is_read_and_equals_what_the_facts_say(ledger: Path) -> None:
    assert rows(say(ledger, "check --json")) == []
    for view in PROJECTIONS:
        say(ledger, f"report {view.name} --csv")
    verified = rows(say(ledger, "rebuild --verify --json"))
    assert {row["view"]: row["equal"] for row in verified} == {view.name: True for view in PROJECTIONS}


def test_a_ledger_of_an_earlier_version_is_gone_on_with(ledger: Path) -> None:
    before = json.loads(say(ledger, "doctor --json").stdout)["position"]
    for number in range(FURTHER):
        say(ledger, f'extra notice faster-intake --says "they moved, {number}"')
    assert json.loads(say(ledger, "doctor --json").stdout)["position"] == before + FURTHER
    assert rows(say(ledger, "check --json")) == []


def test_what_a_newer_version_recorded_is_refused_in_one_sentence_and_nothing_else_is(ledger: Path) -> None:
    """Only whoever has the file in hand can do this: a newer version writes facts of its own kinds."""
    with closing(sqlite3.connect(ledger)) as file:
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
            file.execute(f"DROP TRIGGER {name}")
        where = "originator_id='engagement/faster-intake' AND originator_version=5"
        (former,) = file.execute(f"SELECT topic FROM stored_events WHERE {where}").fetchone()
        state = f'CAST(replace(state, \'"type":"{former}"\', \'"type":"{NEWER}"\') AS BLOB)'
        file.execute(f"UPDATE stored_events SET topic='{NEWER}', state={state} WHERE {where}")
        file.commit()
    for line in ("report accountability faster-intake --on 2026-01-01", "extra notice faster-intake --says x"):
        told = say(ledger, line, code=8).stderr
        assert f"error[NEWER-FACT]: {NEWER} was recorded by a newer version of sameside" in told
    assert "NEWER-FACT" in say(ledger, "check", code=6).stdout
    say(ledger, "engagement open other --title T --currency EUR --owner Ana --customer-owner Bo")
