"""SQLite connections as a ledger needs them: IMMEDIATE, synchronous FULL, a journal that suits the version."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from types import TracebackType

from eventsourcing.persistence import InterfaceError
from eventsourcing.sqlite import (
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteCursor,
    SQLiteDatastore,
    SQLiteTransaction,
)

APPLICATION_ID = 0x53414D45  # "SAME": tells our files from anybody else's
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
    return f"SQLite {name} is kept from a write-ahead log, which it could corrupt; safe, and slower than with 3.51.3"


class Transaction(SQLiteTransaction):
    """A writer takes the lock before it reads; a deferred lock fails at once beside another process."""

    def __enter__(self) -> SQLiteCursor:
        cursor = self.connection.cursor()
        cursor.execute("BEGIN IMMEDIATE" if self.commit else "BEGIN")
        return cursor

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            super().__exit__(kind, error, trace)
        finally:
            # A commit that a reader was in the way of leaves its transaction open, and with it the lock.
            self.connection.rollback()


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
        mode = "ro" if self.read_only else "rw"
        path = Path(self.db_name).absolute().as_uri()
        try:
            c = sqlite3.connect(
                f"{path}?mode={mode}", uri=True, check_same_thread=False, isolation_level=None, timeout=LOCK_SECONDS
            )
        except sqlite3.Error as error:
            raise InterfaceError(error) from error
        try:
            self._prepare(c)
        except sqlite3.Error as error:
            c.close()
            raise InterfaceError(error) from error
        c.row_factory = sqlite3.Row
        return Connection(c, max_age=self.max_age)

    def _prepare(self, c: sqlite3.Connection) -> None:
        """Sets the journal, of a ledger only: what another program keeps is left as it is."""
        c.execute("PRAGMA synchronous=FULL")
        if self.read_only or c.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            return
        wanted = journal_mode()
        # Somebody at work stands in the way of a change; the write-ahead log is faster, no safer, and can wait.
        with suppress(sqlite3.OperationalError) if wanted == "WAL" else nullcontext():
            c.execute(f"PRAGMA journal_mode={wanted}")


class Datastore(SQLiteDatastore):
    """The library's datastore, over our pool; stream ids are text."""

    def __init__(self, path: str, *, read_only: bool = False) -> None:
        super().__init__(path, originator_id_type="text")
        self.pool = Pool(db_name=path)
        self.pool.read_only = read_only
