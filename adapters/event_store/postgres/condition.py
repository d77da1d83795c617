"""The state of a ledger's PostgreSQL: what a commit promises, what guards the facts, what this role may do."""

from __future__ import annotations

from typing import Any

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
    }


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
