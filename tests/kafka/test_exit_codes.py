"""How relay and projector end: what heals is waited for, or is 7; what a person has to mend is 8."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from kafka import KafkaAdminClient

from adapters.event_store.trouble import MOVED
from adapters.kafka.health import RelayHealth
from adapters.kafka.troubles import REFUSALS, passes
from adapters.kafka.waiting import opened
from domain.errors import NoLedger, StoreRefused, StoreTrouble
from tests.kafka.test_cli import OPEN, environment, get, say, start, until
from tests.servers.compose import free
from tests.servers.postgres import MISSING, Cluster, binaries

BOTH = ("relay", "project")
ADMITTED = "host all guarded 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n"
SOON = """
import adapters.event_store.postgres.connections as database, adapters.kafka.cluster as kafka
database.CONNECT_SECONDS, kafka.BOOTSTRAP_MS = 1, 1000
from cli.main import main
main()
"""
Told = dict[str, str]


@pytest.fixture(scope="module")
def own_cluster() -> Iterator[Cluster]:
    if binaries() is None:
        pytest.skip(MISSING)
    found = Cluster()
    try:
        (found.folder / "data" / "pg_hba.conf").write_text(ADMITTED)
        found.start()
        yield found
    finally:
        found.stop()


@pytest.fixture(scope="module")
def kept(kafka_server: Any, own_cluster: Cluster) -> Told:
    return made(kafka_server, own_cluster, "kept")


@pytest.fixture
def told(kept: Told, own_cluster: Cluster) -> Told:
    """A ledger with its topics in a database of its own, for tests that leave both as they are."""
    own_cluster.start()
    return kept


@pytest.fixture
def fresh(kafka_server: Any, own_cluster: Cluster, request: pytest.FixtureRequest) -> Told:
    """The same for one test alone."""
    own_cluster.start()
    return made(kafka_server, own_cluster, f"d{abs(hash(request.node.name))}")


def made(kafka_server: Any, own_cluster: Cluster, name: str) -> Told:
    with psycopg.connect(own_cluster.url(), autocommit=True) as c:
        c.execute(f"CREATE DATABASE {name}")
    found = {
        "SAMESIDE_STORE": own_cluster.url(name),
        "SAMESIDE_KAFKA": kafka_server.servers,
        "SAMESIDE_TOPICS": kafka_server.topics(),
    }
    say(found, *OPEN.split())
    say(found, "feed", "setup", "--partitions", "2")
    return found


@contextmanager
def at_work(told: Told, folder: Path) -> Iterator[Callable[[str], tuple[subprocess.Popen[bytes], int, Path]]]:
    """Starts relay or projector: the process, its port, and the file of its lines."""
    with ExitStack() as stack:

        def begun(word: str) -> tuple[subprocess.Popen[bytes], int, Path]:
            port, log = free(), folder / f"{word}.log"
            own = environment({**told, "SAMESIDE_HEALTH": f"127.0.0.1:{port}"})
            out = stack.enter_context(log.open("wb"))
            child = stack.enter_context(subprocess.Popen([sys.executable, "-c", SOON, word], env=own, stderr=out))
            stack.callback(child.kill)
            return child, port, log

        yield begun


def test_a_database_that_is_away_at_the_start_is_waited_for(fresh: Told, own_cluster: Cluster, tmp_path: Path) -> None:
    own_cluster.kill()
    with at_work(fresh, tmp_path) as begun:
        both = [begun(word) for word in BOTH]
        for child, port, log in both:
            until(lambda log=log: "STORE-TROUBLE" in log.read_text())
            assert get(port, "/live")[0] == 200
            assert child.poll() is None
        own_cluster.start()
        until(lambda: "sameside_published_total 1.0" in get(both[0][1], "/metrics")[1])
        until(lambda: "sameside_partitions 2.0" in get(both[1][1], "/metrics")[1])
        for child, _, log in both:
            child.send_signal(signal.SIGTERM)
            assert child.wait(60) == 0
            assert log.read_text().count("STORE-TROUBLE") <= 3, "one line, however often it was tried"


def test_who_waits_for_a_database_stops_when_told(told: Told, tmp_path: Path) -> None:
    away = {**told, "SAMESIDE_STORE": f"postgresql://owner@127.0.0.1:{free()}/none"}
    with at_work(away, tmp_path) as begun:
        for word in BOTH:
            child, _, log = begun(word)
            until(lambda log=log: "STORE-TROUBLE" in log.read_text())
            child.send_signal(signal.SIGTERM)
            assert child.wait(60) == 0


@pytest.mark.parametrize("word", BOTH)
def test_what_no_restart_mends_ends_with_8(told: Told, own_cluster: Cluster, word: str) -> None:
    assert "NO-LEDGER" in start({**told, "SAMESIDE_STORE": own_cluster.url()}, word, code=8)
    nobody = own_cluster.url(user="nobody")
    assert "refuses this user" in start({**told, "SAMESIDE_STORE": nobody}, word, code=8)
    with psycopg.connect(own_cluster.url(), autocommit=True) as c:
        c.execute("DROP ROLE IF EXISTS guarded")
        c.execute("CREATE ROLE guarded LOGIN PASSWORD 'right'")
    wrong = {**told, "SAMESIDE_STORE": own_cluster.url(user="guarded"), "PGPASSWORD": "wrong"}
    assert "refuses this user or password" in start(wrong, word, code=8)
    assert "no topic other" in start({**told, "SAMESIDE_TOPICS": "other"}, word, code=8)
    assert "SAMESIDE_KAFKA: " in start({**told, "SAMESIDE_KAFKA": ""}, word, code=2), (
        "a setting, and nothing that passes"
    )


def test_a_topic_deleted_under_us_ends_with_8(fresh: Told, kafka_server: Any, tmp_path: Path) -> None:
    with at_work(fresh, tmp_path) as begun:
        both = [begun(word) for word in BOTH]
        for _, port, log in both:
            until(lambda port=port, log=log: get(port, "/ready")[0] == 200 and "ing " in log.read_text())
        admin = KafkaAdminClient(bootstrap_servers=kafka_server.servers)
        admin.delete_topics([f"{fresh['SAMESIDE_TOPICS']}.facts.v1"])
        admin.close()
        for child, _, log in both:
            assert child.wait(120) == 8, log.read_text()
            assert "FEED-REFUSED" in log.read_text()


def test_a_login_taken_away_under_us_ends_with_8(told: Told, own_cluster: Cluster, tmp_path: Path) -> None:
    with psycopg.connect(own_cluster.url(), autocommit=True) as c:
        c.execute("DROP ROLE IF EXISTS parted")
        c.execute("CREATE ROLE parted LOGIN SUPERUSER")
        own = {**told, "SAMESIDE_STORE": told["SAMESIDE_STORE"].replace("//owner@", "//parted@")}
        with at_work(own, tmp_path) as begun:
            both = [begun(word) for word in BOTH]
            for _, _, log in both:
                until(lambda log=log: "ing " in log.read_text())
            c.execute("ALTER ROLE parted NOLOGIN")
            c.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'parted'")
            for child, _, log in both:
                assert child.wait(120) == 8, log.read_text()
                assert "STORE-REFUSED" in log.read_text()


def test_a_relay_whose_file_was_put_away_ends_with_8(told: Told, tmp_path: Path) -> None:
    own = {**told, "SAMESIDE_STORE": f"sqlite:///{tmp_path}/l.db", "SAMESIDE_TOPICS": f"{told['SAMESIDE_TOPICS']}-f"}
    say(own, *OPEN.split())
    say(own, "feed", "setup", "--partitions", "2")
    with at_work(own, tmp_path) as begun:
        child, port, _ = begun("relay")
        until(lambda: "sameside_published_total 1.0" in get(port, "/metrics")[1])
        (tmp_path / "l.db").rename(tmp_path / "former.db")
        assert child.wait(60) == 8, "nothing stands there any more"


def test_a_broker_that_is_away_at_the_start_is_waited_for(told: Told, tmp_path: Path) -> None:
    with at_work({**told, "SAMESIDE_KAFKA": f"127.0.0.1:{free()}"}, tmp_path) as begun:
        both = [begun(word) for word in BOTH]
        for child, _, log in both:
            until(lambda log=log: "FEED-TROUBLE" in log.read_text())
            assert child.poll() is None
            child.send_signal(signal.SIGTERM)
        assert [child.wait(60) for child, _, _ in both] == [0, 0]


class Stopped:
    """Never told to stop; counts how often it was waited for."""

    waits = 0

    def is_set(self) -> bool:
        return False

    def wait(self, timeout: float) -> bool:
        self.waits += 1
        return False


def test_whoever_holds_the_database_locked_is_waited_for_and_a_missing_ledger_is_not() -> None:
    stopping, answers = Stopped(), [StoreTrouble("locked"), StoreTrouble("locked"), None]

    def opening() -> str:
        trouble = answers.pop(0)
        if trouble:
            raise trouble
        return "open"

    health = RelayHealth()
    assert (opened(opening, health, stopping), stopping.waits, health.troubles.in_a_row) == ("open", 2, 2)

    def missing() -> str:
        raise NoLedger("none")

    with pytest.raises(NoLedger):
        opened(missing, health, stopping)
    assert stopping.waits == 2


def test_a_refusal_is_tried_again_only_a_few_times() -> None:
    assert passes(StoreTrouble("away"), 1000)
    assert passes(StoreRefused("a view is being made anew"), REFUSALS - 1)
    assert not passes(StoreRefused("no such role"), REFUSALS)
    assert not passes(StoreTrouble(MOVED.says), 0)
