"""A writer that is interrupted leaves no lock behind, and a server that is lost leaves words of ours."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import psycopg
import pytest

from adapters.event_store.postgres.connections import connected
from adapters.event_store.sqlite.connections import Connection, Transaction
from adapters.event_store.trouble import in_our_words
from adapters.importing.scratch import Scratch
from domain.errors import StoreTrouble


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


class Lost:
    """A connection to a server that is gone as soon as it was made."""

    def __init__(self) -> None:
        self.pgconn, self.closed = self, False
        self.options = b""

    def execute(self, *_: Any) -> Any:
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    def close(self) -> None:
        self.closed = True


def test_a_connection_lost_as_soon_as_it_is_made_is_trouble_in_our_words(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = Lost()
    monkeypatch.setattr("psycopg.connect", lambda *_, **__: lost)
    with pytest.raises(StoreTrouble, match="the connection was lost"), in_our_words("there"):
        connected("postgresql://owner@h/ledger")
    assert lost.closed


def test_a_scratch_file_that_cannot_be_made_is_trouble_in_our_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("adapters.importing.scratch.sqlite3.connect", broken)
    with pytest.raises(StoreTrouble, match="the disk answered with an error"):
        Scratch()
