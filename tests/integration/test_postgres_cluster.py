"""A PostgreSQL of the test's own: killed in the middle of appends, or asked for its certificate."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from adapters.event_store.ports import Store
from adapters.event_store.postgres import connections as postgres_connections
from adapters.event_store.store import open_store
from adapters.wiring import Application
from domain.errors import Conflict, StoreTrouble
from domain.ledger import Ledger
from domain.ports import Receipt
from tests.memory import SetClock
from tests.servers.certificates import Authority
from tests.servers.postgres import MISSING, Cluster, binaries
from tests.spec import agreed, offered, seller

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
    assert [one for one in app.proofs.findings() if one.severity == "broken"] == []
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


@pytest.fixture
def secret() -> Iterator[Cluster]:
    """A server that speaks to nobody in clear."""
    found = Cluster(tls=True)
    try:
        found.start()
        yield found
    finally:
        found.stop()


def test_a_ledger_and_its_views_are_kept_over_tls(secret: Cluster) -> None:
    with closing(Application.at(secret.verified(), create=True)) as app:
        ledger = Ledger(app.store, SetClock(), lambda _: None)
        for said in (*agreed(), offered()):
            ledger.handle(said.command(app.store.position()))
        folded = dict(app.views.report("accountability"))
        assert list(folded) == ["engagement/acme"]
        app.proofs.rebuild(["accountability"])
        assert dict(app.views.report("accountability")) == folded
        assert app.proofs.verify("accountability").equal


def test_a_server_is_trusted_by_its_authority_and_under_its_name_alone(secret: Cluster, tmp_path: Path) -> None:
    open_store(secret.verified(), create=True).close()
    another_name = secret.verified().replace("127.0.0.1", "elsewhere") + "&hostaddr=127.0.0.1"
    for url in (secret.verified(Authority(tmp_path).certificate), another_name):
        with pytest.raises(StoreTrouble, match="not one to trust"):
            open_store(url, create=True)


def test_a_server_that_wants_tls_lets_nobody_in_without(secret: Cluster) -> None:
    with pytest.raises(StoreTrouble, match="lets nobody in"):
        open_store(f"{secret.url()}?sslmode=disable", create=True)
