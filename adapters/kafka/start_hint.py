"""A hint where to begin looking for what is still to be sent: it may save time, and never decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from adapters.event_store.ports import Store
from adapters.kafka.feed import Seen
from adapters.kafka.known_topics import Feed


class Hint(NamedTuple):
    """Every fact up to `at` was in the topic of this id when its partitions' last positions were these."""

    id: str
    at: int
    last: dict[int, int]


def leave(store: Store, feed: Feed, at: int, last: Mapping[int, int]) -> None:
    """Leaves the hint for whoever begins next. One that somebody else has left meanwhile is as good."""
    name = _name(feed)
    store.set_note(name, msgspec.json.encode(Hint(feed.id, at, dict(last))).decode(), store.note(name))


def start(store: Store, feed: Feed, seen: Mapping[int, Seen]) -> int:
    """The position after which facts may be missing in the topic.

    The hint's while no partition has fallen behind it; else that of the partition which has come least far.
    """
    lowest = min(part.position for part in seen.values())
    hint = _left(store, feed)
    if hint is None or hint.last.keys() != seen.keys():
        return lowest
    behind = [tail.position for part, tail in seen.items() if tail.position < hint.last[part]]
    return max(min([hint.at, *behind]), lowest)


def last(store: Store, feed: Feed) -> int:
    """Up to where facts were in the topic, when somebody looked last: for a number to show while nobody can look."""
    hint = _left(store, feed)
    return hint.at if hint else 0


def _left(store: Store, feed: Feed) -> Hint | None:
    try:
        hint = msgspec.json.decode(store.note(_name(feed)) or "", type=Hint)
    except msgspec.DecodeError:
        return None
    return hint if hint.id == feed.id else None


def _name(feed: Feed) -> str:
    return f"hint/{feed.topic}"
