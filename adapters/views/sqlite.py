# ruff: noqa: S608 - names of tables and columns are our own, quoted; every value is a parameter
"""Read models on SQLite: connections, transactions, and the bulk way in."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from threading import get_ident
from typing import Any

from adapters.event_store.sqlite.connections import APPLICATION_ID
from adapters.event_store.trouble import in_our_words
from adapters.private import make_private
from adapters.views.build import Build
from adapters.views.one_thread import check_thread
from adapters.views.shape import Wire
from adapters.views.statements import Upsert, marks

LOCK_SECONDS = 30
IN_MEMORY = ":memory:"
"""What SQLite calls a database that no file holds."""
COLUMNS = """
SELECT t.name, c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c
WHERE t.type='table' AND t.name IN ({marks})
"""
MARK = re.compile(r"/\*(.+?)\*/")


def plain(number: Decimal) -> str:
    """The digits as they are, without an exponent: what NUMERIC would give back."""
    return format(number, "f") if number else format(abs(number), "f")


class Sqlite:
    """One connection, for one at a time. Everything raises StoreTrouble when the database cannot be used."""

    dialect = "sqlite"
    temporary = "temp"
    wire = Wire(exact=plain, truth=int)

    def __init__(self, url: str, patience: float | None = None) -> None:
        """`patience` is how many seconds it waits for other writers, instead of half a minute."""
        self.url = url
        self.lock_seconds = patience or LOCK_SECONDS

    @property
    def connection(self) -> sqlite3.Connection:
        """Raises StoreTrouble in any thread but the one that uses it first: two would read half of a transaction."""
        c, thread = self._opened
        check_thread(thread, self.url)
        return c

    @cached_property
    def _opened(self) -> tuple[sqlite3.Connection, int]:
        with in_our_words(self.url):
            # The driver would begin nothing before DDL: transactions are begun here, by name.
            path = self.url.removeprefix("sqlite:///")
            if path != IN_MEMORY:
                with suppress(OSError):  # SQLite says what is the matter there
                    make_private(Path(path))
            c = sqlite3.connect(path, timeout=self.lock_seconds, isolation_level=None, check_same_thread=False)
            c.execute("PRAGMA synchronous=FULL")
            # Temporary tables hold what can be folded again: nothing in them is ever rolled back.
            c.execute("PRAGMA temp.journal_mode=OFF")
            # Some builds overwrite what is deleted, which makes a dropped generation as dear as a new one. Whatever a
            # view says is in facts that are never deleted.
            c.execute("PRAGMA secure_delete=FAST")
        return c, get_ident()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the database, for as long as this lasts."""
        with self._transaction("BEGIN") as c:
            yield c

    @contextmanager
    def writing(self, *, alone: bool = True) -> Iterator[sqlite3.Connection]:  # noqa: ARG002 - one writes at a time
        """All of it, or none; nobody else writes meanwhile."""
        with self._transaction("BEGIN IMMEDIATE") as c:
            yield c

    def has(self, table: str) -> bool:
        """Whether there is a table or a view of that name."""
        with in_our_words(self.url):
            rows = self.connection.execute(
                "SELECT 1 FROM sqlite_master WHERE type IN ('table', 'view') AND name=?", (table,)
            )
            return rows.fetchone() is not None

    def columns(self, c: Any, tables: Sequence[str]) -> dict[str, set[str]]:
        """The columns of each of these tables that is there."""
        there: dict[str, set[str]] = {}
        for table, name in c.execute(COLUMNS.format(marks=marks(len(tables))), tables).fetchall():
            there.setdefault(table, set()).add(name)
        return there

    def rename(self, c: Any, table: str, to: str) -> None:
        """Gives a table another name; what shows it has to be told. Otherwise SQLite would look through every view."""
        c.execute("PRAGMA legacy_alter_table=ON")
        c.execute(f"ALTER TABLE {table} RENAME TO {to}")
        c.execute("PRAGMA legacy_alter_table=OFF")

    def free(self) -> bool:
        """Whether views may be kept here: nobody made anything of it yet, or it is a ledger's own file."""
        with in_our_words(self.url):
            empty = self.connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None
            marked: int = self.connection.execute("PRAGMA application_id").fetchone()[0]
        return empty or marked == APPLICATION_ID

    def insert(self, batches: Iterable[tuple[str, Sequence[tuple[Any, ...]]]]) -> None:
        """Rows in bulk, each batch into a table and its columns.

        Into temporary tables this holds no lock: SQLite keeps those in a file of their own.
        """
        with self.reading() as c:
            for into, rows in batches:
                if rows:
                    c.executemany(f"INSERT INTO {into} VALUES ({','.join('?' * len(rows[0]))})", rows)

    def upsert(self, c: Any, how: Upsert, rows: Sequence[Sequence[Any]]) -> None:
        """Rows in place of those with the same key."""
        c.executemany(how.each, rows)

    def hold(self, c: Any, build: Build) -> None:
        """Nobody moves this build before the transaction ends: here one writes at a time."""

    def show(self, c: Any, name: str, table: str) -> None:
        """The plain name shows this table from now on."""
        self.define(c, name, f"SELECT * FROM {table}")

    def define(self, c: Any, name: str, select: str, mark: str = "") -> None:
        """The view of that name shows what is selected, and bears the mark."""
        c.execute(f"DROP VIEW IF EXISTS {name}")
        c.execute(f"CREATE VIEW {name} AS /*{mark}*/ {select}")

    def mark(self, c: Any, name: str) -> str | None:
        """The mark of the view of that name; None where there is no such view, or it bears none."""
        row = c.execute("SELECT sql FROM sqlite_master WHERE type='view' AND name=?", (name,)).fetchone()
        marked = MARK.search(row[0]) if row else None
        return marked[1] if marked else None

    def close(self) -> None:
        if "_opened" in self.__dict__:
            self.__dict__.pop("_opened")[0].close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        c = self.connection
        with in_our_words(self.url):
            c.execute(begin)
            try:
                yield c
                c.execute("COMMIT")
            except BaseException:
                if c.in_transaction:
                    c.execute("ROLLBACK")
                raise
