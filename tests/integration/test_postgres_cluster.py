"""A PostgreSQL of the test's own: killed in the middle of appends, or asked for its certificate."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from adapters.event_store import postgres_connections
from adapters.event_store.rows import Store
from adapters.event_store.store import open_store
from adapters.wiring import Application
from domain.errors import Conflict, StoreTrouble
from domain.ledger import Ledger
from domain.ports import Receipt
from tests.memory import SetClock
from tests.servers.postgres import MISSING, Cluster, binaries
from tests.spec import seller

pytestmark = pytest.mark.skipif(binaries() is None, reason=MISSING)

WRITERS, KILLS = 3, 3


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    found = Cluster(fsync=True)
    try:
        found.start()
        yield found
    finally:
        found.stop()


def write(url: str, number: int, done: Event) -> dict[str, Receipt]:
    """Records one idea after the other; what failed is said again, under its id, until its receipt is there."""
    store, acknowledged = open_store(url, create=False), dict[str, Receipt]()
    with closing(store):
        ledger = Ledger(store, SetClock(), time.sleep)
        while not done.is_set():
            said = seller("practice.idea", says="visit", id=f"w{number}-{len(acknowledged)}").command(1)
            for _ in range(200):
                try:
                    acknowledged[said.id] = ledger.handle(said)
                    break
                except (StoreTrouble, Conflict) as trouble:
                    if not trouble.retryable:
                        raise
                    time.sleep(0.05)
    return acknowledged


def test_a_server_killed_in_the_middle_of_appends_loses_and_doubles_nothing(cluster: Cluster) -> None:
    url, done, chance = cluster.url(), Event(), random.Random(7)
    open_store(url, create=True).close()
    with ThreadPoolExecutor(WRITERS) as threads:
        writing = [threads.submit(write, url, number, done) for number in range(WRITERS)]
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.3, 0.8))
            cluster.kill()
            cluster.start()
        time.sleep(0.5)
        done.set()
        acknowledged = {name: receipt for one in writing for name, receipt in one.result(60).items()}
    with closing(open_store(url, create=False)) as store:
        rows = store.rows("practice/own")
        assert [row[2] for row in rows] == [*range(1, len(rows) + 1)]
        assert receipts(store) == acknowledged
        assert len(rows) == len(acknowledged) > WRITERS * KILLS
    app = Application.at(url)
    assert [one for one in app.findings() if one.severity == "broken"] == []
    app.close()


def receipts(store: Store) -> dict[str, Receipt]:
    return {receipt.command_id: receipt for receipt in store.all_receipts("", 1_000_000)}


def test_a_server_that_is_away_is_said_to_be_and_serves_again_when_it_is_back(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_connections, "CONNECT_SECONDS", 2)
    with closing(open_store(cluster.url(), create=True)) as store:
        ledger = Ledger(store, SetClock(), lambda _: None)
        told = [seller("practice.idea", says=word, id=word).command(1) for word in ("before", "after")]
        ledger.handle(told[0])
        cluster.kill()
        with pytest.raises(StoreTrouble) as trouble:
            ledger.handle(told[1])
        assert trouble.value.retryable
        cluster.start()
        for _ in range(10):
            try:
                assert ledger.handle(told[1]).first_version == 2
                break
            except StoreTrouble:
                continue
        assert len(store.page(0, 10)) == 2


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A key, and a certificate for this machine that signs itself."""
    key, found = folder / f"{name}.key", folder / f"{name}.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", found],
        check=True, capture_output=True,
    )  # fmt: skip
    return key, found


def test_a_server_is_trusted_by_its_certificate_and_no_other(tmp_path: Path) -> None:
    cluster = Cluster()
    try:
        key, right = certificate(cluster.folder, "right")
        _, wrong = certificate(tmp_path, "wrong")
        for path in (key, right):
            cluster.give(path)
        key.chmod(0o600)
        cluster.settings = {"ssl": "on", "ssl_key_file": str(key), "ssl_cert_file": str(right)}
        cluster.start()
        verified = f"{cluster.url()}?sslmode=verify-full&sslrootcert="
        with closing(open_store(f"{verified}{right}", create=True)) as store:
            assert store.position() == 0
        with pytest.raises(StoreTrouble, match="not one to trust"):
            open_store(f"{verified}{wrong}", create=True)
    finally:
        cluster.stop()
