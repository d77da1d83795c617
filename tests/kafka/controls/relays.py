"""Relays as they are often written: each sends what it should, and each fails where ours does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from kafka import KafkaProducer

from adapters.event_store.ports import Row
from adapters.kafka import records
from tests.kafka.feeds import PARTITIONS, Fed


@contextmanager
def producing(servers: str, **options: Any) -> Iterator[KafkaProducer]:
    """Kafka's own producer as it comes, for as long as this lasts."""
    producer = KafkaProducer(bootstrap_servers=servers, acks="all", metrics_enabled=False, **options)
    try:
        yield producer
    finally:
        producer.close()


def send(producer: KafkaProducer, fed: Fed, rows: Sequence[Row]) -> list[Any]:
    """One after the other, as they are stored; nobody waits for an answer before the next goes out."""
    of, futures = records.source(fed.toys.store.ledger_id), []
    for row in rows:
        key, value, headers = records.record(row, of)
        part = records.partition(row[1], PARTITIONS)
        futures.append(producer.send(fed.names.facts, value, key=key, partition=part, headers=headers))
    return futures


def producer_id(producer: KafkaProducer) -> int:
    return int(producer._sender._transaction_manager.producer_id_and_epoch.producer_id)
