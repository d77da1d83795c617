"""A ledger of many small facts for drills, processes of their own, and the judge of what reached the topic."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import confluent_kafka as ck
import msgspec

from adapters.event_store.ports import Row, Stored
from adapters.event_store.store import RecorderStore, open_store
from adapters.kafka.cluster import Cluster
from adapters.kafka.records import partition
from adapters.kafka.setup import Names, Size, setup
from adapters.settings import settings

PARTITIONS = 6
STREAMS = 500
BATCH = 5000


class Counts(NamedTuple):
    """Of the topic beside the ledger: records, those that came twice, went back, are missing, or lie elsewhere."""

    records: int
    twice: int
    back: int
    lost: int
    elsewhere: int

    @property
    def exact(self) -> bool:
        return not (self.twice or self.back or self.lost or self.elsewhere)


def ledger(path: Path, facts: int) -> RecorderStore:
    """A store of so many small facts in 500 streams."""
    store = open_store(f"sqlite:///{path}", create=True)
    assert isinstance(store, RecorderStore)
    more(store, facts)
    return store


def more(store: RecorderStore, facts: int) -> None:
    """So many facts more, in turns."""
    begun = store.position()
    for at in range(begun, begun + facts, BATCH):
        rows = [_fact(store.ledger_id, n) for n in range(at, min(at + BATCH, begun + facts))]
        store.append_stored(Stored(rows, ()))


def _fact(ledger: str, n: int) -> tuple[str, int, str, bytes]:
    stream, version = f"engagement/s{n % STREAMS}", n // STREAMS + 1
    told = {
        "ledger": ledger,
        "stream": stream,
        "version": version,
        "id": f"c-{n}/1",
        "type": "payment-noted.v1",
        "recorded_at": "2026-01-01T00:00:00.000000Z",
        "body": {"amount": str(n), "payer": "customer", "note": "x" * 120},
    }
    return stream, version, "payment-noted.v1", msgspec.json.encode(told)


def topics(store: RecorderStore, servers: str, prefix: str) -> str:
    """Makes the topic of facts; its name."""
    names = Names(prefix)
    setup(Cluster.of(settings({}, kafka=servers)), store, names, (), Size(PARTITIONS))
    return names.facts


def judge(servers: str, topic: str, store: RecorderStore) -> Counts:
    """Reads the whole topic by another library, and compares it with the ledger."""
    seen = _positions(servers, topic)
    last = {part: max(some, default=0) for part, some in seen.items()}
    due: dict[int, set[int]] = {part: set() for part in seen}
    for row in _rows(store):
        part = partition(row[1], PARTITIONS)
        if row[0] <= last[part]:
            due[part].add(row[0])
    return Counts(
        sum(map(len, seen.values())),
        sum(len(some) - len(set(some)) for some in seen.values()),
        sum(b <= a for some in seen.values() for a, b in pairwise(some)),
        sum(len(due[part] - set(some)) for part, some in seen.items()),
        sum(len(set(some) - due[part]) for part, some in seen.items()),
    )


def _positions(servers: str, topic: str) -> dict[int, list[int]]:
    consumer = ck.Consumer(
        {
            "bootstrap.servers": servers,
            "group.id": "judge",
            "enable.auto.commit": False,
            "enable.partition.eof": True,
            "auto.offset.reset": "earliest",
        }
    )
    consumer.assign([ck.TopicPartition(topic, part, 0) for part in range(PARTITIONS)])
    seen: dict[int, list[int]] = {part: [] for part in range(PARTITIONS)}
    ended: set[int] = set()
    while len(ended) < PARTITIONS:
        for message in consumer.consume(10_000, 1.0):
            error = message.error()
            if error and error.code() == ck.KafkaError._PARTITION_EOF:  # noqa: SLF001 - the library's own name for it
                ended.add(message.partition())
            elif not error:
                seen[message.partition()].append(int(dict(message.headers())["ce_position"]))
    consumer.close()
    return seen


def _rows(store: RecorderStore) -> Iterator[Row]:
    at = 0
    while rows := store.page(at, BATCH):
        yield from rows
        at = rows[-1][0]


@contextmanager
def watching(servers: str, topic: str) -> Iterator[Callable[[], int]]:
    """How many records a topic holds now, without reading them."""
    consumer = ck.Consumer({"bootstrap.servers": servers, "group.id": "watch"})
    parts = [ck.TopicPartition(topic, part) for part in range(PARTITIONS)]
    try:
        yield lambda: sum(end - begin for begin, end in map(consumer.get_watermark_offsets, parts))
    finally:
        consumer.close()


@contextmanager
def process(module: str, *words: str, log: Path | None = None, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A Python module as a process of its own, gone when this ends."""
    told = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(Path.cwd()), *sys.path])), **environment}
    with (log or Path(os.devnull)).open("ab") as out:
        child = subprocess.Popen([sys.executable, "-m", module, *words], env=told, stdout=out, stderr=out)
        try:
            yield child
        finally:
            if child.poll() is None:
                child.send_signal(signal.SIGCONT)
                child.kill()
            child.wait()
