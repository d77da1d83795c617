"""SQLite connections as a ledger needs them: IMMEDIATE, synchronous EXTRA, a journal that suits the version."""

from __future__ import annotations

import os
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
DAMAGED = "malformed database schema"
"""SQLite quotes the damaged text in these words, and Python cannot read them where it is no text any more."""
# Fixed in 3.51.3 and in these patch releases of older lines (sqlite.org/wal.html, the WAL-reset bug).
BACKPORTED = {(3, 44): 6, (3, 50): 7, (3, 51): 3}


def journal_mode(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> str:
    """WAL, or DELETE on an SQLite whose WAL can be corrupted by two connections."""
    line, patch = version[:2], version[2]
    if line in BACKPORTED:
        return "WAL" if patch >= BACKPORTED[line] else "DELETE"
    return "WAL" if line > (3, 51) else "DELETE"


def set_journal(c: sqlite3.Connection) -> None:
    """Gives a database of ours the journal that suits this SQLite. Raises sqlite3.OperationalError where it has to
    leave its write-ahead log, and somebody is at work.
    """
    wanted = journal_mode()
    # Somebody at work stands in the way of a change; the write-ahead log is faster, no safer, and can wait.
    with suppress(sqlite3.OperationalError) if wanted == "WAL" else nullcontext():
        c.execute(f"PRAGMA journal_mode={wanted}")


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
        try:
            cursor.execute("BEGIN IMMEDIATE" if self.commit else "BEGIN")
        except BaseException:  # interrupted right after it began, it would hold the lock
            self.connection.rollback()
            raise
        return cursor

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            super().__exit__(kind, error, trace)
        finally:
            # A commit that a reader was in the way of leaves its transaction open, and with it the lock.
            self.connection.rollback()


File = tuple[int, int]
"""What tells a file from any that is put in its place: it is open here, so that its number is nobody else's."""


def file_at(path: str) -> File:
    """The file that is there now. Raises InterfaceError when there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 - at every look at the store, where a Path would cost as much again
    except OSError as error:
        raise InterfaceError("unable to open the database file") from error
    return status.st_dev, status.st_ino


class Connection(SQLiteConnection):
    """A connection to a file, whose transactions are ours."""

    def __init__(self, sqlite_conn: sqlite3.Connection, max_age: float | None, file: File) -> None:
        super().__init__(sqlite_conn, max_age)
        self.file = file

    @contextmanager
    def transaction(self, *, commit: bool) -> Iterator[SQLiteCursor]:
        with Transaction(self, commit=commit) as curs, curs:
            yield curs


class Pool(SQLiteConnectionPool):
    """The library's pool, over connections opened our way."""

    read_only = False
    lock_seconds: float = LOCK_SECONDS
    ledger: str | None = None
    """The id of the ledger that was there first."""

    def _create_connection(self) -> Connection:
        file = file_at(self.db_name)
        mode = "ro" if self.read_only else "rw"
        path = Path(self.db_name).absolute().as_uri()
        try:
            c = sqlite3.connect(
                f"{path}?mode={mode}",
                uri=True,
                check_same_thread=False,
                isolation_level=None,
                timeout=self.lock_seconds,
            )
        except sqlite3.Error as error:
            raise InterfaceError(error) from error
        try:
            self._prepare(c)
            self._same(c)
        except UnicodeDecodeError as error:
            c.close()
            raise InterfaceError(DAMAGED) from error
        except sqlite3.Error as error:
            c.close()
            raise InterfaceError(error) from error
        c.row_factory = sqlite3.Row
        return Connection(c, self.max_age, file)

    def _prepare(self, c: sqlite3.Connection) -> None:
        """Sets the journal, of a ledger only: what another program keeps is left as it is."""
        # With FULL a journal that a commit has deleted may be back after a power loss, and takes the commit back: only
        # EXTRA syncs its folder (sqlite.org/pragma.html). Beside a write-ahead log the two are the same.
        c.execute("PRAGMA synchronous=EXTRA")
        if self.read_only or c.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            return
        set_journal(c)

    def _same(self, c: sqlite3.Connection) -> None:
        """Raises sqlite3.Error when another ledger's file, or none's, was put where this one was."""
        ours = c.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        row = c.execute("SELECT value FROM ledger WHERE name='id'").fetchone() if ours else None
        now = row[0] if row else None
        if self.ledger not in (None, now):
            raise sqlite3.DatabaseError("another file was put in its place")
        self.ledger = now


class Datastore(SQLiteDatastore):
    """The library's datastore, over our pool; stream ids are text.

    A copy that is put in the file's place while it is open is what is read and written from then on: a deleted file is
    read as if nothing had happened, and takes no facts.
    """

    def __init__(self, path: str, *, read_only: bool = False, lock_seconds: float = LOCK_SECONDS) -> None:
        super().__init__(path, originator_id_type="text")
        self.pool = Pool(db_name=path)
        self.pool.read_only = read_only
        self.pool.lock_seconds = lock_seconds
        self._file: File | None = None

    @contextmanager
    def get_connection(self, *, commit: bool) -> Iterator[SQLiteConnection]:
        file = file_at(self.pool.db_name)
        if file != self._file:
            # By nobody's turn first: the library never gives a writer's turn back that ended in an error.
            self.pool.put_connection(self._fresh(writer=None))
            self._file = file
        connection = self._fresh(writer=commit)
        try:
            yield connection
        finally:
            self.pool.put_connection(connection)

    def _fresh(self, *, writer: bool | None) -> SQLiteConnection:
        """A connection to the file that is there now; those to one that was there before are closed."""
        while True:
            connection = self.pool.get_connection(is_writer=writer)
            fresh = False
            try:
                fresh = getattr(connection, "file", None) == file_at(self.pool.db_name)
                if fresh:
                    return connection
                connection.close()
            finally:
                if not fresh:
                    self.pool.put_connection(connection)
