"""What a database reports, in the ledger's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from eventsourcing.persistence import IntegrityError, PersistenceError

from domain.errors import StoreTrouble

SAID = {
    "locked": "another program holds the database locked; try again",
    "readonly": "the database file cannot be written to",
    "no such file": "its folder is not there",
    "another file": "another ledger, or none, was put where this one was; put it back, or begin again with the other",
    "unable to open": "the database file cannot be opened; look at its folder and its permissions",
    "disk i/o error": "the disk answered with an error; nothing was written",
    "malformed": "the database file is damaged; restore a copy",
    "not a database": "this file is not a database",
    "no such table": "this database is no ledger of ours",
    # What libpq says while it connects comes without a code.
    "connection refused": "nothing listens there; look at host and port, and whether PostgreSQL runs",
    "could not translate host name": "there is no host of that name",
    "failed to resolve host": "there is no host of that name",
    "password authentication failed": "the server refuses this user or password",
    "no password supplied": "the server wants a password",
    "no pg_hba.conf entry": "the server lets nobody in from here under that name; its pg_hba.conf says whom",
    "certificate": "the server's certificate is not one to trust; look at sslmode and sslrootcert",
    "does not support ssl": "the server speaks no TLS, and the URL asks for it",
    "connection timeout expired": "the server does not answer; try again",
    "couldn't get a connection": "the server does not answer, or all its connections are taken; try again",
    'fatal:  database "': "there is no database of that name on the server, or not for this role",
    'fatal:  role "': "the server refuses this user",
    "too many clients": "all connections of the server are taken; try again",
    "starting up": "the server is starting up; try again",
    "shutting down": "the server is shutting down; try again",
    "permission denied for": "this role may not do that; docs/how-to/postgresql.md says what it needs",
    "permission denied": "its folder cannot be written to",
    "full": "the disk, or the room given to the database, is full; nothing was written",
}
# What to do, by how the reason begins; for others the doctor is asked.
WAYS = {
    "nothing listens there": "pg_isready with that host and port; the URL is SAMESIDE_STORE's, or SAMESIDE_VIEWS'",
    "there is no host of that name": "mend the host in SAMESIDE_STORE, or SAMESIDE_VIEWS",
    "the server refuses this user or password": "the password goes in PGPASSWORD or ~/.pgpass, the user in the URL",
    "the server refuses this user": "mend the user in the URL, or let the owner say CREATE ROLE … LOGIN",
    "the server wants a password": "the password goes in PGPASSWORD or ~/.pgpass",
    "there is no database of that name": "mend the URL, or createdb: docs/how-to/postgresql.md, step 2",
    "this role may not do that": "let the owner GRANT what docs/how-to/postgresql.md, step 3, names",
    "its schema is not there": "CREATE SCHEMA views AUTHORIZATION …: docs/how-to/postgresql.md, step 4",
    "the database file was moved": "say the same again: it opens what stands there now",
    "this database is no ledger of ours": "mend the URL and its search_path, or sameside init as the owner",
}
MOVED = "the database file was moved, or another put in its place, while it was open; begin again"
FULL = "the disk, or the room given to the database, is full; nothing was written"
BUSY = "another transaction was in the way for too long; try again"
# By SQLSTATE, whatever the server's language (postgresql.org/docs/current/errcodes-appendix.html).
CODES = {
    "25006": "the database takes no writes: it is a standby, or was made read-only",
    "53100": FULL,
    "53200": "the server is out of memory; try again",
    "53300": "all connections of the server are taken; try again",
    "55P03": BUSY,
    "57014": BUSY,
    "40001": BUSY,
    "40P01": BUSY,
    "57P01": "the server is shutting down; try again",
    "57P02": "the server went down; try again",
    "57P03": "the server is starting up; try again",
    "28000": "the server refuses this user",
    "28P01": "the server refuses this user or password",
    "3D000": "there is no database of that name on the server",
    "42501": "this role may not do that; docs/how-to/postgresql.md says what it needs",
    "3F000": "its schema is not there: CREATE SCHEMA; docs/how-to/postgresql.md says which",
    "42P01": "this database is no ledger of ours",
    "42883": "this database is no ledger of ours",
    "XX001": "the database is damaged; restore a copy",
    "XX002": "the database is damaged; restore a copy",
}
NOTHING_WRITTEN = frozenset({SAID["locked"], SAID["readonly"], SAID["full"], FULL, BUSY, CODES["25006"]})
"""Reasons after which the database itself has taken back what was begun, or began nothing."""
LOST_BEFORE = "an attempt before this one lost its connection"
"""Noted on an error: of that attempt nobody knows what was committed."""
NEVER_THERE = ("connection failed", "connection is bad")
AGAIN = ("try again", "nothing listens there")


def explained(error: BaseException, where: str) -> StoreTrouble:
    """The error with a reason a person can act on."""
    code, text = sqlstate(error), str(error).lower()
    known = _moved(error) or CODES.get(code or "") or next((words for key, words in SAID.items() if key in text), None)
    lost = known is None and is_lost(error)
    reason = "the connection was lost; try again" if lost else known or str(error)
    way = next((way for begins, way in WAYS.items() if reason.startswith(begins)), None)
    untouched = reason in NOTHING_WRITTEN and LOST_BEFORE not in getattr(error, "__notes__", ())
    trouble = StoreTrouble(reason, untouched=untouched, way_out=way, where=where, said=str(error))
    trouble.retryable = any(words in reason for words in AGAIN)  # this one may pass, its class may not
    return trouble


def _moved(error: BaseException) -> str | None:
    """What to report where SQLite finds that its file is no longer the one at its path."""
    cause: BaseException | None = error
    while cause is not None:
        if getattr(cause, "sqlite_errorname", "") == "SQLITE_READONLY_DBMOVED":
            return MOVED
        cause = cause.__cause__
    return None


def sqlstate(error: BaseException) -> str | None:
    """PostgreSQL's code in an error that the library passes on, without importing its driver."""
    cause = error.__cause__ if isinstance(error, PersistenceError) else error
    state: str | None = getattr(cause, "sqlstate", None)
    return state


def is_lost(error: BaseException) -> bool:
    """Whether the connection is gone, so that another may work; nobody then knows what was committed."""
    code = sqlstate(error)
    if code is not None:
        return code.startswith("08") or code in ("57P01", "57P02", "57P03")
    if str(error).startswith(NEVER_THERE):
        return False
    cause = type(error.__cause__ or error)
    return cause.__module__.startswith("psycopg") and cause.__name__ in ("OperationalError", "InterfaceError")


@contextmanager
def in_our_words(where: str) -> Iterator[None]:
    """Turns errors of a driver or the library into StoreTrouble; an integrity error passes unchanged."""
    try:
        yield
    except IntegrityError:
        raise
    except (PersistenceError, sqlite3.Error, OSError) as error:
        raise explained(error, where) from error
