"""The doctor says that nobody can append, and who is in the way; and counts facts, not positions."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result

from adapters.event_store.postgres import condition
from adapters.event_store.postgres.schema import Names
from cli.main import main

OPEN = "engagement open acme --title Intake --currency EUR --owner Ana --customer-owner Bo"


@pytest.fixture(autouse=True)
def durable(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server of tests syncs nothing, with which the doctor finds fault each time."""
    monkeypatch.setattr(condition, "faults", lambda *_: [])


def say(url: str, line: str, code: int = 0) -> Result:
    result = CliRunner().invoke(main, ["--store", url, *line.split()], prog_name="sameside")
    assert result.exit_code == code, result.output
    return result


@pytest.mark.parametrize("session", [False, True])
def test_whoever_holds_the_turn_to_write_on_a_server_is_named(postgres: str, *, session: bool) -> None:
    say(postgres, OPEN)
    take = "pg_advisory_lock" if session else "pg_advisory_xact_lock"
    with psycopg.connect(postgres, autocommit=session, application_name="a stranger") as c:
        c.execute(f"SELECT {take}({Names('public').key})")
        told = say(postgres, "doctor", code=6).stdout
        (line,) = re.findall(r"writing +(nobody can append: .*)", told)
        assert f"process {c.info.backend_pid} of the server" in line
        assert "a stranger" in line
        assert re.search(r"since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ; SELECT pg_terminate_backend\(\d+\) ends it", line)
    assert "nobody can append" not in say(postgres, "doctor").stdout


def test_the_turn_of_another_ledger_of_the_same_database_is_nothing_to_us(postgres: str) -> None:
    say(postgres, OPEN)
    with psycopg.connect(postgres) as c:
        c.execute(f"SELECT pg_advisory_xact_lock({Names('acme').key})")
        assert json.loads(say(postgres, "doctor --json").stdout)["held"] == ""


def test_a_file_that_another_program_holds_locked_is_said_to_be(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/l.db"
    say(url, OPEN)
    with sqlite3.connect(tmp_path / "l.db", isolation_level=None) as c:
        c.execute("BEGIN IMMEDIATE")
        assert "nobody can append: another program holds the database locked" in say(url, "doctor", code=6).stdout
        c.execute("ROLLBACK")
        say(url, "doctor")
    c.close()


def test_a_file_that_is_held_so_that_nobody_reads_it_is_said_to_be(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/l.db"
    say(url, OPEN)
    with sqlite3.connect(tmp_path / "l.db", isolation_level=None) as c:
        c.execute("PRAGMA locking_mode=EXCLUSIVE")  # beside a write-ahead log nothing else keeps readers away
        c.execute("BEGIN EXCLUSIVE")
        locked = "another program holds the database locked, and nobody can read either"
        assert f"nobody can append: {locked}" in say(url, "doctor", code=6).stdout
        told = json.loads(say(url, "doctor --json", code=6).stdout)
        assert (told["held"], told["format"], told["facts"], told["integrity"]) == (locked, None, None, [])
    c.close()
    say(url, "doctor")


def test_a_table_that_is_held_so_that_nobody_reads_it_is_said_to_be(postgres: str) -> None:
    say(postgres, OPEN)
    with psycopg.connect(postgres) as c:
        c.execute("LOCK TABLE stored_events IN ACCESS EXCLUSIVE MODE")
        assert "for too long, and nobody can read either" in say(postgres, "doctor", code=6).stdout
    say(postgres, "doctor")


def test_the_doctor_counts_facts_where_a_refused_append_left_a_number_out(postgres: str) -> None:
    say(postgres, OPEN)
    with psycopg.connect(postgres) as c:
        c.execute("SELECT nextval('stored_events_notification_id_seq')")
    say(postgres, "engagement close acme --why done")
    told = json.loads(say(postgres, "doctor --json").stdout)
    assert (told["position"], told["facts"]) == (3, 2)
    assert "format 1, 2 facts" in say(postgres, "doctor").stdout
