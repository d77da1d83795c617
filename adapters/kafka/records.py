"""A fact as a record of the topic: CloudEvents 1.0 in Kafka's binary mode, and back to a store's row.

The value is the stored bytes as they are (CloudEvents Kafka protocol binding 1.0.2, 3.2); the attributes go into
headers. `position` and `version` are ours: where the fact stands in the ledger, and in its stream.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import msgspec
from kafka.partitioner.default import murmur2

from adapters.event_store.ports import Row

Header = tuple[str, bytes]
Record = tuple[bytes, bytes | None, list[Header]]
"""Key, value (None: what had this key is gone) and headers."""

SPECVERSION: Header = ("ce_specversion", b"1.0")
JSON: Header = ("content-type", b"application/json")
POSITION = "ce_position"
VERSION = "ce_version"
TYPE = "ce_type"
SOURCE = "ce_source"
GENERATION = "ce_generation"


class Known(msgspec.Struct):
    """What a record says of a fact besides its place; the rest of its bytes is not looked at."""

    id: str
    recorded_at: str


known = msgspec.json.Decoder(Known).decode


def source(ledger: str) -> Header:
    """Whose facts these are."""
    return (SOURCE, f"/ledger/{ledger}".encode())


def record(row: Row, of: Header) -> Record:
    """A stored fact as it goes out; `of` is its ledger's source."""
    position, stream, version, type_, stored = row
    headers = [
        SPECVERSION,
        ("ce_id", known(stored).id.encode()),
        of,
        (TYPE, type_.encode()),
        (POSITION, b"%d" % position),
        (VERSION, b"%d" % version),
        JSON,
    ]
    return (stream.encode(), stored, headers)


def row(received: Any, of: Header) -> Row | None:
    """The stored fact that a record of the topic holds; None when it is not one of that ledger's."""
    headers = dict(received.headers)
    if headers.get(SOURCE) != of[1] or received.key is None or received.value is None:
        return None
    try:
        place = int(headers[POSITION]), int(headers[VERSION])
        return place[0], received.key.decode(), place[1], headers[TYPE].decode(), received.value
    except (KeyError, ValueError):
        return None


def header(headers: Iterable[tuple[str, bytes]], name: str) -> bytes:
    """What a header says, or nothing."""
    return dict(headers).get(name, b"")


@lru_cache(100_000)
def partition(stream: str, partitions: int) -> int:
    """Where a stream's facts lie: Kafka's own default, murmur2 of the key, so that any client finds them."""
    return int((murmur2(stream.encode()) & 0x7FFFFFFF) % partitions)
