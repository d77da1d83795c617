"""The Kafka that tests run on is a real one: it keeps what it was given, and others read it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from contextlib import closing

import pytest
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import ConfigResource, NewTopic

from tests.servers.java import Consoles, archive, command
from tests.servers.kafka import Broker


def make(servers: str, topic: str, **configs: str) -> None:
    with closing(KafkaAdminClient(bootstrap_servers=servers)) as admin:
        told = {name.replace("_", "."): value for name, value in configs.items()}
        admin.create_topics([NewTopic(topic, 1, 1, topic_configs=told)])


def write(servers: str, topic: str, values: Iterable[str]) -> None:
    with closing(KafkaProducer(bootstrap_servers=servers, acks="all")) as producer:
        for sent in [producer.send(topic, key=b"k", value=value.encode(), partition=0) for value in values]:
            sent.get(30)


def read(servers: str, topic: str) -> list[str]:
    """Everything in its one partition."""
    part = TopicPartition(topic, 0)
    with closing(KafkaConsumer(bootstrap_servers=servers, auto_offset_reset="earliest")) as consumer:
        consumer.assign([part])
        end, found = consumer.end_offsets([part])[part], list[str]()
        while len(found) < end:
            found += [one.value.decode() for some in consumer.poll(1000).values() for one in some]
        return found


def test_a_topic_is_made_as_it_is_told(broker: str, topics: str) -> None:
    topic = f"{topics}-facts"
    make(broker, topic, retention_ms="-1", cleanup_policy="compact")
    with closing(KafkaAdminClient(bootstrap_servers=broker)) as admin:
        told = admin.describe_configs([ConfigResource("TOPIC", topic)])["topic"][topic]
    assert {name: told[name]["value"] for name in told} == {"retention.ms": "-1", "cleanup.policy": "compact"}


def test_kafkas_own_console_reads_what_python_wrote(broker: str, topics: str, consoles: Consoles) -> None:
    make(broker, topics)
    write(broker, topics, ["visited Müller", "called"])
    assert consoles.consumer(topics, 2, "--property", "print.key=true") == ["k\tvisited Müller", "k\tcalled"]


def test_python_reads_what_kafkas_own_console_wrote(broker: str, topics: str, consoles: Consoles) -> None:
    make(broker, topics)
    consoles.producer(topics, ["visited Müller", "called"])
    assert read(broker, topics) == ["visited Müller", "called"]


def test_a_broker_that_stands_still_answers_again_when_it_goes_on(own_broker: Broker) -> None:
    own_broker.pause()
    assert not own_broker.answers()
    own_broker.resume()
    assert own_broker.answers()


def test_a_broker_that_was_killed_comes_back_where_it_was_with_its_records(own_broker: Broker) -> None:
    where, values = own_broker.servers, [*map(str, range(100))]
    make(where, "facts")
    write(where, "facts", values)
    own_broker.kill()
    assert not own_broker.answers()
    own_broker.start()
    assert own_broker.servers == where
    assert read(where, "facts") == values


def test_what_a_broker_loads_was_parsed_once_for_all_starts(own_broker: Broker) -> None:
    """Each start would otherwise take a second and a half more of a processor, and nothing else would tell."""
    assert own_broker.answers()
    if not archive().stat().st_size:
        pytest.skip("This Java keeps no classes: use OpenJDK 17 or later.")
    told = command("kafka.tools.StorageTool", "random-uuid", megabytes=64)
    told.insert(1, "-Xlog:class+load")
    told.remove("-Xlog:disable")
    found = subprocess.run(told, capture_output=True, text=True, check=True).stdout
    assert "kafka.server.KafkaConfig source: shared objects file (top)" in found
