"""The eventsourcing library's own contract tests, against our recorder.

Why the library's other tests do not apply: docs/explanation/why-not-every-shipped-test.md.
"""

from __future__ import annotations

import tempfile
import threading
import uuid
from pathlib import Path

import pytest
from eventsourcing.tests import persistence

from adapters.event_store.postgres import connections as postgres_connections
from adapters.event_store.postgres import recorder as postgres
from adapters.event_store.sqlite.connections import Datastore
from adapters.event_store.sqlite.recorder import LedgerRecorder


class Ours:
    """Our recorder, and stream ids that are text."""

    def wait_for_readers(self) -> None:
        """A shipped test leaves its readers running; a connection closed under one of them ends the process."""
        for thread in set(threading.enumerate()) - self.before:
            thread.join(10)

    def new_originator_id(self) -> str:
        return f"engagement/{uuid.uuid4().hex}"


class OnSQLite(Ours):
    """On a fresh file."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)  # type: ignore[attr-defined]
        self.folder, self.before = Path(folder.name), set(threading.enumerate())
        super().setUp()  # type: ignore[misc]

    def create_recorder(self) -> LedgerRecorder:
        path = self.folder / "ledger.db"
        path.touch()  # as whoever opens a store does: a connection makes no file
        datastore = Datastore(str(path))
        self.addCleanup(datastore.close)  # type: ignore[attr-defined]
        self.addCleanup(self.wait_for_readers)  # type: ignore[attr-defined]
        recorder = LedgerRecorder(datastore)
        recorder.create_table()
        return recorder


@pytest.mark.usefixtures("on_postgres")
class OnPostgres(Ours):
    """In a fresh database."""

    url = ""

    def create_recorder(self) -> postgres.LedgerRecorder:
        self.before = set(threading.enumerate())
        datastore = postgres_connections.Datastore(self.url, "public")
        self.addCleanup(datastore.close)  # type: ignore[attr-defined]
        recorder = postgres.LedgerRecorder(datastore)
        recorder.create_table()
        return recorder


@pytest.fixture
def on_postgres(request: pytest.FixtureRequest, postgres: str) -> None:
    request.instance.url = postgres


class TestApplicationRecorder(OnSQLite, persistence.ApplicationRecorderTestCase):
    def test_subscribe(self) -> None:
        """SQLite has no subscriptions, here and in the library; who follows the ledger reads its pages."""
        with pytest.raises(NotImplementedError):
            self.create_recorder().subscribe(gt=None)


class TestNonInterleaving(OnSQLite, persistence.NonInterleavingNotificationIDsBaseCase):
    insert_num = 1000


class TestPostgresApplicationRecorder(OnPostgres, persistence.ApplicationRecorderTestCase):
    """All of it, subscriptions too."""


class TestPostgresNonInterleaving(OnPostgres, persistence.NonInterleavingNotificationIDsBaseCase):
    insert_num = 1000
