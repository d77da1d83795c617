"""An answer of Kafka's that lacks a partition is a trouble of Kafka's, and no fault of ours."""

from __future__ import annotations

import pytest
from kafka import TopicPartition
from kafka.consumer.fetcher import Fetcher
from kafka.errors import LeaderNotAvailableError
from kafka.structs import OffsetAndTimestamp

from adapters.kafka.cluster import offsets

PRACTICES = [TopicPartition("t", part) for part in range(2)]


class Net:
    """Answers for the first partition alone, as while the other has no leader yet."""

    def run(self, *_: object) -> dict[TopicPartition, OffsetAndTimestamp]:
        return {PRACTICES[0]: OffsetAndTimestamp(3, -1, -1)}


def test_a_partition_of_which_nobody_says_where_it_ends_is_asked_for_again() -> None:
    fetcher = Fetcher.__new__(Fetcher)
    fetcher._net = Net()
    with pytest.raises(KeyError):
        fetcher.end_offsets(PRACTICES)
    with pytest.raises(LeaderNotAvailableError, match="partition=1"):
        offsets(fetcher.end_offsets, PRACTICES)
    assert offsets(fetcher.end_offsets, PRACTICES[:1]) == {PRACTICES[0]: 3}
