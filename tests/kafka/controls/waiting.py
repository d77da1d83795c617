"""A relay as a process of its own while Kafka answers nothing: ours, or one that hands everything to a producer.

`python -m tests.kafka.controls.waiting (ours|unbounded) STORE SERVERS TOPIC PROXY`
"""

from __future__ import annotations

import sys
import time
from threading import Event

from kafka import KafkaProducer

from adapters.event_store.store import RecorderStore, open_store
from adapters.kafka import records
from adapters.kafka.cluster import Cluster
from adapters.kafka.health import RelayHealth
from adapters.kafka.known_topics import must
from adapters.kafka.relay import Relay
from benchmarks.drills.feeds import PARTITIONS


def unbounded(store: RecorderStore, servers: str, topic: str, proxy: str) -> None:
    """Reads on and on; what is not acknowledged yet waits in the producer."""
    producer, at = KafkaProducer(bootstrap_servers=servers, acks="all", proxy_url=proxy), 0
    source = records.source(store.ledger_id)
    while True:
        for row in (rows := store.page(at, 1000)):
            key, value, headers = records.record(row, source)
            producer.send(topic, value, key=key, partition=records.partition(row[1], PARTITIONS), headers=headers)
            at = row[0]
        if not rows:
            time.sleep(0.05)


def main(how: str, url: str, servers: str, topic: str, proxy: str) -> None:
    store = open_store(url, create=False)
    assert isinstance(store, RecorderStore)
    if how == "unbounded":
        unbounded(store, servers, topic, proxy)
    cluster = Cluster(servers, {"proxy_url": proxy})
    Relay(store, cluster, must(store, topic), RelayHealth(), None).run(Event())


if __name__ == "__main__":
    main(*sys.argv[1:])
