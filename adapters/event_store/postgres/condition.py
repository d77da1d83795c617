"""The state of a ledger's PostgreSQL: what a commit promises, what guards the facts, what this role may do."""

from __future__ import annotations

from typing import Any

from psycopg.errors import LockNotAvailable
from psycopg.rows import dict_row

from adapters.event_store.postgres.connections import Connection
from adapters.event_store.postgres.schema import Names

ASKED = """
SELECT current_setting('server_version') AS version, current_setting('synchronous_commit') AS synchronous,
    current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
    current_setting('data_checksums') AS checksums, current_setting('server_encoding') AS encoding,
    pg_is_in_recovery() AS standby, current_user AS role,
    pg_has_role(relowner, 'USAGE') AS owns,
    has_table_privilege(c.oid, 'UPDATE') OR has_table_privilege(c.oid, 'DELETE')
        OR has_table_privilege(c.oid, 'TRUNCATE') OR has_table_privilege(c.oid, 'TRIGGER') AS changes,
    has_table_privilege(c.oid, 'INSERT') AS adds,
    ARRAY(
        SELECT g.relname || ' ' || tgname FROM pg_trigger JOIN pg_class g ON g.oid = tgrelid
        WHERE g.relnamespace = c.relnamespace AND tgenabled = 'A'
    ) AS guards
FROM pg_class c WHERE c.oid = %s::regclass
"""
TURN = "SELECT pg_advisory_xact_lock({key})"
HOLDER = """
SELECT pid, usename AS role, application_name AS program, host(client_addr) AS address, state,
    coalesce(xact_start, state_change) AT TIME ZONE 'UTC' AS since
FROM pg_locks LEFT JOIN pg_stat_activity USING (pid)
WHERE locktype = 'advisory' AND granted AND objsubid = 1
    AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND ((classid::bigint << 32) | objid::bigint) = {key}
"""


def condition(connection: Connection, names: Names) -> dict[str, Any]:
    """What `sameside doctor` shows; `integrity` is `ok`, or everything that breaks a promise."""
    facts = names.put("{facts}").decode()
    with connection.cursor(row_factory=dict_row) as c:
        row: dict[str, Any] = c.execute(ASKED, (facts,)).fetchall()[0]
    return {
        "database": f"PostgreSQL {row['version']}",
        "schema": names.schema,
        "encoding": row["encoding"],
        "journal": "wal",
        "journal_because": "PostgreSQL writes ahead; data checksums are " + row["checksums"],
        "synchronous": row["synchronous"],
        "fsync": row["fsync"],
        "standby": row["standby"],
        "role": row["role"],
        "rights": rights(row),
        "integrity": faults(row, names) or ["ok"],
        "held": "" if row["standby"] else held(connection, names),
    }


def held(connection: Connection, names: Names) -> str:
    """Who keeps everybody from appending, where the turn to write is not to be had within `lock_timeout`; else ""."""
    try:
        with connection.transaction():
            connection.execute(names.put(TURN))
    except LockNotAvailable:
        rows = connection.execute(names.put(HOLDER)).fetchall()
        return "; ".join(map(_holder, rows)) or "somebody held the turn to write, and has let it go"
    return ""


def _holder(row: dict[str, Any]) -> str:
    since = f"since {row['since']:%Y-%m-%dT%H:%M:%SZ}" if row["since"] else "for a time that this role may not see"
    who = ", ".join(str(row[name]) for name in ("role", "program", "address", "state") if row[name])
    ends = f"SELECT pg_terminate_backend({row['pid']}) ends it"
    return f"process {row['pid']} of the server ({who}) has held the turn to write {since}; {ends}"


def rights(row: dict[str, Any]) -> str:
    """What this role could do to the facts."""
    if row["owns"]:
        return "owns the tables, so could take their guards off; docs/how-to/postgresql.md says how to do with less"
    if row["changes"]:
        return "has more rights than it needs; docs/how-to/postgresql.md says which"
    return "adds and reads, and can change no fact" if row["adds"] else "reads, and can add nothing"


def faults(row: dict[str, Any], names: Names) -> list[str]:
    """What the promises depend on and is not as it should be."""
    guards = [f"{table} append_only" for table in names.guarded]
    broken = [f"the guard {guard!r} is off" for guard in guards if guard not in row["guards"]]
    broken += [
        f"{name} is off: a crash of the machine can lose facts, or damage them"
        for name in ("fsync", "full_page_writes")
        if row[name] != "on"
    ]
    return broken
