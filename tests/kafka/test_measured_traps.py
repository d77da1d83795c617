"""What was measured of Kafka and its clients, and that we do not fall into it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace
from typing import Any

import confluent_kafka as ck
import pytest

from adapters.kafka import records
from adapters.kafka.assignment import Assignment, Listener, Unassigned
from adapters.kafka.cluster import Cluster
from adapters.kafka.reader import reading
from adapters.kafka.session import POLL_MS, Session
from adapters.kafka.topics import make
from adapters.settings import settings
from tests.integration.toy_views import paid
from tests.kafka.feeds import Fed, everything

PARTITIONS = 6
KEYS = [f"engagement/{name}-{n}" for n in range(500) for name in ("acme", "straße", "x.y", "0")]


@pytest.fixture
def cluster(kafka_server: Any) -> Cluster:
    return Cluster.of(settings({}, kafka=kafka_server.servers))


def _partitions(cluster: Cluster, topic: str) -> dict[str, int]:
    with reading(cluster) as reader:
        return {one.key.decode(): part for part, some in everything(reader, topic).items() for one in some}


def test_a_stream_lies_where_any_java_client_would_put_it(cluster: Cluster, topics: str, consoles: Any) -> None:
    make(cluster, topics, {}, PARTITIONS, 1)
    lines = (f"{key}\tx" for key in KEYS)
    consoles.producer(topics, lines, "--property", "parse.key=true", "--property", "key.separator=\t")
    assert _partitions(cluster, topics) == {key: records.partition(key, PARTITIONS) for key in KEYS}


@pytest.mark.parametrize(("partitioner", "same"), [("murmur2_random", True), ("consistent_random", False)])
def test_another_clients_default_puts_it_elsewhere(
    cluster: Cluster, topics: str, partitioner: str, *, same: bool
) -> None:
    """The control: librdkafka finds a stream's partition only when it is told how."""
    make(cluster, topics, {}, PARTITIONS, 1)
    producer = ck.Producer({"bootstrap.servers": cluster.servers, "partitioner": partitioner})
    for key in KEYS:
        producer.produce(topics, b"x", key=key.encode())
    producer.flush()
    assert (_partitions(cluster, topics) == {key: records.partition(key, PARTITIONS) for key in KEYS}) is same


def test_markers_of_transactions_at_the_end_do_not_hide_the_last_record(cluster: Cluster, topics: str) -> None:
    make(cluster, topics, {}, 1, 1)
    producer = ck.Producer({"bootstrap.servers": cluster.servers, "transactional.id": topics})
    producer.init_transactions()
    for n in range(3):
        producer.begin_transaction()
        producer.produce(topics, b"%d" % n, key=b"k")
        producer.commit_transaction()
    for _ in range(5):  # each leaves a marker, and no record
        producer.begin_transaction()
        producer.produce(topics, b"never", key=b"k")
        producer.flush()
        producer.abort_transaction()
    with reading(cluster) as reader:
        [tail] = reader.tails(reader.partitions(topics)).values()
    assert tail.end > 6
    assert tail.last is not None
    assert tail.last.offset < tail.end - 1


def test_a_partition_with_nothing_in_it_has_an_end_and_no_last_record(cluster: Cluster, topics: str) -> None:
    make(cluster, topics, {}, 3, 1)
    with reading(cluster) as reader:
        found = reader.tails(reader.partitions(topics))
    assert [(tail.begin, tail.end, tail.last) for tail in found.values()] == [(0, 0, None)] * 3


def test_a_hundred_that_join_just_after_their_topic_was_made_are_given_its_partitions(fed: Fed) -> None:
    """Whoever subscribes before they know of the topic is given none now and then, and waits for ever."""
    with ThreadPoolExecutor(4) as several:
        joined = list(several.map(lambda n: _joins(fed, f"{fed.names.facts}-{n}"), range(100)))
    assert joined == [True] * 100


def _joins(fed: Fed, topic: str) -> bool:
    """Whether a projector has all partitions of a topic just made before it has to join for a fourth time."""
    make(fed.cluster, topic, {}, 3, 1)
    one = replace(fed.projecting(), feed=fed.feed._replace(topic=topic), group=topic)
    for _ in range(3):
        mine = Assignment(one.projections, topic, fed.toys.models)
        with closing(mine), one._joined(mine) as consumer, suppress(Unassigned):
            while mine.parts.keys() != {0, 1, 2}:
                consumer.poll(timeout_ms=POLL_MS)
                mine.wait_no_longer()
            return True
    return False


def test_what_the_group_took_away_and_never_gave_back_is_asked_for_anew(
    fed: Fed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A poll that ends while the group shares out anew: its client then waits for an answer that it does not hear."""
    monkeypatch.setattr("adapters.kafka.assignment.ASSIGNED_SECONDS", 3)
    poll, deaf = Session._poll, list[Session]()

    def ended_too_soon(self: Session) -> dict[Any, Any]:
        found = poll(self)
        if not deaf:
            deaf.append(self)
        if self not in deaf:
            return found
        Listener(self.assignment, self.consumer).on_partitions_revoked(self.consumer.assignment())
        return {}

    fed.project()
    monkeypatch.setattr(Session, "_poll", ended_too_soon)
    fed.toys.say("engagement/acme", paid(1))
    fed.send()
    fed.project()
    assert fed.views_health.anew._value.get() == 1
