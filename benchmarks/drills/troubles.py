"""What may go wrong around a relay and a projector: one after the other, in one PostgreSQL and one Kafka."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import psycopg
from kafka import KafkaAdminClient

from adapters.event_store.postgres.condition import TURN
from adapters.kafka.setup import Names
from adapters.views.postgres import TURN as VIEWS_TURN
from adapters.wiring import Application
from benchmarks.drills.feeds import PARTITIONS
from benchmarks.drills.supervisor import Unit
from tests.servers.kafka import Broker, Server
from tests.servers.postgres import Cluster

ADMITTED = "host all worker 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n"
WORKER = "CREATE ROLE worker LOGIN SUPERUSER PASSWORD 'right'"
SENT_AWAY = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'worker'"
NONE: Mapping[str, str] = MappingProxyType({})


@dataclass
class World:
    """Where everything is, and for how many seconds something stays away, or is held."""

    cluster: Cluster
    broker: Broker | Server
    folder: Path
    away: float
    held: float
    topics: str = "drill"
    views: str | None = None
    """The URL of the views, where that is not the ledger's."""

    def begin(self) -> None:
        """An empty ledger with its topics; relay and projector come as a role that has a password."""
        (self.cluster.folder / "data" / "pg_hba.conf").write_text(ADMITTED)
        self.cluster.start()
        self.execute("CREATE DATABASE ledger", WORKER)
        self.set_up(self.topics)

    def set_up(self, topics: str) -> None:
        """From now on facts and rows go to topics whose names begin so."""
        self.topics = topics
        with closing(self.application(create=True)) as app:
            app.feed.set_up(partitions=PARTITIONS, replicas=1, adopt=False)

    def execute(self, *statements: str) -> None:
        """As the owner of the server."""
        with psycopg.connect(self.cluster.url(), autocommit=True) as c:
            for statement in statements:
                c.execute(statement.encode())

    @property
    def told(self) -> dict[str, str]:
        """What relay and projector find in their environment."""
        store = self.cluster.url("ledger", "worker")
        return {
            "SAMESIDE_STORE": store,
            "SAMESIDE_VIEWS": self.views or store,
            "SAMESIDE_KAFKA": self.broker.servers,
            "SAMESIDE_TOPICS": self.topics,
            "PGPASSWORD": "right",
        }

    @property
    def topic(self) -> str:
        return Names(self.topics).facts

    def application(self, *, create: bool = False) -> Application:
        """For who looks and records: as the owner, whom no trouble is about."""
        told = {"kafka": self.broker.servers, "topics": self.topics, "views": self.views}
        return Application.at(self.cluster.url("ledger"), create=create, **told)


Comes = Callable[[World, Sequence[Unit]], AbstractContextManager[None]]
"""Comes when it is entered, among units that run, if any do; and it is over, or was mended by a person, when left."""


class Trouble(NamedTuple):
    """One trouble, and what has to come of it."""

    name: str
    comes: Comes
    first: bool = False
    """Whether it is there before relay and projector start."""
    told: Mapping[str, str] = NONE
    """What they find in their environment besides."""
    code: int = 0
    """With which they end, where a person has to mend it."""
    named: bool = True
    """Whether they name it in their logs while it lasts, where it heals."""
    restarts: tuple[int, int] = (0, 0)
    """Of relay and projector, where it heals."""
    file: bool = False
    """Whether the views lie in a file."""


@contextmanager
def database_away(world: World, _: Sequence[Unit]) -> Iterator[None]:
    world.cluster.kill()
    try:
        yield
    finally:
        world.cluster.start()


@contextmanager
def broker_away(world: World, _: Sequence[Unit]) -> Iterator[None]:
    assert isinstance(world.broker, Broker)
    world.broker.kill()
    try:
        yield
    finally:
        world.broker.start()


@contextmanager
def turn_held(world: World, _: Sequence[Unit]) -> Iterator[None]:
    """Another session has the turn to write the ledger, and the one to write the views."""
    with closing(world.application()) as app, psycopg.connect(world.cluster.url("ledger")) as c:
        for turn in (app.store.recorder.names.put(TURN), VIEWS_TURN.encode()):  # type: ignore[attr-defined]
            c.execute(turn)
        yield


@contextmanager
def facts_locked(world: World, _: Sequence[Unit]) -> Iterator[None]:
    """Another session has locked the table of facts: nobody reads it."""
    with closing(world.application()) as app, psycopg.connect(world.cluster.url("ledger")) as c:
        c.execute(app.store.recorder.names.put("LOCK TABLE {facts} IN ACCESS EXCLUSIVE MODE"))  # type: ignore[attr-defined]
        yield


@contextmanager
def killed(_: World, units: Sequence[Unit]) -> Iterator[None]:
    for unit in units:
        assert unit.child
        os.kill(unit.child.pid, signal.SIGKILL)
    yield


@contextmanager
def file_put_away(world: World, _: Sequence[Unit]) -> Iterator[None]:
    assert world.views
    path = Path(world.views.removeprefix("sqlite:///"))
    path.rename(path.with_suffix(".former"))
    yield


@contextmanager
def topic_deleted(world: World, _: Sequence[Unit]) -> Iterator[None]:
    """Mended by topics of another name."""
    with closing(KafkaAdminClient(bootstrap_servers=world.broker.servers)) as admin:
        admin.delete_topics([world.topic])
    yield
    world.set_up(f"again-{time.monotonic_ns()}")


@contextmanager
def role_taken(world: World, _: Sequence[Unit]) -> Iterator[None]:
    world.execute("ALTER ROLE worker NOLOGIN", SENT_AWAY)
    yield
    world.execute("ALTER ROLE worker LOGIN")


@contextmanager
def misset(_: World, __: Sequence[Unit]) -> Iterator[None]:
    """It is in what they are told, and whoever mends it tells them otherwise."""
    yield


TROUBLES = (
    Trouble("PostgreSQL away and back", database_away),
    Trouble("PostgreSQL away at the start", database_away, first=True),
    Trouble("broker away and back", broker_away),
    Trouble("broker away at the start", broker_away, first=True),
    Trouble("turn to write held", turn_held, named=False),
    Trouble("table of facts locked", facts_locked, named=False),
    Trouble("both killed with -9", killed, named=False, restarts=(1, 1)),
    Trouble("views' file put away", file_put_away, named=False, restarts=(0, 1), file=True),
    Trouble("topic deleted", topic_deleted, code=8),
    Trouble("role taken away", role_taken, code=8),
    Trouble("wrong password", misset, first=True, told={"PGPASSWORD": "wrong"}, code=8),
    Trouble("no Kafka named", misset, first=True, told={"SAMESIDE_KAFKA": ""}, code=2),
)
