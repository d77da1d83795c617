"""Where to begin to look for what is still to be sent: it may save time, and never decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from adapters.event_store.rows import Store
from adapters.kafka.feed import Seen
from adapters.kafka.noting import Feed


class Hint(NamedTuple):
    """Every fact up to `at` was in the topic of this id when its partitions' last positions were these."""

    id: str
    at: int
    last: dict[int, int]


def leave(store: Store, feed: Feed, at: int, last: Mapping[int, int]) -> None:
    """For whoever begins next. Somebody else's, left meanwhile, is as good."""
    name = _name(feed)
    store.set_note(name, msgspec.json.encode(Hint(feed.id, at, dict(last))).decode(), store.note(name))


def start(store: Store, feed: Feed, seen: Mapping[int, Seen]) -> int:
    """The position after which facts may be missing in the topic.

    The hint's while no partition has fallen behind it; else that of the partition which has come least far.
    """
    lowest = min(one.position for one in seen.values())
    told = store.note(_name(feed))
    try:
        hint = msgspec.json.decode(told or "", type=Hint)
    except msgspec.DecodeError:
        return lowest
    if hint.id != feed.id or hint.last.keys() != seen.keys():
        return lowest
    behind = [one.position for part, one in seen.items() if one.position < hint.last[part]]
    return max(min([hint.at, *behind]), lowest)


def _name(feed: Feed) -> str:
    return f"hint/{feed.topic}"
