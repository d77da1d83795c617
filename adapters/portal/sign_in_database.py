"""The database of links and sessions: its tables, how it is opened, and what it says when it is in trouble."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    Text,
    and_,
    bindparam,
    create_engine,
    event,
    inspect,
    select,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.schema import CreateSchema

from adapters.event_store.sqlite.connections import set_journal
from adapters.private import make_private
from adapters.unsaid import shown
from domain.errors import StoreTrouble

SCHEMA = "sameside_sign_in"


class Tables:
    """Links, sessions, the places of each session, mail addresses by place, who came in unheard by the ledger, and how
    often something was asked in a minute.
    """

    def __init__(self, schema: str | None) -> None:
        self.data = MetaData(schema=schema)
        self.links = Table(
            "links",
            self.data,
            Column("key", String(64), primary_key=True),
            Column("kind", String(16), nullable=False),
            Column("stream", String(128), nullable=False),
            Column("person", String(128), nullable=False),
            Column("made", BigInteger, nullable=False),
            Column("ends", BigInteger, nullable=False),
            Column("used", BigInteger),
            Column("browser", String(64)),
        )
        self.sessions = Table(
            "sessions",
            self.data,
            Column("key", String(64), primary_key=True),
            Column("begun", BigInteger, nullable=False),
            Column("seen", BigInteger, nullable=False),
            Column("ends", BigInteger, nullable=False),
            Column("says", Text),
        )
        self.places = Table(
            "places",
            self.data,
            Column("session", String(64), primary_key=True),
            Column("stream", String(128), primary_key=True),
            Column("person", String(128), nullable=False),
        )
        Index("places_of_people", self.places.c.stream, self.places.c.person)
        self._beside()
        self.of_a_session = self._of_a_session()  # built once: every page asks, and building costs more than asking

    def _beside(self) -> None:
        """What is neither link nor session."""
        self.addresses = Table(
            "addresses",
            self.data,
            Column("stream", String(128), primary_key=True),
            Column("person", String(128), primary_key=True),
            Column("address", String(320), nullable=False, index=True),
        )
        self.unheard = Table(
            "unheard",
            self.data,
            Column("stream", String(128), primary_key=True),
            Column("person", String(128), primary_key=True),
            Column("key", String(64), nullable=False),
            Column("tried", BigInteger, nullable=False),
        )
        self.counters = Table(
            "counters",
            self.data,
            Column("key", String(64), primary_key=True),
            Column("minute", Integer, primary_key=True),
            Column("count", BigInteger, nullable=False),
        )

    def _of_a_session(self) -> Select[Any]:
        """A session by its `:key`, with each of its places, if it lasts beyond `:now` and was used since `:used`."""
        sessions, places, unheard = self.sessions.c, self.places.c, self.unheard.c
        there = self.sessions.join(self.places, places.session == sessions.key)
        of_place = and_(unheard.stream == places.stream, unheard.person == places.person)
        return (
            select(sessions.begun, sessions.seen, sessions.says, places.stream, places.person, unheard.key)
            .select_from(there.outerjoin(self.unheard, of_place))
            .where(sessions.key == bindparam("key"))
            .where(sessions.ends >= bindparam("now"), sessions.seen >= bindparam("used"))
        )


@cache
def tables_in(schema: str | None) -> Tables:
    """Those in a schema: described once in a process, wherever their database lies."""
    return Tables(schema)


def opened(url: str, tables: Tables) -> Engine:
    """Opens it, and makes what is missing. Raises StoreTrouble."""
    engine = create_engine(_dialect(url), pool_pre_ping=True, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _open_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    with in_words(url):
        if (path := engine.url.database) and engine.dialect.name == "sqlite":
            make_private(Path(path))
        with engine.execution_options(writes=True).begin() as connection:
            schema = tables.data.schema
            if schema and not inspect(connection).has_schema(schema):  # whoever may not make one needs none made
                connection.execute(CreateSchema(schema, if_not_exists=True))
            tables.data.create_all(connection)
    return engine


@contextmanager
def in_words(url: str) -> Iterator[None]:
    """What the database says, as an error of ours."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error)
        raise StoreTrouble(
            "the database of links and sessions cannot be used", where=shown(url), said=reason
        ) from error


def default_url(store: str) -> str:
    """Where links and sessions are kept unless it is said: in a file beside the ledger's, or in its database."""
    if not store.startswith("sqlite:///"):
        return store
    path = Path(store.removeprefix("sqlite:///"))
    return f"sqlite:///{path.with_name(path.stem + '-sign-in' + (path.suffix or '.db'))}"


def _dialect(url: str) -> str:
    """The URL as SQLAlchemy takes it."""
    scheme, _, rest = url.partition("://")
    return f"postgresql+psycopg://{rest}" if scheme in ("postgres", "postgresql") else url


def _open_sqlite(connection: Any, _record: Any) -> None:
    """The driver would begin no transaction before a read: they are begun here, by name. Its journal is a ledger's."""
    connection.isolation_level = None
    connection.execute("PRAGMA busy_timeout=5000")
    connection.execute("PRAGMA synchronous=EXTRA")  # a link that was used, or taken back, is not there again
    set_journal(connection)


def _begin_sqlite(connection: Connection) -> None:
    """Whoever reads and then writes takes the lock first: a lock that is asked for later may be refused at once."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
