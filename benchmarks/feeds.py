"""Facts to Kafka and views from it, beside bare loops of kafka-python and of confluent-kafka, and beside the library.

Needs Java 17 and Maven, and PostgreSQL; starts both for itself. Everything is fsynced where a promise rests on it.
"""

from __future__ import annotations

import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import confluent_kafka as ck
import psycopg
from kafka import KafkaConsumer, KafkaProducer, TopicPartition

from adapters.kafka import records
from adapters.kafka.health import ProjectorHealth, RelayHealth
from adapters.kafka.known_topics import Feed, must
from adapters.kafka.projecting import Projecting
from adapters.kafka.relay import Relay
from adapters.kafka.running import Cluster, Names
from adapters.projecting.filling import filled
from adapters.projecting.projector import Projector
from adapters.views.build import Fed
from adapters.views.generations import settle
from adapters.views.read_models import ReadModels
from adapters.wiring import Application
from adapters.wiring_feed import partition
from adapters.wiring_views import fill
from benchmarks.drills.feeds import ledger as small_facts
from benchmarks.drills.feeds import topics
from benchmarks.histories import lines, load
from benchmarks.pairs import in_turn, tell
from projections.registry import PROJECTIONS
from tests.servers.kafka import Server as Broker
from tests.servers.kafka import server as kafka
from tests.servers.postgres import Cluster as Postgres
from tests.servers.postgres import Server as Databases

FACTS, PORTFOLIO, ROUNDS, SAMPLES = 60_000, 150_000, 5, 130
VIEWS = tuple(one for one in PROJECTIONS if one.name in {"accountability", "why"})


class Until:
    """Time to stop once something is so."""

    def __init__(self, so: Callable[[], bool]) -> None:
        self.so = so

    def is_set(self) -> bool:
        return self.so()

    def wait(self, timeout: float) -> bool:
        time.sleep(min(timeout, 0.01))
        return self.so()


def run() -> bool:
    """Prints the ratios; whether they hold."""
    postgres = Postgres(fsync=True)
    with kafka(None) as where, tempfile.TemporaryDirectory() as folder:
        try:
            postgres.start()
            databases = Databases(postgres.url(), postgres)
            held = [relaying(where, Path(folder)), projecting(where, databases), latency(where, databases)]
        finally:
            postgres.stop()
    return all(held)


def relaying(where: Broker, folder: Path) -> bool:
    """The relay beside producers that are handed the same bytes and headers."""
    store = small_facts(folder / "facts.db", FACTS)
    source = records.source(store.ledger_id)
    rows = store.page(0, FACTS)

    def relay() -> None:
        topic = topics(store, where.servers, where.topics())
        health = RelayHealth()
        done = Until(lambda: health.position._value.get() >= FACTS)  # noqa: SLF001 - read as Prometheus would
        Relay(store, _cluster(where), must(store, topic), health, None).run(done)

    def bare() -> None:
        topic = topics(store, where.servers, where.topics())
        options = {"acks": "all", "compression_type": "lz4", "linger_ms": 20, "batch_size": 128 << 10}
        with closing(KafkaProducer(bootstrap_servers=where.servers, **options)) as producer:
            for row in rows:
                key, value, headers = records.record(row, source)
                producer.send(topic, value, key=key, headers=headers)
            producer.flush()

    def ceiling() -> None:
        topic = topics(store, where.servers, where.topics())
        options = {"acks": "all", "compression.type": "lz4", "linger.ms": 20, "enable.idempotence": True}
        producer = ck.Producer(
            {"bootstrap.servers": where.servers, "queue.buffering.max.messages": 1_000_000, **options}
        )
        for row in rows:
            key, value, headers = records.record(row, source)
            producer.produce(topic, value, key=key, headers=headers)
        producer.flush()

    found = in_turn(ROUNDS, FACTS, sameside=relay, a_bare_KafkaProducer=bare, confluent_kafka=ceiling)
    store.close()
    print(f"kafka: {FACTS:,} facts of 350 bytes with seven headers, one broker, medians of rounds in turn")
    held = tell("  relay", found["sameside"], found["a_bare_KafkaProducer"], 1.5)
    tell("  relay", found["sameside"], found["confluent_kafka"], 0.0)
    return held


def projecting(where: Broker, databases: Databases) -> bool:
    """Two views on PostgreSQL from the topic's first fact, beside consumers that only poll."""
    url = databases.database()
    with closing(Application.at(url, create=True)) as app:
        load(app, lines(PORTFOLIO))
        facts = app.position
    with ExitStack() as stack:
        # Made and filled beforehand, one a round: its own topics, nothing in the views or in their topics.
        fresh = [stack.enter_context(_unfolded(url, where, databases)) for _ in range(ROUNDS)]
        waiting = iter(fresh)
        feed = fresh[0][0]

        def ours() -> None:
            _, one = next(waiting)
            one.run(Until(lambda: one.health.batches._sum.get() >= facts))  # noqa: SLF001 - as above

        def bare() -> None:
            consumer = KafkaConsumer(bootstrap_servers=where.servers, group_id=None, auto_offset_reset="earliest")
            with closing(consumer):
                consumer.assign([TopicPartition(feed.topic, part) for part in range(feed.partitions)])
                seen = 0
                while seen < facts:
                    seen += sum(map(len, consumer.poll(500, max_records=2000).values()))

        def ceiling() -> None:
            options = {"group.id": "ceiling", "auto.offset.reset": "earliest", "enable.auto.commit": False}
            consumer = ck.Consumer({"bootstrap.servers": where.servers, **options})
            consumer.assign([ck.TopicPartition(feed.topic, part, 0) for part in range(feed.partitions)])
            seen = 0
            while seen < facts:
                seen += len(consumer.consume(5000, 0.5))
            consumer.close()

        found = in_turn(ROUNDS, facts, sameside=ours, a_bare_poll_loop=bare, confluent_kafka=ceiling)
    print(f"projecting {facts:,} facts of a portfolio into two views on PostgreSQL and their topics, joining included")
    held = tell("  accountability and why", found["sameside"], found["a_bare_poll_loop"], 0.3)
    tell("  accountability and why", found["sameside"], found["confluent_kafka"], 0.0)
    return held


