"""Reads what stands in topics, outside any group: how far they have come, and what lies between two offsets."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from kafka import KafkaConsumer, TopicPartition

from adapters.kafka.cluster import Cluster, offsets
from domain.errors import FeedRefused, FeedTrouble

LOOK_SECONDS = 30.0
POLL_MS = 200
STEP = 4


class Tail(NamedTuple):
    """A partition: the first offset it still has, the next it will give, and its last record if there is one."""

    begin: int
    end: int
    last: Any | None


@contextmanager
def reading(cluster: Cluster) -> Iterator[Reader]:
    """A reader, for as long as this lasts."""
    consumer = cluster.consumer(group_id=None, fetch_max_wait_ms=20, max_partition_fetch_bytes=1 << 20)
    try:
        yield Reader(cluster, consumer)
    finally:
        consumer.close(autocommit=False)


@dataclass
class Reader:
    """For one thread. Everything raises FeedTrouble when Kafka does not answer in time."""

    cluster: Cluster
    consumer: KafkaConsumer

    def partitions(self, topic: str) -> list[TopicPartition]:
        """A topic's partitions. Raises FeedRefused when there is no such topic."""
        with self.cluster.in_our_words():
            parts = self.consumer.partitions_for_topic(topic)
        if not parts:
            raise FeedRefused(f"there is no topic {topic}", where=self.cluster.servers, topic=topic)
        return [TopicPartition(topic, part) for part in sorted(parts)]

    def tails(self, parts: Iterable[TopicPartition]) -> dict[TopicPartition, Tail]:
        """Where they end. Offsets without a record (markers, gaps left by compaction) are skipped."""
        wanted = list(parts)
        with self.cluster.in_our_words():
            begin, end = self._span(wanted)
            last = self._last(begin, end)
        return {at: Tail(begin[at], end[at], last.get(at)) for at in wanted}

    def between(self, ranges: Mapping[TopicPartition, tuple[int, int]]) -> dict[TopicPartition, list[Any]]:
        """The records from one offset up to another, which is not included."""
        records_of: dict[TopicPartition, list[Any]] = {at: [] for at in ranges}
        with self.cluster.in_our_words():
            todo = self._seek({at: first for at, (first, end) in ranges.items() if first < end})
            for records in self._polled(lambda: not todo):
                for at, some in records.items():
                    records_of[at] += [record for record in some if record.offset < ranges[at][1]]
                for at in [at for at in todo if self.consumer.position(at) >= ranges[at][1]]:
                    todo.remove(at)
                    self.consumer.pause(at)
        return records_of

    def first_after(self, topic: str, after: Callable[[Any], bool]) -> dict[int, int]:
        """By partition, the first offset whose record comes `after`, or the partition's end. Records
        rise, so it bisects.
        """
        offsets = {}
        parts = self.partitions(topic)
        with self.cluster.in_our_words():
            begin, end = self._span(parts)
            for at in parts:
                low, high = begin[at], end[at]
                while low < high:
                    middle = (low + high) // 2
                    seen = self._first(at, middle, high)
                    if seen is None or after(seen):
                        high = middle
                    else:
                        low = seen.offset + 1
                offsets[at.partition] = low
        return offsets

    def _span(self, parts: Sequence[TopicPartition]) -> tuple[dict[TopicPartition, int], dict[TopicPartition, int]]:
        return offsets(self.consumer.beginning_offsets, parts), offsets(self.consumer.end_offsets, parts)

    def _last(
        self, begin: Mapping[TopicPartition, int], end: Mapping[TopicPartition, int]
    ) -> dict[TopicPartition, Any]:
        # Only those that hold something: an assigned partition without a position makes every poll fail.
        step = {at: 1 for at in end if end[at] > begin[at]}
        todo = self._seek({at: end[at] - 1 for at in step})
        last: dict[TopicPartition, Any] = {}
        for records in self._polled(lambda: not todo):
            for at, some in records.items():
                for record in some:
                    if record.offset < end[at] and (at not in last or record.offset > last[at].offset):
                        last[at] = record
            for at in [at for at in todo if self.consumer.position(at) >= end[at]]:
                if at in last or step[at] >= end[at] - begin[at]:
                    todo.remove(at)
                    self.consumer.pause(at)
                else:
                    step[at] *= STEP
                    self.consumer.seek(at, max(begin[at], end[at] - step[at]))
        return last

    def _first(self, partition: TopicPartition, first: int, end: int) -> Any | None:
        self._seek({partition: first})
        for records in self._polled(lambda: self.consumer.position(partition) >= end):
            for record in records.get(partition, ()):
                return record if record.offset < end else None
        return None

    def _seek(self, offsets: Mapping[TopicPartition, int]) -> set[TopicPartition]:
        self.consumer.assign(list(offsets))
        for at, offset in offsets.items():
            self.consumer.resume(at)
            self.consumer.seek(at, offset)
        return set(offsets)

    def _polled(self, done: Callable[[], bool]) -> Iterator[dict[TopicPartition, list[Any]]]:
        """The records of each poll, until it is done."""
        until = time.monotonic() + LOOK_SECONDS
        while not done():
            if time.monotonic() > until:
                raise FeedTrouble("Kafka does not give its records in time", where=self.cluster.servers)
            yield self.consumer.poll(timeout_ms=POLL_MS)
