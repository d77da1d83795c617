"""What a database says when it cannot, in the ledger's words."""

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
    "permission denied": "its folder cannot be written to",
    "unable to open": "the database file cannot be opened; look at its folder and its permissions",
    "full": "the disk, or the room given to the database, is full; nothing was written",
    "disk i/o error": "the disk answered with an error; nothing was written",
    "malformed": "the database file is damaged; restore a copy",
    "not a database": "this file is not a database",
    "no such table": "this database is no ledger of ours",
}


def said(error: BaseException, where: str) -> StoreTrouble:
    """The error with a reason a person can act on."""
    text = str(error).lower()
    reason = next((words for key, words in SAID.items() if key in text), str(error))
    trouble = StoreTrouble(reason, where=where, said=str(error))
    trouble.retryable = "locked" in text  # type: ignore[misc]  # this one may pass, its class may not
    return trouble


@contextmanager
def in_our_words(where: str) -> Iterator[None]:
    """Turns a driver's or the library's error into StoreTrouble; an integrity error passes."""
    try:
        yield
    except IntegrityError:
        raise
    except (PersistenceError, sqlite3.Error, OSError) as error:
        raise said(error, where) from error
