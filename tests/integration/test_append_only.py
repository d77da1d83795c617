"""No fact, no receipt and nothing made with the ledger is ever changed: the database itself says no."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from adapters.event_store.store import open_store
from domain.ledger import Ledger
from tests.memory import SetClock
from tests.spec import agreed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "ledger.db"
    with closing(open_store(f"sqlite:///{found}", create=True)) as store:
        ledger = Ledger(store, SetClock(), lambda _: None)
        for number, said in enumerate(agreed(), 1):
            ledger.handle(said.command(number))
    return found


@pytest.fixture
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """Somebody with the file and any SQLite shell."""
    with closing(sqlite3.connect(path, isolation_level=None)) as c:
        yield c


FACT = "INTO stored_events (rowid, originator_id, originator_version, topic, state)"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stored_events SET state=x'00' WHERE rowid=1",
        "UPDATE stored_events SET rowid=99 WHERE rowid=1",
        "DELETE FROM stored_events WHERE rowid=3",
        "DELETE FROM stored_events",
        f"INSERT OR REPLACE {FACT} VALUES (1, 'engagement/acme', 4, 't', x'00')",
        f"REPLACE {FACT} VALUES (NULL, 'engagement/acme', 1, 't', x'00')",
        f"INSERT {FACT} VALUES (1, 'engagement/other', 1, 't', x'00') ON CONFLICT DO UPDATE SET state=x'00'",
        "UPDATE commands SET facts=9",
        "DELETE FROM commands WHERE id='k-1'",
        "REPLACE INTO commands VALUES ('k-1', 'd', 's', 1, 1, 1)",
        "UPDATE ledger SET value='another' WHERE name='id'",
        "DELETE FROM ledger",
        "REPLACE INTO ledger VALUES ('id', 'another')",
    ],
)
def test_the_database_refuses(path: Path, raw: sqlite3.Connection, statement: str) -> None:
    before = [*raw.iterdump()]
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(statement)
    assert [*raw.iterdump()] == before


def test_an_id_is_never_used_again(raw: sqlite3.Connection) -> None:
    for name in ("stored_events_no_delete", "stored_events_no_update"):
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute("DELETE FROM stored_events WHERE rowid=3")
    raw.execute(f"INSERT {FACT} VALUES (NULL, 'engagement/acme', 3, 't', x'00')")
    assert raw.execute("SELECT max(rowid) FROM stored_events").fetchone() == (4,)


def test_a_refused_append_uses_no_position(path: Path, raw: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(f"INSERT {FACT} VALUES (NULL, 'engagement/acme', 3, 't', x'00')")
    raw.execute(f"INSERT {FACT} VALUES (NULL, 'engagement/acme', 4, 't', x'00')")
    assert raw.execute("SELECT max(rowid) FROM stored_events").fetchone() == (4,)


def test_positions_survive_vacuum(raw: sqlite3.Connection) -> None:
    for name in ("stored_events_no_delete", "stored_events_no_update"):
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute("DELETE FROM stored_events WHERE rowid=2")
    asked = "SELECT rowid, originator_version FROM stored_events ORDER BY rowid"
    before = raw.execute(asked).fetchall()
    raw.execute("VACUUM")
    assert raw.execute(asked).fetchall() == before == [(1, 1), (3, 3)]
