"""Which topics are a ledger's own: noted in the ledger when they are made."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from adapters.event_store.ports import Store
from domain.errors import FeedRefused


class Feed(NamedTuple):
    """A topic as it was made: its name, the id by which Kafka knows it, its partitions, and who writes to it."""

    topic: str
    id: str
    partitions: int
    producer: int


def noted(store: Store, topic: str) -> Feed | None:
    """What this ledger knows of a topic it made."""
    note = store.note(f"feed/{topic}")
    return msgspec.json.decode(note, type=Feed) if note else None


def note(store: Store, feed: Feed) -> None:
    """Keeps it, in the place of what was known before."""
    name = f"feed/{feed.topic}"
    while not store.set_note(name, msgspec.json.encode(feed).decode(), store.note(name)):
        pass


def must(store: Store, topic: str) -> Feed:
    """What this ledger knows of its topic. Raises FeedRefused when it made none."""
    feed = noted(store, topic)
    if feed is None:
        raise FeedRefused(f"this ledger has no topic {topic} yet: sameside feed setup", topic=topic)
    return feed
