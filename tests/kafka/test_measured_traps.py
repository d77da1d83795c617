"""What was measured of Kafka and its clients, and that we do not fall into it."""

from __future__ import annotations

from typing import Any

import confluent_kafka as ck
import pytest

from adapters.kafka import records
from adapters.kafka.cluster import Cluster
from adapters.kafka.reader import reading
from adapters.kafka.topics import make
from adapters.settings import settings
from tests.integration.toy_views import ACCOUNTS, Toys, paid
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


def test_who_joins_just_after_the_topic_was_made_is_given_its_partitions(kafka_server: Any, tmp_path: Any) -> None:
    for n in range(8):
        toys = Toys(f"sqlite:///{tmp_path / f'{n}.db'}")
        fed = Fed(toys, kafka_server.servers, kafka_server.topics())
        fed.set_up()
        toys.say("engagement/acme", paid(1))
        fed.send()
        fed.project()
        assert dict(toys.models().documents(ACCOUNTS)).keys() == {"engagement/acme"}
        toys.close()
