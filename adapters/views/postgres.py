# ruff: noqa: S608 - names of tables and columns are our own, quoted; every value is a parameter
"""Read models on PostgreSQL: a connection, transactions, and the bulk way in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from functools import cached_property, lru_cache
from threading import get_ident
from typing import Any

import psycopg
from psycopg.adapt import Loader

from adapters.event_store.postgres.connections import completed
from adapters.event_store.postgres.sessions import bounded, check_own
from adapters.event_store.trouble import explained
from adapters.unsaid import shown
from adapters.views.bookkeeping import ONE
from adapters.views.build import Build
from adapters.views.one_thread import check_thread
from adapters.views.shape import Wire
from adapters.views.statements import Upsert, marks, quoted
from projections.across import ACROSS
from projections.shared.across import Across

LOCK_SECONDS = 30
IDLE_SECONDS = 60  # a projector that is stopped in the middle keeps nobody waiting for longer
MANY = 50
# One name for all who make, swap and drop tables of views in this schema.
TURN = "SELECT pg_advisory_xact_lock(hashtextextended('sameside views in ' || current_schema(), 0))"
DURABLE = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit')='off'"
# Pages are tens of kilobytes, and packing them the old way took most of the time of saving them.
QUICKLY = """
SELECT set_config(name, 'lz4', false) FROM pg_settings WHERE name='default_toast_compression' AND 'lz4'=ANY(enumvals)
"""
OTHERS = """
SELECT c.relname FROM pg_class c WHERE c.relnamespace = to_regnamespace(quote_ident(current_schema()))
AND c.relkind IN ('r', 'v', 'm', 'p') AND to_regclass(quote_ident(current_schema()) || '.ledger') IS NULL
AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e')
"""
GRANTED = """
SELECT format('GRANT %%s ON %%I TO %%s', privilege_type, %s::text,
    CASE grantee WHEN 'PUBLIC' THEN grantee ELSE quote_ident(grantee) END)
