"""Ledgers in PostgreSQL: made when asked, opened, and schemas left alone that are somebody else's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import psycopg
from eventsourcing.persistence import OperationalError

from adapters.event_store.ports import FORMAT, begun
from adapters.event_store.postgres.connections import LOCK_SECONDS, Connection, Datastore, completed, connected
from adapters.event_store.postgres.recorder import LedgerRecorder
from adapters.event_store.postgres.schema import MARK
from adapters.event_store.postgres.sessions import check_own
from adapters.event_store.trouble import in_our_words
from adapters.unsaid import shown
from domain.errors import NoLedger, StoreRefused
from domain.step import WayOut

# The first schema of the search path that is there; what extensions put into it is nobody's.
FOUND = """
SELECT current_schema() AS schema, current_setting('server_encoding') AS encoding,
    coalesce(obj_description(to_regclass(quote_ident(current_schema()) || '.ledger'), 'pg_class') = %s, false) AS ours,
    EXISTS (
        SELECT 1 FROM pg_class WHERE relnamespace = to_regnamespace(quote_ident(current_schema()))
        AND NOT EXISTS (
            SELECT 1 FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e'
        )
    ) AS taken
"""


def open_recorder(
    url: str, *, create: bool, made: Mapping[str, str] | None, patience: float | None = None
) -> LedgerRecorder:
    """The ledger in the schema that the URL leads to."""
    where = shown(url)
    with in_our_words(where):
        try:
            return _opened(url, where, {**(made or begun())} if create else None, patience)
        except psycopg.Error as error:
            raise OperationalError(str(error)) from error


def _opened(url: str, where: str, made: dict[str, str] | None, patience: float | None) -> LedgerRecorder:
    with connected(url) as connection:
        check_own(connection, url, completed(url))
        state = _look(connection)
        if state["schema"] is None:
            raise StoreRefused("no schema of the search path is there, or may be used", where=where)
        recorder = LedgerRecorder(Datastore(url, state["schema"], patience or LOCK_SECONDS))
        if not state["ours"]:
            _make(connection, recorder, where, made)
        noted = connection.execute(recorder.names.put("SELECT value FROM {ledger} WHERE name = 'format'")).fetchall()
    if int(noted[0]["value"]) > FORMAT:
        reason = f"this ledger has format {noted[0]['value']}, newer than this version reads"
        raise StoreRefused(reason, where=where)
    return recorder


def _make(connection: Connection, recorder: LedgerRecorder, where: str, made: dict[str, str] | None) -> None:
    """One transaction, under the lock of the ledger that is to be: of several who make it, one does."""
    with connection.transaction():
        connection.execute(recorder.names.put("SELECT pg_advisory_xact_lock({key})"))
        state = _look(connection)
        if state["ours"]:
            return
        if state["taken"]:
            raise StoreRefused(f"schema {state['schema']} belongs to another program", where=where)
        if made is None:
            reason = f"there is no ledger in schema {state['schema']} yet"
            raise NoLedger(reason, where=where, way_out=WayOut(command="init"))  # what is shown has no password
        if state["encoding"] != "UTF8":
            raise StoreRefused(f"the database is encoded {state['encoding']}; a ledger needs UTF8", where=where)
        recorder.made = made
        recorder.create(connection)


def _look(connection: Connection) -> dict[str, Any]:
    return connection.execute(FOUND, (MARK,)).fetchall()[0]
