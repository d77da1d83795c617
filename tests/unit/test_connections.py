"""A writer that is interrupted leaves no lock behind."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from adapters.event_store.sqlite.connections import Connection, Transaction


class Interrupted(sqlite3.Cursor):
    """Somebody presses Control-C right after the transaction began."""

    def execute(self, statement: str, *given: Any) -> sqlite3.Cursor:
        super().execute(statement, *given)
        if statement.startswith("BEGIN"):
            raise KeyboardInterrupt
        return self


class Interrupting(sqlite3.Connection):
    def cursor(self, *_: Any) -> Any:
        return super().cursor(Interrupted)


def test_a_writer_interrupted_right_after_it_began_holds_no_lock() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None, factory=Interrupting)) as c:
        with pytest.raises(KeyboardInterrupt), Transaction(Connection(c, None, (0, 0)), commit=True):
            pass
        assert not c.in_transaction
