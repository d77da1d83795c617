"""A view's row as a record of its topic, and how far the topic of a view has come."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from kafka import TopicPartition

from adapters.feeds.view_row import ViewRow
from adapters.kafka.reader import Tail
from adapters.kafka.records import GENERATION, JSON, POSITION, SOURCE, SPECVERSION, TYPE, Header, Record, header
from adapters.views.build import Build
from adapters.views.changes import Shown
from adapters.views.read_models import AnyProjection
from domain.errors import FeedRefused

SIZE = 700_000
encoder = msgspec.json.Encoder(order="deterministic")


def row_record(source: Header, projection: AnyProjection, build: Build, row: Shown) -> Record:
    """A row as it goes out, or word that it is gone; `source` is its ledger's."""
    headers = [
        SPECVERSION,
        ("ce_id", f"{row.key}@{row.position}".encode()),
        source,
        (TYPE, f"{projection.name}.v{projection.version}".encode()),
        (POSITION, b"%d" % row.position),
        (GENERATION, b"%d" % build.generation),
        JSON,
    ]
    return row.key.encode(), encoded(row), headers


def encoded(row: Shown) -> bytes | None:
    """A row as its topic has it; None when it is gone."""
    if row.document is None:
        return None
    document = msgspec.Raw(encoder.encode(row.document))  # once: a page is tens of kilobytes
    digest = hashlib.sha256(encoder.encode([row.key, document])).hexdigest()
    stream = row.key.partition("#")[0]
    return encoder.encode(ViewRow(key=row.key, stream=stream, position=row.position, digest=digest, document=document))


def ours(record: Any, source: Header) -> Any:
    """The record, when it is a row of this ledger's. Raises FeedRefused when it is another's."""
    if header(record.headers, SOURCE) != source[1]:
        raise FeedRefused(
            f"{record.topic} holds what is no row of this ledger's views; give it a topic of its own",
            topic=record.topic,
            partition=record.partition,
            offset=record.offset,
        )
    return record


def told_by(tail: Tail, source: Header) -> tuple[int | None, int]:
    """The generation and position of the last record; None when there is none. Raises FeedRefused for another's."""
    if tail.last is None:
        return None, 0
    last = ours(tail.last, source)
    return int(header(last.headers, GENERATION) or 0), int(header(last.headers, POSITION) or 0)


def pieces(chunk: Mapping[TopicPartition, Sequence[Record]]) -> Iterable[Mapping[TopicPartition, Sequence[Record]]]:
    """The same in pieces, each small enough to be sent at once, in order."""
    piece: dict[TopicPartition, list[Record]] = {}
    size = 0
    for at, records in chunk.items():
        for record in records:
            weight = len(record[0]) + len(record[1] or b"") + 200
            if piece and size + weight > SIZE:
                yield piece
                piece, size = {}, 0
            piece.setdefault(at, []).append(record)
            size += weight
    if piece:
        yield piece
