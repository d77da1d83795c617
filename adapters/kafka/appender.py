"""Append at an expected offset: what a stale writer sends never lands.

A broker takes a batch of a producer only at the sequence number that follows its last. With one producer id for ever,
its epoch 0, and the partition's end offset as the base sequence, that is compare-and-append: whoever has not seen the
end of the partition is refused (docs/adr/0015). It holds while nobody else writes to the topic.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Protocol, Self
from uuid import UUID

from kafka import TopicPartition
from kafka.errors import (
    DuplicateSequenceNumberError,
    InvalidTimestampError,
    LeaderNotAvailableError,
    MessageSizeTooLargeError,
    OutOfOrderSequenceNumberError,
    RetriableError,
    UnknownProducerIdError,
    UnknownTopicIdError,
    for_code,
)
from kafka.protocol.producer import ProduceRequest
from kafka.record.default_records import DefaultRecordBatchBuilder

from adapters.kafka.cluster import NOT_OURS, REQUEST_MS, Cluster, in_a_line
from adapters.kafka.known_topics import Feed
from adapters.kafka.records import Record
from domain.errors import FeedRefused, FeedTrouble

TopicData = ProduceRequest.TopicProduceData
PartitionData = TopicData.PartitionProduceData
Chunk = Mapping[TopicPartition, tuple[int, Sequence[Record]]]
"""By partition: the offset at which its records are to stand, and the records."""

OVERTAKEN = (OutOfOrderSequenceNumberError, DuplicateSequenceNumberError, UnknownProducerIdError)
SEQUENCES = 2**31
NO_LIMIT = 1 << 30
PAUSE = 0.05
PATIENCE = 10.0
CHECK_SECONDS = 5.0
CLOCK = (
    "the clock here says {now:%Y-%m-%d %H:%M} UTC, and Kafka's says another time, so that it takes nothing:"
    " set whichever is wrong (message.timestamp.after.max.ms of {topic} is how far ahead one may be)"
)
# From 13 on a topic is named by its id: none that was made anew under its name is meant.
VERSIONS = {"min_version": 3, "max_version": 13}


class PartitionMoved(Exception):
    """Somebody else has appended there, so that what we knew of the partition is out of date."""

    code = "Moved"
    """Its label in the metric of errors, which dashboards may count by."""


class TooLarge(FeedTrouble):
    """Kafka does not accept a batch of that size."""


class Stopping(Protocol):
    """Says when it is time to stop."""

    def is_set(self) -> bool: ...
    def wait(self, timeout: float) -> bool: ...


@dataclass
class Appender:
    """Writes to topics, to each under its one producer id; keeps connections, but no thread."""

    cluster: Cluster
    feeds: Sequence[Feed]
    """The topics it looks after; it writes to each as the producer of its own."""
    stopping: Stopping
    patience: float = PATIENCE
    _client: Any = field(default=None, repr=False)
    _checked: float = 0.0

    def __enter__(self) -> Self:
        self._client = self.cluster.client()
        try:
            self._client.cluster.set_topics([feed.topic for feed in self.feeds])
            self._look()
        except BaseException:
            self._client.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def append(self, chunk: Chunk) -> None:
        """Appends each partition's records at their offset, sending the same bytes until their fate is known.

        Raises PartitionMoved when somebody else was there first, and FeedTrouble when it is not known in time: part of
        it may then have been appended, and only a fresh look at the partitions tells.
        """
        waiting = {at: self._batch(at.topic, *records) for at, records in chunk.items()}
        until, trouble = time.monotonic() + self.patience, ""
        while waiting:
            for node, parts in self._leaders(waiting).items():
                try:
                    answers = self._sent(node, {at: waiting[at] for at in parts})
                except (RetriableError, OSError) as error:
                    trouble = in_a_line(error)
                    continue
                for at, answer in answers:
                    trouble = self._heard(at, answer, chunk[at][0]) or trouble
                    if not answer.error_code:
                        del waiting[at]
            if waiting:
                self._pause(until, trouble)

    def check(self) -> None:
        """Every few seconds, checks that the topics are still those that were made. Raises FeedTrouble when they are
        not, or when Kafka does not say: a fresh look then says what a person has to do.
        """
        if time.monotonic() - self._checked > CHECK_SECONDS and not self._look():
            raise FeedTrouble("Kafka does not answer", where=self.cluster.servers)

    def _batch(self, topic: str, offset: int, records: Sequence[Record]) -> bytes:
        batch = DefaultRecordBatchBuilder(
            2, DefaultRecordBatchBuilder.CODEC_LZ4, False, self._feed(topic).producer, 0, offset % SEQUENCES, NO_LIMIT
        )
        now = int(time.time() * 1000)
        for at, (key, value, headers) in enumerate(records):
            batch.append(at, now, key, value, headers)
        return bytes(batch.build())

    def _leaders(self, parts: Iterable[TopicPartition]) -> dict[int | None, list[TopicPartition]]:
        leaders: dict[int | None, list[TopicPartition]] = {}
        for at in parts:
            leader = self._client.cluster.leader_for_partition(at)
            leaders.setdefault(None if leader == -1 else leader, []).append(at)
        return leaders

    def _sent(self, node: int | None, batches: Mapping[TopicPartition, bytes]) -> list[tuple[TopicPartition, Any]]:
        if node is None:
            raise LeaderNotAvailableError
        data: dict[str, list[Any]] = {}
        for at, batch in batches.items():
            data.setdefault(at.topic, []).append(PartitionData(index=at.partition, records=batch))
        request = ProduceRequest(
            transactional_id=None,
            acks=-1,
            timeout_ms=REQUEST_MS,
            topic_data=[
                TopicData(name=topic, topic_id=UUID(self._feed(topic).id), partition_data=parts)
                for topic, parts in data.items()
            ],
            **VERSIONS,
        )
        response = self._client.send_and_receive(node, request, timeout_ms=REQUEST_MS)
        names = {UUID(feed.id): feed.topic for feed in self.feeds}
        return [
            (TopicPartition(topic.name or names[topic.topic_id], answer.index), answer)
            for topic in response.responses
            for answer in topic.partition_responses
        ]

    def _heard(self, at: TopicPartition, answer: Any, expected: int) -> str:
        """What troubles a partition for now; "" when its batch stands where it should."""
        where = f"{at.topic}/{at.partition}"
        if not answer.error_code:
            # The offset that the broker gave is the proof: a producer it has forgotten may append at any.
            if answer.base_offset != expected:
                raise PartitionMoved(f"{where}: at {answer.base_offset} instead of {expected}")
            return ""
        kind = for_code(answer.error_code)
        if kind is MessageSizeTooLargeError:
            raise TooLarge(
                f"Kafka does not take what we send to {where}: MessageSizeTooLarge", where=self.cluster.servers
            )
        if kind is InvalidTimestampError:
            raise FeedTrouble(CLOCK.format(now=datetime.now(UTC), topic=at.topic), where=self.cluster.servers)
        if kind is UnknownTopicIdError:
            raise FeedTrouble(f"{at.topic} is not the topic that it was", where=self.cluster.servers)
        if issubclass(kind, RetriableError):
            return f"{where}: {kind.__name__}"
        if issubclass(kind, NOT_OURS):
            raise FeedRefused(f"Kafka does not let us write to {at.topic}: {kind.__name__}", where=self.cluster.servers)
        if issubclass(kind, OVERTAKEN):
            raise PartitionMoved(f"{where}: {kind.__name__} at {expected}")
        raise FeedTrouble(f"Kafka does not take what we send to {where}: {kind.__name__}", where=self.cluster.servers)

    def _pause(self, until: float, trouble: str) -> None:
        if time.monotonic() > until or self.stopping.wait(PAUSE):
            raise FeedTrouble(f"Kafka takes nothing: {trouble}", where=self.cluster.servers)
        self._look()

    def _look(self) -> bool:
        """Who leads which partition now, and whether the topics are the same; False when Kafka does not say."""
        with self.cluster.in_our_words():
            updated = self._client.cluster.request_update()
            self._client.poll(timeout_ms=REQUEST_MS, future=updated)
        self._checked = time.monotonic()
        for feed in self.feeds:
            id_now = self._client.cluster.topic_id(feed.topic)
            if id_now is not None and str(id_now) != feed.id:
                raise FeedTrouble(f"{feed.topic} is not the topic that it was", where=self.cluster.servers)
            if not self._client.cluster.partitions_for_topic(feed.topic):
                raise FeedTrouble(f"{feed.topic} is not there", where=self.cluster.servers)
        return bool(updated.is_done and not updated.failed())

    def _feed(self, topic: str) -> Feed:
        return next(feed for feed in self.feeds if feed.topic == topic)
