"""Trouble at a chosen call of the drivers and of files: before the call, so that it did nothing, or after it was done,
so that only the answer is lost; once, or from then on.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psycopg
from psycopg_pool.pool import WaitingClient

BEFORE, AFTER = "before", "after"
BEGINS_A_PIPELINE = "BasePipeline._enter_gen"
"""The one wait of the driver that sends nothing, so that no answer to it can be lost."""
SLICE_SECONDS = 0.005
"""So often whoever waits for a pool looks whether the wait can still end well."""
WAYS = ((BEFORE, False), (AFTER, False), (BEFORE, True), (AFTER, True))
"""When it fails, and whether every call after it does too."""


@dataclass
class Fault:
    """At call `at`, counted from 1; 0 fails nowhere, and only counts `calls`."""

    at: int = 0
    when: str = BEFORE
    lasts: bool = False
    calls: int = 0
    counting: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def struck(self) -> bool:
        """Whether its call was made."""
        return 0 < self.at <= self.calls

    def around(self, call: Callable[[], Any], error: Callable[[], Exception]) -> Any:
        """The call, or the trouble that it meets."""
        number = self.counted()
        first = number == self.at
        if (first and self.when == BEFORE) or (self.lasts and 0 < self.at < number):
            raise error()
        answer = call()
        if first:
            raise error()
        return answer

    def counted(self) -> int:
        """The number of a call that is made now: a pool connects in a thread of its own."""
        with self.counting:
            self.calls += 1
            return self.calls


@contextmanager
def in_sqlite(fault: Fault) -> Iterator[None]:
    """Every statement, commit and rollback of a ledger's file may fail, and so may opening it."""

    def broken() -> Exception:
        return sqlite3.OperationalError("disk I/O error")

    class Cursor(sqlite3.Cursor):
        def execute(self, *given: Any) -> Any:
            return fault.around(lambda: super(Cursor, self).execute(*given), broken)

        def executemany(self, *given: Any) -> Any:
            return fault.around(lambda: super(Cursor, self).executemany(*given), broken)

    class Connection(sqlite3.Connection):
        def cursor(self, *_: Any) -> Any:
            return super().cursor(Cursor)

        def commit(self) -> None:
            fault.around(super().commit, broken)

        def rollback(self) -> None:
            fault.around(super().rollback, broken)

    real = sqlite3.connect

    def connect(*given: Any, **more: Any) -> Any:
        return fault.around(lambda: real(*given, **more, factory=Connection), broken)

    with patch("adapters.event_store.sqlite.connections.sqlite3.connect", connect):
        yield


@contextmanager
def in_postgres(fault: Fault) -> Iterator[None]:
    """Every round trip to the server may lose its connection, and so may connecting. Patience with a pool ends at once
    when the trouble lasts: every attempt to connect fails from then on, so the whole wait would end no otherwise.
    """
    real, connect = psycopg.Connection.wait, psycopg.Connection.connect.__func__  # type: ignore[attr-defined]
    patient = WaitingClient.wait

    def lost() -> Exception:
        return psycopg.OperationalError("server closed the connection unexpectedly")

    def wait(self: Any, steps: Any, *given: Any, **more: Any) -> Any:
        if steps.__qualname__ == BEGINS_A_PIPELINE:
            return real(self, steps, *given, **more)
        try:
            return fault.around(lambda: real(self, steps, *given, **more), lost)
        except psycopg.OperationalError:
            self.pgconn.finish()
            raise

    def connecting(cls: Any, *given: Any, **more: Any) -> Any:
        made: list[Any] = []
        try:
            return fault.around(lambda: made.append(connect(cls, *given, **more)) or made[0], lost)
        except psycopg.OperationalError:
            for connection in made:
                connection.close()
            raise

    def waiting(self: Any, timeout: float) -> Any:
        until = time.monotonic() + timeout
        with self._cond:
            while not (self.conn or self.error or (fault.lasts and fault.struck)) and time.monotonic() < until:
                self._cond.wait(SLICE_SECONDS)
        return patient(self, 0.0 if fault.lasts and fault.struck else max(0.0, until - time.monotonic()))

    with (
        patch.object(WaitingClient, "wait", waiting),
        patch.object(psycopg.Connection, "wait", wait),
        patch.object(psycopg.Connection, "connect", classmethod(connecting)),
        patch.object(psycopg, "connect", partial(connecting, psycopg.Connection)),
    ):
        yield


@contextmanager
def in_files(fault: Fault) -> Iterator[None]:
    """Every step by which a file is written whole may find the disk full."""

    def full() -> Exception:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def through(real: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *given, **more: fault.around(lambda: real(*given, **more), full)

    made = tempfile.NamedTemporaryFile

    def named(*given: Any, **more: Any) -> Any:
        file = fault.around(lambda: made(*given, **more), full)
        file.write, file.flush = through(file.write), through(file.flush)
        return file

    with (
        patch("tempfile.NamedTemporaryFile", named),
        patch("os.fsync", through(os.fsync)),
        patch.object(Path, "chmod", through(Path.chmod)),
        patch.object(Path, "replace", through(Path.replace)),
    ):
        yield