@contextmanager
def _unfolded(store: str, where: Broker, databases: Databases) -> Iterator[tuple[Feed, Projecting]]:
    """Every fact in a topic of its own, and two views that begin before the first."""
    settings = {"views": databases.database(), "kafka": where.servers, "topics": where.topics()}
    with closing(Application.at(store, **settings)) as app, _kept(app) as (feed, one):
        with filled(one.projector, VIEWS, 0) as nothing:
            for view in VIEWS:
                fed = Fed(feed.topic, dict.fromkeys(range(feed.partitions), 0))
                settle(one.projector.models, view, nothing, again=False, fed=fed)
        yield feed, one


def latency(where: Broker, databases: Databases) -> bool:
    """From the commit of a fact to the commit of the views that show it, idle but for this."""
    url = databases.database()
    app = Application.at(url, create=True, views=databases.database(), kafka=where.servers, topics=where.topics())
    load(app, lines(500))
    took: list[float] = []
    stopping = threading.Event()
    with _kept(app) as (feed, one):
        one.run(_live(one.projector.models))
        relay = Application.at(**app.settings.model_dump(include={"store", "views", "kafka", "topics"}))
        threads = [
            threading.Thread(target=one.run, args=(stopping,)),
            threading.Thread(target=lambda: relay.relay(stopping, lambda _: None, lease=False)),
        ]
        for thread in threads:
            thread.start()
        with psycopg.connect(str(app.settings.views), autocommit=True) as c:
            for n in range(SAMPLES + 20):
                took.append(_seen_after(app, c, n))
                time.sleep(0.02)
        stopping.set()
        for thread in threads:
            thread.join()
    assert feed.partitions
    app.close()
    steps = statistics.quantiles(sorted(took[20:]), n=100)
    held = steps[49] <= 20 and steps[98] <= 150
    print(
        f"append to visible through Kafka, {SAMPLES} facts one by one: p50 {steps[49]:.1f} ms of 20, p90"
        f" {steps[89]:.1f}, p99 {steps[98]:.1f} ms of 150  {'ok' if held else 'ABOVE'}"
    )
    return held


def _live(models: ReadModels) -> Until:
    """Once the plain names show what the topic feeds."""
    return Until(lambda: {b.projection for b in models.standing() if b.live} == {one.name for one in VIEWS})


def _seen_after(app: Application, c: psycopg.Connection[Any], n: int) -> float:
    """Milliseconds until the view shows what was noted just now."""
    told = {"command": "engagement.open", "stream": f"late-{n}", "id": f"late-{n}", "title": "T", "currency": "EUR"}
    owner = {"person": "Ana", "brings": "work"}
    app.record(app.command({**told, "owner": owner, "customer_owner": {**owner, "person": "Bo"}}))
    begun = time.perf_counter()
    while not c.execute("SELECT 1 FROM accountability WHERE key = %s", (f"engagement/late-{n}",)).fetchone():
        time.sleep(0.0005)
        if time.perf_counter() - begun > 30:
            raise TimeoutError("it never came")
    return (time.perf_counter() - begun) * 1000


@contextmanager
def _kept(app: Application) -> Iterator[tuple[Any, Projecting]]:
    """Topics with everything sent, and one projector of two views."""
    app.feed.set_up(partitions=6, replicas=1, adopt=False)
    cluster, names, health = Cluster.of(app.settings), Names(app.settings.topics), RelayHealth()
    feed = must(app.store, names.facts)
    sent = Until(lambda: health.position._value.get() >= app.position)  # noqa: SLF001 - as above
    Relay(app.store, cluster, feed, health, None).run(sent)
    opened: list[ReadModels] = []

    def models() -> ReadModels:
        opened.append(ReadModels(str(app.settings.views), app.store.ledger_id))
        return opened[-1]

    views = {one.name: must(app.store, names.view(one)) for one in VIEWS}
    projector = Projector(app.store, models(), fill=fill, partition=partition)
    yield feed, Projecting(projector, models, cluster, feed, views, VIEWS, ProjectorHealth(), names.prefix)
    for one in opened:
        one.close()


def _cluster(where: Broker) -> Cluster:
    return Cluster(where.servers, {"security_protocol": "PLAINTEXT"})


if __name__ == "__main__":
    run()
