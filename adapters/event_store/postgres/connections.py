"""PostgreSQL connections as a ledger needs them: bounded waits, durable commits, another one when one is lost."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, TypeAlias, TypeVar

import psycopg
from eventsourcing.persistence import InterfaceError, OperationalError
from eventsourcing.postgres import ConnectionPool, PostgresDatastore
from psycopg import conninfo
from psycopg.rows import DictRow, dict_row

from adapters.event_store.postgres.sessions import ISOLATION, bounded
from adapters.event_store.trouble import LOST_BEFORE, is_lost
from adapters.unsaid import shown
from domain.errors import StoreRefused

T = TypeVar("T")
Connection: TypeAlias = psycopg.Connection[DictRow]

CONNECT_SECONDS = 10
LOCK_SECONDS = 30
STATEMENT_SECONDS = 120
CONNECTIONS = 8
ATTEMPTS = 4
NONE_IN_TIME = "couldn't get a connection"
"""As the pool begins to say it (psycopg_pool/pool.py)."""
# What the URL says goes before these.
UNLESS_SAID: dict[str, Any] = {
    "application_name": "sameside",
    "connect_timeout": CONNECT_SECONDS,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}


def completed(url: str) -> str:
    """The URL with what it leaves open. Raises StoreRefused when libpq does not read it, or takes a part of a password
    for the host: it would cite that.
    """
    try:
        parts = conninfo.conninfo_to_dict(url)
        if "@" in str(parts.get("host", "")):
            raise StoreRefused("an @ in a user or password is written %40", where=shown(url))
        return conninfo.make_conninfo("", **{**UNLESS_SAID, **parts})
    except psycopg.ProgrammingError:
        raise unread(url) from None


def unread(url: str) -> StoreRefused:
    """Its reason is not passed on: libpq cites the URL, and with it the password."""
    reason = "this is no URL of PostgreSQL's: postgresql://user@host:5432/database?sslmode=verify-full"
    return StoreRefused(reason, where=shown(url))


def connected(url: str) -> Connection:
    """A connection of its own, in the pool's manner, that says at once why there is none."""
    try:
        connection = psycopg.connect(completed(url), autocommit=True, row_factory=dict_row)
    except psycopg.Error as error:
        if "connection option" in str(error):
            raise unread(url) from None
        raise OperationalError(str(error)) from error
    try:
        prepare(connection, url)
    except BaseException as error:
        connection.close()
        if isinstance(error, psycopg.Error):  # it was lost as soon as it was made
            raise OperationalError(str(error)) from error
        raise
    return connection


def prepare(connection: psycopg.Connection[Any], url: str, lock_seconds: float = LOCK_SECONDS) -> None:
    """Every session waits for a bounded time, and acknowledges no commit before it is on the disk. What the URL says of
    that is kept, or refused by StoreRefused.
    """
    bounds = {
        "lock_timeout": f"{int(lock_seconds * 1000)}ms",
        "statement_timeout": f"{STATEMENT_SECONDS}s",
        "idle_in_transaction_session_timeout": f"{STATEMENT_SECONDS}s",
        "default_transaction_isolation": ISOLATION,
    }
    connection.execute(
        bounded(connection, url, bounds)
        + "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit')='off'"
    )


class Datastore(PostgresDatastore):
    """The library's datastore, over a pool opened by URL; stream ids are text."""

    def __init__(self, url: str, schema: str, lock_seconds: float = LOCK_SECONDS) -> None:
        super().__init__("", "", "", "", "", schema=schema, originator_id_type="text")
        self.url = url
        self.pool = ConnectionPool(
            completed(url),
            connection_class=Connection,
            kwargs={"row_factory": dict_row, "autocommit": True},
            min_size=1,
            max_size=CONNECTIONS,
            num_workers=1,
            open=False,
            configure=partial(prepare, url=url, lock_seconds=lock_seconds),
            timeout=CONNECT_SECONDS,
        )

    def register_type_adapters(self) -> None:
        """There are none: facts are handed over as arrays of plain types."""

    def run(self, work: Callable[[Connection], T]) -> T:
        """Does it on a connection of the pool; on another when that one is lost.

        So `work` may be done twice where its commit was lost on the way back: the receipts tell.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self.get_connection() as connection:
                    return work(connection)
            except (OperationalError, InterfaceError) as error:
                if attempt > 1:
                    error.add_note(LOST_BEFORE)
                if attempt == ATTEMPTS or not is_lost(error):
                    self._say_why(error)
                    raise
                with suppress(psycopg.Error):
                    self.pool.check()  # the others are from before the loss too
        raise AssertionError("the last attempt returns or raises")

    def _say_why(self, error: Exception) -> None:
        """A pool that got no connection does not say why. Raises what the server says to whoever asks it now."""
        if NONE_IN_TIME in str(error):
            connected(self.url).close()
