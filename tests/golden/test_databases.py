"""A ledger of an earlier version is read, folded anew and gone on with; what a newer one recorded is not guessed at."""

from __future__ import annotations

import gzip
import json
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner, Result

from cli.main import main
from projections.registry import PROJECTIONS

FOLDER = Path(__file__).parent / "databases"
KEPT = sorted(FOLDER.glob("*.gz"))
FILES = sorted(FOLDER.glob("*.db.gz"))
FURTHER = 10
NEWER = "dream-shared.v1"


@pytest.fixture(params=KEPT, ids=lambda path: path.name)
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a copy of one that is kept, in a file or on a server."""
    kept: Path = request.param
    content = gzip.decompress(kept.read_bytes())
    if kept in FILES:
        return _in_a_file(tmp_path, content)
    url: str = request.getfixturevalue("postgres")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(content)
    return url


@pytest.fixture(params=FILES, ids=lambda path: path.name)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of one that is kept in a file."""
    _in_a_file(tmp_path, gzip.decompress(request.param.read_bytes()))
    return tmp_path / "ledger.db"


def _in_a_file(folder: Path, content: bytes) -> str:
    (folder / "ledger.db").write_bytes(content)
    return f"sqlite:///{folder}/ledger.db"


def say(ledger: str, line: str, *, code: int = 0) -> Result:
    result = CliRunner().invoke(main, ["--store", ledger, *shlex.split(line)])
    assert result.exit_code == code, f"{line}\n{result.output}"
    return result


def rows(answer: Result) -> Any:
    return json.loads(answer.stdout)["rows"]


def facts(ledger: str) -> int:
    return len(say(ledger, "tail --ndjson").stdout.splitlines())


def test_every_view_of_an_earlier_version_is_read_and_equals_what_the_facts_say(ledger: str) -> None:
    assert rows(say(ledger, "check --json")) == []
    for view in PROJECTIONS:
        say(ledger, f"report {view.name} --csv")
    verified = rows(say(ledger, "rebuild --verify --json"))
    assert {row["view"]: row["equal"] for row in verified} == {view.name: True for view in PROJECTIONS}


def test_a_ledger_of_an_earlier_version_is_gone_on_with(ledger: str) -> None:
    before = facts(ledger)
    for number in range(FURTHER):
        say(ledger, f'extra notice faster-intake --says "they moved, {number}"')
    assert facts(ledger) == before + FURTHER
    assert rows(say(ledger, "check --json")) == []


def test_what_a_newer_version_recorded_is_refused_in_one_sentence_and_nothing_else_is(file: Path) -> None:
    """Only whoever has the file in hand can do this: a newer version writes facts of its own kinds."""
    with closing(sqlite3.connect(file)) as c:
        for (name,) in c.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
            c.execute(f"DROP TRIGGER {name}")
        where = "originator_id='engagement/faster-intake' AND originator_version=5"
        (former,) = c.execute(f"SELECT topic FROM stored_events WHERE {where}").fetchone()
        state = f'CAST(replace(state, \'"type":"{former}"\', \'"type":"{NEWER}"\') AS BLOB)'
        c.execute(f"UPDATE stored_events SET topic='{NEWER}', state={state} WHERE {where}")
        c.commit()
    ledger = f"sqlite:///{file}"
    for line in ("report accountability faster-intake --on 2026-01-01", "extra notice faster-intake --says x"):
        told = say(ledger, line, code=8).stderr
        assert f"error[NEWER-FACT]: {NEWER} was recorded by a newer version of sameside" in told
    assert "NEWER-FACT" in say(ledger, "check", code=6).stdout
    say(ledger, "engagement open other --title T --currency EUR --owner Ana --customer-owner Bo")
