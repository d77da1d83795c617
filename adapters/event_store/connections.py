"""SQLite connections as a ledger needs them: IMMEDIATE, synchronous FULL, a journal that suits the version."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eventsourcing.persistence import InterfaceError
from eventsourcing.sqlite import (
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteCursor,
    SQLiteDatastore,
    SQLiteTransaction,
)

LOCK_SECONDS = 30
# Fixed in 3.51.3 and in these patch releases of older lines (sqlite.org/wal.html, the WAL-reset bug).
BACKPORTED = {(3, 44): 6, (3, 50): 7, (3, 51): 3}


def journal_mode(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> str:
    """WAL, or DELETE on an SQLite whose WAL can be corrupted by two connections."""
    line, patch = version[:2], version[2]
    if line in BACKPORTED:
        return "WAL" if patch >= BACKPORTED[line] else "DELETE"
    return "WAL" if line > (3, 51) else "DELETE"


def because(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> str:
    """Why the journal is as it is."""
    name = ".".join(str(part) for part in version)
    if journal_mode(version) == "WAL":
        return f"SQLite {name} keeps a write-ahead log safely beside other processes"
    return f"SQLite {name} can corrupt a write-ahead log (fixed in 3.51.3); this is slower, and safe"


class Transaction(SQLiteTransaction):
    """A writer takes the lock before it reads; a deferred lock fails at once beside another process."""

    def __enter__(self) -> SQLiteCursor:
        cursor = self.connection.cursor()
        cursor.execute("BEGIN IMMEDIATE" if self.commit else "BEGIN")
        return cursor


class Connection(SQLiteConnection):
    """A connection whose transactions are ours."""

    @contextmanager
    def transaction(self, *, commit: bool) -> Iterator[SQLiteCursor]:
        with Transaction(self, commit=commit) as curs, curs:
            yield curs


class Pool(SQLiteConnectionPool):
    """The library's pool, over connections opened our way."""

    read_only = False

    def _create_connection(self) -> SQLiteConnection:
        mode = "ro" if self.read_only else "rwc"
        path = Path(self.db_name).absolute().as_uri()
        try:
            c = sqlite3.connect(
                f"{path}?mode={mode}", uri=True, check_same_thread=False, isolation_level=None, timeout=LOCK_SECONDS
            )
            if not self.read_only:
                c.execute(f"PRAGMA journal_mode={journal_mode()}")
            c.execute("PRAGMA synchronous=FULL")
        except sqlite3.Error as error:
            raise InterfaceError(error) from error
        c.row_factory = sqlite3.Row
        return Connection(c, max_age=self.max_age)


class Datastore(SQLiteDatastore):
    """The library's datastore, over our pool; stream ids are text."""

    def __init__(self, path: str, *, read_only: bool = False) -> None:
        super().__init__(path, originator_id_type="text")
        self.pool = Pool(db_name=path)
        self.pool.read_only = read_only
