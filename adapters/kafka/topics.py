"""Topics with explicit settings, made once, and looked at afterwards."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kafka.admin import ConfigResource
from kafka.errors import RetriableError, TopicAlreadyExistsError, for_code
from kafka.protocol.producer import InitProducerIdRequest

from adapters.kafka.cluster import REQUEST_MS, Cluster

FOR_EVER = "-1"
FACTS = {
    "cleanup.policy": "delete",
    "retention.ms": FOR_EVER,
    "retention.bytes": FOR_EVER,
    "compression.type": "producer",
    "max.message.bytes": str(8 << 20),
    "message.timestamp.type": "CreateTime",
    "unclean.leader.election.enable": "false",
}
"""History is never compacted and never deleted, and no replica that lacks an acknowledged fact ever leads."""
VIEW = {**FACTS, "cleanup.policy": "compact", "delete.retention.ms": str(7 * 24 * 3600 * 1000)}
"""The last row of every key stays; a reader has a week to hear that one is gone."""
del VIEW["retention.ms"], VIEW["retention.bytes"]
REPLICAS = 3
PATIENCE, PAUSE = 30.0, 0.2


class Topic(NamedTuple):
    """A topic as Kafka knows it."""

    name: str
    id: str
    partitions: int
    replicas: int


def described(cluster: Cluster, names: Sequence[str]) -> dict[str, Topic]:
    """Those of these topics that are there, by name."""
    with cluster.admin() as admin:
        return _described(admin, names)


def make(cluster: Cluster, name: str, settings: Mapping[str, str], partitions: int, replicas: int | None) -> bool:
    """Makes a topic, and returns when every partition has its leader; False when there is one of that name already.

    `replicas` are three, or as many as there are brokers, unless said.
    """
    with cluster.admin() as admin:
        count = replicas or min(REPLICAS, len(admin.describe_cluster()["brokers"]))
        # What is acknowledged lies on more than one broker, where there is more than one.
        configs = {**settings, "min.insync.replicas": str(max(1, count - 1))}
        wanted = {"num_partitions": partitions, "replication_factor": count, "configs": configs}
        try:
            admin.create_topics({name: wanted}, wait_for_metadata=True)
        except TopicAlreadyExistsError:
            return False
        return True


def wrong(cluster: Cluster, wanted: Mapping[str, Mapping[str, str]], *, as_far_as_told: bool = False) -> list[str]:
    """What of these topics' settings is not as it should be, in words.

    Without the right to describe them (DESCRIBE_CONFIGS) Kafka tells none: each is wrong, or unknown `as_far_as_told`.
    """
    with cluster.admin() as admin:
        asked = [ConfigResource("TOPIC", name) for name in wanted]
        described = admin.describe_configs(asked, config_filter="all")["topic"]
    return [
        f"{setting} of {name} is {current} and should be {value}"
        for name, settings in wanted.items()
        for setting, value in settings.items()
        if (current := described[name].get(setting, {}).get("value")) != value
        and not (as_far_as_told and current is None)
    ]


def producer_id(cluster: Cluster) -> int:
    """A number that no other producer of the cluster has, or will have."""
    client, until = cluster.client(), time.monotonic() + PATIENCE
    try:
        with cluster.in_our_words():
            while True:
                node = client.least_loaded_node(bootstrap_fallback=True)
                request = InitProducerIdRequest(transactional_id=None, transaction_timeout_ms=REQUEST_MS, max_version=1)
                response = client.send_and_receive(node, request, timeout_ms=REQUEST_MS)
                if not response.error_code:
                    return int(response.producer_id)
                wrong = for_code(response.error_code)
                if not issubclass(wrong, RetriableError) or time.monotonic() > until:
                    raise wrong("Kafka gives no producer id")
                time.sleep(PAUSE)
    finally:
        client.close()


def _described(admin: Any, names: Sequence[str]) -> dict[str, Topic]:
    topics = {}
    for described in admin.describe_topics(list(names)):
        if described["error_code"] == 0 and described["partitions"]:
            parts = described["partitions"]
            id_ = str(described.get("topic_id") or "")
            topics[described["name"]] = Topic(described["name"], id_, len(parts), len(parts[0]["replica_nodes"]))
    return topics
