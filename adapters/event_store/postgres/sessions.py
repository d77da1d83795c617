"""What a session is like: what the URL says of it is kept or refused, and it has to be one of our own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg.rows import tuple_row

from adapters.unsaid import shown
from domain.errors import StoreRefused

OPTION = re.compile(r"(?:-c\s*|--)(?P<name>[\w.-]+)=(?P<value>(?:\\.|\S)*)")
# The append looks at the versions after it took the lock: a snapshot from before would look past them.
ISOLATION = "read committed"
PROCESS = "SELECT pg_backend_pid()"


def bounded(connection: psycopg.Connection[Any], url: str, bounds: Mapping[str, str]) -> str:
    """The SQL that sets these, but for what the URL, or PGOPTIONS, says itself. Raises StoreRefused for what a ledger
    cannot be kept with.
    """
    known = options_of(connection)
    if (level := known.get("default_transaction_isolation", ISOLATION)) != ISOLATION:
        raise _refused(url, f"default_transaction_isolation={level}", f"appends need {ISOLATION}")
    if (waits := known.get("synchronous_commit", "on")) in {"off", "false", "no", "0"}:
        raise _refused(url, f"synchronous_commit={waits}", "nothing is confirmed before it is on the disk")
    return "".join(f"SET {name}='{value}';" for name, value in bounds.items() if name not in known)


def options_of(connection: psycopg.Connection[Any]) -> dict[str, str]:
    """What the options of a connection set, by name, as the server reads them (postgresql.org, libpq, `options`)."""
    options = connection.pgconn.options.decode()
    return {
        option["name"].replace("-", "_").lower(): re.sub(r"\\(.)", r"\1", option["value"]).lower()
        for option in OPTION.finditer(options)
    }


def check_own(connection: psycopg.Connection[Any], url: str, opening: str) -> None:
    """Raises StoreRefused where two connections share a session, as behind a pooler of transactions. `opening` is the
    URL as libpq is to read it.

    The server tells everybody who connects its process. Whoever is told another is connected to a pooler; that gives
    transactions away, and no sessions, if the process of this connection serves another meanwhile.
    """
    process = _process(connection)
    if process == connection.info.backend_pid:
        return
    try:
        with psycopg.connect(opening) as other:  # its transaction goes on until it is closed
            if _process(other) != process == _process(connection):
                return
    except psycopg.errors.ProtocolViolation:  # it pools statements, and lets no transaction begin
        pass
    reason = "the pooler before the server shares a session among transactions, and a ledger needs its own"
    way = "pool_mode = session in pgbouncer.ini, or the server itself in the URL: docs/how-to/postgresql.md"
    raise StoreRefused(reason, where=shown(url), way_out=way)


def _process(connection: psycopg.Connection[Any]) -> int:
    with connection.cursor(row_factory=tuple_row) as c:
        return int(c.execute(PROCESS).fetchall()[0][0])


def _refused(url: str, setting: str, why: str) -> StoreRefused:
    way = "take it out of `options` in the URL, or out of PGOPTIONS"
    return StoreRefused(f"{setting} cannot be kept: {why}", where=shown(url), way_out=way)
