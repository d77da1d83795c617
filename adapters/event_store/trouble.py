"""What a database reports, in the ledger's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from eventsourcing.persistence import IntegrityError, PersistenceError

from domain.errors import StoreRefused, StoreTrouble


class Reason(NamedTuple):
    """One reason in our words, and a way out, where the doctor knows no more. `passes`: it may be over by itself, so
    that the same again makes sense. `taken_back`: the database itself has taken back what was begun, or began nothing.
    """

    says: str
    way: str | None = None
    passes: bool = False
    taken_back: bool = False


LATER = "the same again, in a while"
PASSWORD = "the password goes in PGPASSWORD or ~/.pgpass"  # noqa: S105 - a sentence
FULL = Reason("the disk, or the room given to the database, is full", "the same again, once there is room", True, True)
BUSY = Reason("another transaction was in the way for too long", LATER, passes=True, taken_back=True)
LOCKED = Reason("another program holds the database locked", LATER, passes=True, taken_back=True)
IN_THE_WAY = frozenset({BUSY.says, LOCKED.says})
"""Others are at work, and will have done it."""
TAKEN = Reason("all connections of the server are taken", LATER, passes=True)
STARTING = Reason("the server is starting up", LATER, passes=True)
STOPPING = Reason("the server is shutting down", LATER, passes=True)
LOST = Reason("the connection was lost", LATER, passes=True)
MOVED = Reason(
    "the database file was moved, or another put in its place, while it was open",
    "say the same again: it opens what stands there now",
    passes=True,
)
NO_USER = Reason("the server refuses this user", "mend the user in the URL, or let the owner say CREATE ROLE … LOGIN")
NO_LOGIN = Reason("the server refuses this user or password", f"{PASSWORD}, the user in the URL")
# A name may be away for a while, and a standby becomes the primary.
NO_HOST = Reason("there is no host of that name", "mend the host in SAMESIDE_STORE, or SAMESIDE_VIEWS", passes=True)
NO_DATABASE = Reason(
    "there is no database of that name on the server, or not for this role",
    "mend the URL, or createdb: docs/how-to/postgresql.md, step 2",
)
NO_RIGHT = Reason("this role may not do that", "let the owner GRANT what docs/how-to/postgresql.md, step 3, names")
NOT_OURS = Reason(
    "this database is no ledger of ours", "mend the URL and its search_path, or sameside init as the owner"
)
DAMAGED = Reason("the database is damaged", "restore a copy: docs/how-to/back-it-up.md")
# What SQLite and libpq say, in this order; libpq says it without a code while it connects.
SAID = {
    "locked": LOCKED,
    "readonly": Reason("the database file cannot be written to", taken_back=True),
    "no such file": Reason("its folder is not there"),
    "another file": Reason(
        "another ledger, or none, was put where this one was", "put it back, or begin again with the other"
    ),
    "unable to open": Reason("the database file cannot be opened", "look at its folder and its permissions"),
    "disk i/o error": Reason("the disk answered with an error", passes=True),
    "malformed": DAMAGED,
    "not a database": Reason("this file is not a database"),
    "no such table": NOT_OURS,
    "connection refused": Reason(
        "nothing listens there; look at host and port, and whether PostgreSQL runs",
        "pg_isready with that host and port; the URL is SAMESIDE_STORE's, or SAMESIDE_VIEWS'",
        passes=True,
    ),
    "could not translate host name": NO_HOST,
    "failed to resolve host": NO_HOST,
    "password authentication failed": NO_LOGIN,
    "no password supplied": Reason("the server wants a password", PASSWORD),
    "no pg_hba.conf entry": Reason("the server lets nobody in from here under that name; its pg_hba.conf says whom"),
    "certificate": Reason("the server's certificate is not one to trust; look at sslmode and sslrootcert"),
    "does not support ssl": Reason("the server speaks no TLS, and the URL asks for it"),
    "connection timeout expired": Reason("the server does not answer", LATER, passes=True),
    "couldn't get a connection": Reason(
        "the server does not answer, or all its connections are taken", LATER, passes=True
    ),
    'fatal:  database "': NO_DATABASE,
    'fatal:  role "': NO_USER,
    "too many clients": TAKEN,
    "starting up": STARTING,
    "shutting down": STOPPING,
    "permission denied for": NO_RIGHT,
    "permission denied": Reason("its folder cannot be written to"),
    "full": FULL,
}
# By SQLSTATE, whatever the server's language (postgresql.org/docs/current/errcodes-appendix.html).
CODES = {
    "25006": Reason(
        "the database takes no writes: it is a standby, or was made read-only", passes=True, taken_back=True
    ),
    "53100": FULL,
    "53200": Reason("the server is out of memory", LATER, passes=True),
    "53300": TAKEN,
    "55P03": BUSY,
    "57014": BUSY,
    "40001": BUSY,
    "40P01": BUSY,
    "57P01": STOPPING,
    "57P02": Reason("the server went down", LATER, passes=True),
    "57P03": STARTING,
    "28000": NO_USER,
    "28P01": NO_LOGIN,
    "3D000": NO_DATABASE,
    "42501": NO_RIGHT,
    "3F000": Reason(
        "its schema is not there", "CREATE SCHEMA views AUTHORIZATION …: docs/how-to/postgresql.md, step 4"
    ),
    "42P01": NOT_OURS,
    "42883": NOT_OURS,
    "XX001": DAMAGED,
    "XX002": DAMAGED,
}
LOST_BEFORE = "an attempt before this one lost its connection"
"""Noted on an error: of that attempt nobody knows what was committed."""
NEVER_THERE = ("connection failed", "connection is bad")


def explained(error: BaseException, where: str, *, writes: bool = False) -> StoreTrouble:
    """The error with a reason a person can act on; `writes` where it broke off something that writes."""
    code, text = sqlstate(error), str(error).lower()
    known = _moved(error) or CODES.get(code or "") or next((words for key, words in SAID.items() if key in text), None)
    # Of what nobody knows, whoever waits may hope that it passes.
    reason = known or (LOST if is_lost(error) else Reason(str(error), passes=True))
    taken_back = reason.taken_back and LOST_BEFORE not in getattr(error, "__notes__", ())
    kind = StoreTrouble if reason.passes else StoreRefused
    return kind(reason.says, untouched=taken_back or not writes, way_out=reason.way, where=where, said=str(error))


def _moved(error: BaseException) -> Reason | None:
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
def in_our_words(where: str, *, writes: bool = False) -> Iterator[None]:
    """Turns errors of a driver or the library into StoreTrouble; an integrity error passes unchanged. `writes` as in
    `explained`.
    """
    try:
        yield
    except IntegrityError:
        raise
    except (PersistenceError, sqlite3.Error, OSError) as error:
        raise explained(error, where, writes=writes) from error
