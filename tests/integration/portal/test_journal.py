"""The database of links and sessions is kept as the ledger is, whatever SQLite is here."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from adapters.event_store.sqlite import connections
from adapters.portal.sign_in_database import opened, tables_in
from domain.errors import StoreTrouble


def kept(path: Path) -> tuple[str, int]:
    """Its journal, and how a connection of ours syncs it."""
    engine = opened(f"sqlite:///{path}", tables_in(None))
    with engine.connect() as c:
        found = [c.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in ("journal_mode", "synchronous")]
    engine.dispose()
    return found[0], found[1]


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_its_journal_is_the_one_that_a_ledger_has(
    tmp_path: Path, journal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "journal_mode", lambda *_: journal)
    assert kept(tmp_path / "in.db") == (journal.lower(), 3), "3 is EXTRA"


def test_one_that_was_kept_by_a_write_ahead_log_leaves_it_once_nobody_is_at_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "journal_mode", lambda *_: "WAL")
    kept(tmp_path / "in.db")
    monkeypatch.setattr(connections, "journal_mode", lambda *_: "DELETE")
    with closing(sqlite3.connect(tmp_path / "in.db")) as other:
        other.execute("SELECT * FROM links").fetchall()
        with pytest.raises(StoreTrouble, match="links and sessions"):
            kept(tmp_path / "in.db")
    assert kept(tmp_path / "in.db")[0] == "delete"
