"""Whether the topic of a ledger's facts still is that one, whole, and not ahead of it."""

from __future__ import annotations

from typing import NamedTuple

from adapters.event_store.rows import Store
from adapters.kafka import records
from adapters.kafka.cluster import Cluster
from adapters.kafka.noting import Feed
from adapters.kafka.reader import Tail, reading
from adapters.kafka.topics import described
from adapters.views.build import mark
from domain.errors import FeedRefused

RESTORED = "the topic holds facts that the ledger does not: an older copy of the ledger was restored"


class Seen(NamedTuple):
    """A partition of the facts topic: the next offset, and the last fact's position and mark."""

    end: int
    position: int
    mark: str


def look(cluster: Cluster, feed: Feed, store: Store) -> dict[int, Seen]:
    """How far each partition has come, and that it is this ledger's own, whole, and not ahead of it.

    Raises FeedRefused, with what a person can do, when it is not; FeedTrouble when Kafka cannot be asked.
    """
    there = described(cluster, [feed.topic]).get(feed.topic)
    if there is None or there.id != feed.id:
        raise FeedRefused(
            f"{feed.topic} is not the topic that this ledger filled: it was deleted; sameside feed setup says more",
            topic=feed.topic,
        )
    with reading(cluster) as reader:
        told = reader.tails(reader.partitions(feed.topic))
    found = {one.partition: tail for one, tail in told.items()}
    if sorted(found) != list(range(feed.partitions)):
        raise FeedRefused(
            f"{feed.topic} has {len(found)} partitions and had {feed.partitions}: a stream's facts would lie in two;"
            " make another topic, under another SAMESIDE_TOPICS",
            topic=feed.topic,
        )
    return {part: _seen(feed, store, tail) for part, tail in found.items()}


def _seen(feed: Feed, store: Store, tail: Tail) -> Seen:
    if tail.begin:
        raise FeedRefused(
            f"facts were deleted from {feed.topic}, {tail.begin} of one partition; it is not filled a second time:"
            " make another topic, under another SAMESIDE_TOPICS",
            topic=feed.topic,
        )
    if tail.last is None:
        return Seen(tail.end, 0, "")
    sent = records.row(tail.last, records.source(store.ledger_id))
    if sent is None:
        raise FeedRefused(f"{feed.topic} holds what is no fact of this ledger; give it a topic of its own")
    if store.fact(sent[0]) != sent:
        raise FeedRefused(f"{RESTORED}; nothing is sent over them", position=sent[0], stream=sent[1])
    return Seen(tail.end, sent[0], mark(sent[4]))
