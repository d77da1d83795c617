"""Who waits for the next fact on PostgreSQL: LISTEN on connections of their own, and a look now and then."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

import psycopg
from eventsourcing.persistence import PersistenceError
from psycopg.sql import SQL, Identifier

from adapters.event_store.postgres.connections import Connection, connected

LOOK_SECONDS = 1.0


class Listeners:
    """Connections that listen, one a thread that waits at the same time; none before somebody waits."""

    def __init__(self, url: str, channel: str) -> None:
        self.url = url
        self.channel = channel
        self.idle: list[Connection] = []
        self.lock = Lock()

    def wait(self, arrived: Callable[[], bool], seconds: float) -> None:
        """Until it has arrived, or so many seconds are over. A notice is a hint: what counts is what `arrived` sees."""
        until = time.monotonic() + seconds
        if arrived():
            return
        with self._listening() as connection:
            # Asked again once we listen: it may have come in between, and would not be announced a second time.
            while not arrived() and (left := until - time.monotonic()) > 0:
                heard(connection, min(left, LOOK_SECONDS))

    def close(self) -> None:
        """Hangs up."""
        with self.lock:
            while self.idle:
                self.idle.pop().close()

    @contextmanager
    def _listening(self) -> Iterator[Connection | None]:
        connection = self._taken()
        try:
            yield connection
        finally:
            if connection and not connection.closed:
                with self.lock:
                    self.idle.append(connection)

    def _taken(self) -> Connection | None:
        """One that listens already, or a new one; None when there is none to be had, and looking must do."""
        with self.lock:
            if self.idle:
                return self.idle.pop()
        try:
            connection = connected(self.url)
        except (PersistenceError, psycopg.Error):
            return None
        try:
            connection.execute(SQL("LISTEN {}").format(Identifier(self.channel)))
        except psycopg.Error:  # cut since it was made
            connection.close()
            return None
        return connection


def heard(connection: Connection | None, seconds: float) -> None:
    """Waits so long for a notice; without a connection, or when it is lost, so long for nothing."""
    until = time.monotonic() + seconds
    if connection and not connection.closed:
        try:
            for _ in connection.notifies(timeout=seconds, stop_after=1):
                return
        except psycopg.Error:
            connection.close()
    time.sleep(max(0.0, until - time.monotonic()))