FROM information_schema.role_table_grants
WHERE table_schema = current_schema() AND table_name = %s AND grantee <> current_user
"""


COLUMNS = """
SELECT relname::text, attname::text FROM pg_class AS c JOIN pg_attribute ON attrelid = c.oid
WHERE relnamespace = to_regnamespace(quote_ident(current_schema())) AND relname IN ({marks}) AND relkind IN ('r', 'p')
AND attnum > 0 AND NOT attisdropped
"""
MARKED = "SELECT obj_description(to_regclass(quote_ident(current_schema()) || '.' || quote_ident(?)), 'pg_class')"


class AsText(Loader):
    """JSON as the text it is: what a document is made of decodes it, once."""

    def load(self, data: Any) -> str:
        return bytes(data).decode()


class Speaker:
    """A connection that takes our SQL, whose parameters are question marks."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection

    def execute(self, statement: str, params: Sequence[Any] = ()) -> psycopg.Cursor[Any]:
        return self.connection.execute(_marked(statement), params)

    def executemany(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        if rows:
            with self.connection.cursor() as c:
                c.executemany(_marked(statement), rows)


class Postgres:
    """One connection, for one at a time. Everything raises StoreTrouble when the database cannot be used."""

    dialect = "postgresql"
    temporary = "pg_temp"
    wire = Wire(exact=Decimal, truth=bool)

    def __init__(self, url: str, patience: float | None = None) -> None:
        """`patience` is how many seconds it waits for other writers, instead of half a minute."""
        self.url = shown(url)
        self.lock_milliseconds = int(1000 * (patience or LOCK_SECONDS))
        self._url = url
        self.thread = 0

    @cached_property
    def connection(self) -> psycopg.Connection[Any]:
        with self._in_our_words():
            c = psycopg.connect(completed(self._url), autocommit=True)
            try:
                self._prepare(c)
            except BaseException:
                c.close()
                raise
        self.thread = get_ident()
        return c

    def _prepare(self, c: psycopg.Connection[Any]) -> None:
        check_own(c, self._url, completed(self._url))
        idle = f"{IDLE_SECONDS}s"
        bounds = {"lock_timeout": f"{self.lock_milliseconds}ms", "idle_in_transaction_session_timeout": idle}
        c.execute(bounded(c, self._url, bounds) + DURABLE)
        c.execute(QUICKLY)
        c.adapters.register_loader("jsonb", AsText)

    @contextmanager
    def reading(self) -> Iterator[Speaker]:
        """One state of the database, for as long as this lasts."""
        with self._transaction("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ") as c:
            yield c

    @contextmanager
    def writing(self, *, alone: bool = True) -> Iterator[Speaker]:
        """All of it, or none; when `alone`, nobody else makes or drops a table of views meanwhile."""
        with self._transaction(TURN if alone else "") as c:
            yield c

    def has(self, table: str) -> bool:
        """Whether there is a table or a view of that name."""
        with self.reading() as c:
            return self._there(c, table)

    def columns(self, c: Any, tables: Sequence[str]) -> dict[str, set[str]]:
        """The columns of each of these tables that is there."""
        there: dict[str, set[str]] = {}
        for table, name in c.execute(COLUMNS.format(marks=marks(len(tables))), tables).fetchall():
            there.setdefault(table, set()).add(name)
        return there

    def rename(self, c: Any, table: str, to: str) -> None:
        """Gives a table another name; whatever shows it goes on."""
        c.execute(f"ALTER TABLE {table} RENAME TO {to}")

    def free(self) -> bool:
        """Whether views may be kept here: nobody made anything of the schema yet, or a ledger lies in it."""
        with self.reading() as c:
            return c.execute(OTHERS).fetchone() is None

    def insert(self, batches: Iterable[tuple[str, Sequence[tuple[Any, ...]]]]) -> None:
        """Rows in bulk, each batch into a table and its columns."""
        with self._transaction("") as c:
            for into, rows in batches:
                with c.connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN".encode()) as copy:
                    for row in rows:
                        copy.write_row(row)

    def upsert(self, c: Any, how: Upsert, rows: Sequence[Sequence[Any]]) -> None:
        """Rows in place of those with the same key; many are merged from a temporary table, which is twice as fast."""
        if len(rows) < MANY:
            c.executemany(how.each, rows)
            return
        stage = "pg_temp." + quoted(f"staged {how.table}")
        c.execute(f"CREATE TEMPORARY TABLE IF NOT EXISTS {stage} (LIKE {how.table}) ON COMMIT DELETE ROWS")
        c.execute(f"DELETE FROM {stage}")  # of an earlier one in this transaction
        with c.connection.cursor() as cursor, cursor.copy(f"COPY {stage} ({how.columns}) FROM STDIN".encode()) as copy:
            for row in rows:
                copy.write_row(row)
        c.execute(how.merge.format(stage))

    def hold(self, c: Any, build: Build) -> None:
        """Nobody moves this build before the transaction ends."""
        c.execute(f"SELECT 1 FROM positions WHERE {ONE} FOR UPDATE", build[:3])

    def show(self, c: Any, name: str, table: str) -> None:
        """The plain name shows this table from now on. Who may read it still may."""
        self.define(c, name, f"SELECT * FROM {table}")

    def define(self, c: Any, name: str, select: str, mark: str = "") -> None:
        """The view of that name shows what is selected, and bears the mark; what reads it goes on, and so does who may
        read it.
        """
        try:
            with c.connection.transaction():
                self._make(c, name, select, mark)
        except psycopg.errors.InvalidTableDefinition:  # a column went, or is another
            plain = name.strip('"')
            above = [view for view in ACROSS if plain in view.reads and self._there(c, view.name)]
            grants = {each: c.connection.execute(GRANTED, (each, each)).fetchall() for each in (plain, *_names(above))}
            for view in above:
                c.execute(f"DROP VIEW {quoted(view.name)}")
            c.execute(f"DROP VIEW {name}")
            self._make(c, name, select, mark)
            again = [plain, *_names(view for view in above if self._made_again(c, view))]
            for (grant,) in (row for each in again for row in grants[each]):
                c.execute(grant)

    def _made_again(self, c: Any, view: Across) -> bool:
        """False while something else that it reads is an earlier version's: it is made with that."""
        try:
            with c.connection.transaction():
                self._make(c, quoted(view.name), view.select(self.dialect), view.mark)
        except psycopg.errors.UndefinedColumn:
            return False
        return True

    def mark(self, c: Any, name: str) -> str | None:
        """The mark of the view of that name; None where there is no such view, or it bears none."""
        rows = c.execute(MARKED, (name,)).fetchall()
        mark: str | None = rows[0][0]
        return mark

    def _make(self, c: Any, name: str, select: str, mark: str) -> None:
        c.execute(f"CREATE OR REPLACE VIEW {name} AS {select}")
        if mark:
            c.execute(f"COMMENT ON VIEW {name} IS '{mark}'")

    def _there(self, c: Any, name: str) -> bool:
        rows = c.execute("SELECT to_regclass(quote_ident(current_schema()) || '.' || quote_ident(?))", (name,))
        return rows.fetchall()[0][0] is not None

    def close(self) -> None:
        if "connection" in self.__dict__:
            self.__dict__.pop("connection").close()

    @contextmanager
    def _transaction(self, first: str) -> Iterator[Speaker]:
        with self._in_our_words(), self.connection.transaction():
            check_thread(self.thread, self.url)
            if first:
                self.connection.execute(first.encode())
            yield Speaker(self.connection)

    @contextmanager
    def _in_our_words(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            if "connection" in self.__dict__ and self.connection.closed:
                self.close()  # the next use opens another
            raise explained(error, self.url) from error


def _names(views: Iterable[Across]) -> list[str]:
    return [view.name for view in views]


@lru_cache(1024)
def _marked(statement: str) -> bytes:
    """The same, as psycopg wants it. Our statements hold no question mark besides, and no per cent sign."""
    return statement.replace("?", "%s").encode()
