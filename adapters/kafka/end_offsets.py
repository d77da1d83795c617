"""Where our partitions end, as their leaders say it now: what an earlier fetch said may be out of date."""

from __future__ import annotations

import time
from collections.abc import Set as AbstractSet

from kafka import KafkaConsumer, TopicPartition
from kafka.errors import KafkaError

from adapters.kafka.cluster import offsets

ASK_SECONDS = 5.0
ANSWER_MS = 2000


class Ends:
    """Asks every few seconds, and never waits long for an answer."""

    def __init__(self, consumer: KafkaConsumer) -> None:
        self.consumer = consumer
        self._known: dict[TopicPartition, int] = {}
        self._asked = -ASK_SECONDS
        self._answered = False

    def answered(self, parts: AbstractSet[TopicPartition]) -> bool:
        """Whether the leader of each of these has lately said where it ends."""
        if time.monotonic() - self._asked > ASK_SECONDS or not parts <= self._known.keys():
            self._ask(parts)
        return self._answered

    def waiting(self, partition: TopicPartition) -> int:
        """How many records of a partition are there that have not come to us yet."""
        if partition not in self.consumer.assignment():
            return 0
        end = max(self.consumer.highwater(partition) or 0, self._known.get(partition, 0))
        return max(0, end - self.consumer.position(partition)) if end else 0

    def _ask(self, parts: AbstractSet[TopicPartition]) -> None:
        try:
            self._known = offsets(self.consumer.end_offsets, parts, timeout_ms=ANSWER_MS) if parts else {}
            self._answered = True
        except KafkaError:
            self._answered = False
        self._asked = time.monotonic()
