"""Toys whose facts go to a real Kafka, and whose views come from it, each step for as long as a test wants."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from kafka import KafkaAdminClient, TopicPartition

from adapters.event_store.ports import Row
from adapters.kafka import records
from adapters.kafka.cluster import Cluster
from adapters.kafka.health import ProjectorHealth, RelayHealth
from adapters.kafka.known_topics import Feed, must
from adapters.kafka.lease import Lease
from adapters.kafka.projecting import Projecting, group_of
from adapters.kafka.reader import Reader, reading
from adapters.kafka.relay import Relay
from adapters.kafka.rows import encoded
from adapters.kafka.setup import Names, Size, setup
from adapters.projecting.projector import Projector
from adapters.settings import settings
from adapters.views.changes import Shown
from adapters.views.read_models import AnyProjection
from tests.integration.toy_views import BOTH, Toys

SECONDS = 180
PARTITIONS = 3
QUICK = {"session_timeout_ms": 6000, "heartbeat_interval_ms": 500}


class Until:
    """Time to stop once something is so. TimeoutError when it never is."""

    def __init__(self, so: Callable[[], bool], seconds: float = SECONDS) -> None:
        self.so = so
        self.until = time.monotonic() + seconds

    def is_set(self) -> bool:
        if self.so():
            return True
        if time.monotonic() > self.until:
            raise TimeoutError("it never was so")
        return False

    def wait(self, timeout: float) -> bool:
        time.sleep(min(timeout, 0.1))
        return self.is_set()


class Fed:
    """One ledger of toys, its topics and its views."""

    def __init__(self, toys: Toys, servers: str, topics: str, projections: Sequence[AnyProjection] = BOTH) -> None:
        self.toys, self.projections = toys, projections
        self.cluster = Cluster.of(settings({}, kafka=servers))
        self.names = Names(topics)
        self.health, self.views_health = RelayHealth(), ProjectorHealth()

    def set_up(self, *, adopt: bool = False) -> list[str]:
        """Makes the topics; the names of those that are new."""
        made = setup(self.cluster, self.toys.store, self.names, self.projections, Size(PARTITIONS), adopt=adopt)
        return list(made.made)

    @property
    def feed(self) -> Feed:
        return must(self.toys.store, self.names.facts)

    def relay(self, *, lease: Lease | None = None, rows: int = 2000) -> Relay:
        return Relay(self.toys.store, self.cluster, self.feed, self.health, lease, rows=rows)

    def send(self, **options: Any) -> None:
        """Relays until the topic holds every fact there is."""
        self.relay(**options).run(Until(self.sent))

    def sent(self) -> bool:
        return self.health.position._value.get() >= self.toys.store.position()

    def projecting(self, projector: Projector | None = None) -> Projecting:
        views = {one.name: must(self.toys.store, self.names.view(one)) for one in self.projections}
        group = group_of(self.names.prefix, self.projections, "toys")
        return Projecting(
            projector or self.toys.projector(),
            self.toys.models,
            self.cluster,
            self.feed,
            views,
            self.projections,
            self.views_health,
            group,
            QUICK,
        )

    def project(self, projecting: Projecting | None = None) -> None:
        """Projects until every view has every fact of the topic."""
        models = self.toys.models()
        heads = self.heads()

        def caught_up() -> bool:
            known = models.standing()
            mine = [b for b in known if b.fed and b.live]
            return len(mine) == len(self.projections) and all(
                models.parts(build)[part][0] >= head for build in mine for part, head in heads.items()
            )

        (projecting or self.projecting()).run(Until(caught_up))

    def publish(self) -> None:
        """Projects until each view's topic leaves a reader with what its table holds."""
        self.project()
        self.projecting().run(Until(lambda: all(self.rows_of(one) == self.table_of(one) for one in self.projections)))

    def heads(self) -> dict[int, int]:
        """By partition the position of its last fact."""
        found: dict[int, int] = {}
        for row in self.toys.store.page(0, 100_000):
            found[records.partition(row[1], PARTITIONS)] = row[0]
        return found

    def read(self, topic: str) -> dict[int, list[Any]]:
        """Every record of a topic, by partition."""
        with reading(self.cluster) as reader:
            return everything(reader, topic)

    def facts(self) -> dict[int, list[Row | None]]:
        """Every fact in the topic, by partition."""
        of = records.source(self.toys.store.ledger_id)
        return {part: [records.row(one, of) for one in some] for part, some in self.read(self.names.facts).items()}

    def should_be(self) -> dict[int, list[Row]]:
        """Every fact of the store, where it is to lie."""
        found: dict[int, list[Row]] = {part: [] for part in range(PARTITIONS)}
        for row in self.toys.store.page(0, 100_000):
            found[records.partition(row[1], PARTITIONS)].append(row)
        return found

    def rows_of(self, projection: AnyProjection) -> dict[str, bytes]:
        """What a reader of a view's topic is left with."""
        left: dict[str, bytes] = {}
        for some in self.read(self.names.view(projection)).values():
            for one in some:
                if one.value is None:
                    left.pop(one.key.decode(), None)
                else:
                    left[one.key.decode()] = one.value
        return left

    def table_of(self, projection: AnyProjection) -> dict[str, bytes]:
        """What the view's own table says, in the same words."""
        models = self.toys.models()
        rows = self.toys.ask(f"SELECT key, stream, position FROM {projection.name}")
        documents = dict(models.documents(projection))
        return {key: encoded(Shown(key, stream, at, documents[key])) or b"" for key, stream, at in rows}

    def admin(self) -> KafkaAdminClient:
        return KafkaAdminClient(bootstrap_servers=self.cluster.servers)


def everything(reader: Reader, topic: str) -> dict[int, list[Any]]:
    tails = reader.tails(reader.partitions(topic))
    found = reader.between({at: (tail.begin, tail.end) for at, tail in tails.items()})
    return {at.partition: some for at, some in found.items()}


def at(topic: str, part: int) -> TopicPartition:
    return TopicPartition(topic, part)


def document(value: bytes) -> Any:
    return msgspec.json.decode(value)["document"]


def restore(toys: Toys, keep: int) -> None:
    """The ledger as a copy had it that was made after so many facts."""
    names = [name for (name,) in toys.ask("SELECT name FROM sqlite_master WHERE type='trigger'")]
    for name in names:
        toys.ask(f"DROP TRIGGER {name}")
    toys.ask(f"DELETE FROM stored_events WHERE rowid>{keep}")
    toys.ask(f"UPDATE sqlite_sequence SET seq={keep} WHERE name='stored_events'")
    toys.versions = dict.fromkeys(toys.versions, 0) | dict(
        toys.ask("SELECT originator_id, max(originator_version) FROM stored_events GROUP BY originator_id")
    )
