"""Every fact of the store to its topic: once, in order, whatever breaks in between."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from kafka import TopicPartition

from adapters.event_store.ports import Row, Store
from adapters.kafka import records
from adapters.kafka import start_hint as hint
from adapters.kafka.appender import Appender, PartitionMoved, Stopping
from adapters.kafka.cluster import Cluster
from adapters.kafka.feed import Seen, foreign, kept_for_ever, lacks, look, whole
from adapters.kafka.health import RelayHealth
from adapters.kafka.known_topics import Feed
from adapters.kafka.lease import Lease, LeaseLost
from adapters.kafka.troubles import passes, pause
from adapters.views.build import mark
from domain.errors import FeedRefused, FeedTrouble, LedgerError, StoreTrouble

ROWS = 2000
SIZE = 700_000
OVERHEAD = 200
LOOK_SECONDS = 1.0
HINT_SECONDS = 10.0
IN_VAIN = 5


@dataclass
class Standing:
    """What a relay knows: where in the store it is, the mark of the fact there, and how far each partition has come."""

    at: int
    mark: str
    seen: dict[int, Seen]

    @property
    def last(self) -> dict[int, int]:
        return {part: seen.position for part, seen in self.seen.items()}


@dataclass
class Relay:
    """One thread, one chunk at a time: read, append where the topic ends, and only then read on.

    Any number may run beside each other. The lease keeps them from doing the same work; that nothing is lost, sent
    twice or out of order follows from appending only at the offset that was seen.
    """

    store: Store
    cluster: Cluster
    feed: Feed
    health: RelayHealth
    lease: Lease | None
    rows: int = ROWS
    size: int = SIZE
    ends: list[int] = field(default_factory=list)
    """Where its partitions ended when it looked last, and where when it was overtaken last; how often in vain since."""
    ended: list[int] = field(default_factory=list)
    in_vain: int = 0

    def run(self, stopping: Stopping) -> None:
        """Until it is time to stop; the chunk in hand is then finished, or not begun.

        Kafka or the store being away is waited out. Raises FeedRefused and StoreRefused for what a person has to mend.
        """
        while not stopping.is_set():
            try:
                with self._turn(stopping) as ours:
                    if ours:
                        self._serve(stopping)
            except FeedRefused:
                raise
            except (PartitionMoved, LeaseLost) as overtaken:
                self.health.moved()
                self._goes_on(overtaken)
            except (FeedTrouble, StoreTrouble) as trouble:
                if not passes(trouble, self.health.troubles.in_a_row):
                    raise
                if not stopping.is_set():
                    self.health.trouble(trouble)
                    self._grows(trouble)
                    stopping.wait(pause(self.health.troubles.in_a_row))

    def _goes_on(self, overtaken: Exception) -> None:
        """Who overtakes us makes the topic longer. Where it stays as it was, we would try for ever."""
        self.in_vain = self.in_vain + 1 if isinstance(overtaken, PartitionMoved) and self.ends == self.ended else 0
        self.ended = self.ends
        if self.in_vain >= IN_VAIN:
            raise foreign(self.feed, str(overtaken))

    def _grows(self, trouble: LedgerError) -> None:
        """While Kafka is away facts are recorded all the same: how many wait, and since when."""
        if isinstance(trouble, FeedTrouble):
            with suppress(StoreTrouble):
                at = max(self.health.at, hint.last(self.store, self.feed))
                self.health.behind(at, self.store.position(), self.store.page(at, 1))

    @contextmanager
    def _turn(self, stopping: Stopping) -> Iterator[bool]:
        if self.lease is None:
            yield True
            return
        ours = self.lease.take(stopping, lambda moves: self.health.standby(moves=moves))
        try:
            yield ours
        finally:
            self.lease.leave()

    def _serve(self, stopping: Stopping) -> None:
        standing, left = self._look(), time.monotonic()
        with Appender(self.cluster, [self.feed], stopping) as kafka:
            while not stopping.is_set():
                kafka.check()
                self._alive()
                rows = self._read(standing)
                self.health.standing(standing.at, self.store.position(), rows)
                if rows:
                    self._send(kafka, standing, rows)
                if not rows or time.monotonic() - left > HINT_SECONDS:
                    left = time.monotonic()
                    hint.leave(self.store, self.feed, standing.at, standing.last)
                if not rows and not stopping.is_set():
                    self.store.wait(standing.at, LOOK_SECONDS)

    def _alive(self) -> None:
        """Still there, and still ours: said while history is read, too, which may take long."""
        self.health.beat()
        if self.lease:
            self.lease.keep()

    def _look(self) -> Standing:
        """Where each partition ends, and after which fact the first may be that is missing there."""
        seen = look(self.cluster, self.feed, self.store)
        kept_for_ever(self.cluster, self.feed)
        self.ends = [seen[part].end for part in sorted(seen)]
        lowest = min(part.position for part in seen.values())
        hinted = hint.start(self.store, self.feed, seen)
        at, missing = whole(self.store, self.feed, seen, hinted, self.rows, beat=self._alive)
        if missing > 0 and hinted > lowest:  # the hint was wrong
            at, missing = whole(self.store, self.feed, seen, lowest, self.rows, beat=self._alive)
        if missing > 0:
            raise lacks(self.feed, missing)
        self.health.surplus(-missing)
        fact = self.store.fact(at) if at else None
        return Standing(at, mark(fact[4]) if fact else "", seen)

    def _read(self, standing: Standing) -> list[Row]:
        """The next facts: as many as one batch a partition holds."""
        # The last one is read again: a ledger that was restored under us does not hold it any more.
        rows = self.store.page(standing.at - 1, self.rows + 1) if standing.at else self.store.page(0, self.rows)
        if standing.at and (not rows or rows[0][0] != standing.at or mark(rows[0][4]) != standing.mark):
            raise FeedRefused("the ledger does not hold what it held: an older copy of it was restored while we read")
        return _cut(rows[1:] if standing.at else rows, self.size)

    def _send(self, kafka: Appender, standing: Standing, rows: Sequence[Row]) -> None:
        source, seen = records.source(self.store.ledger_id), standing.seen
        chunk: dict[int, tuple[int, list[records.Record]]] = {}
        last: dict[int, Row] = {}
        for row in rows:
            part = records.partition(row[1], self.feed.partitions)
            if row[0] > seen[part].position:
                chunk.setdefault(part, (seen[part].end, []))[1].append(records.record(row, source))
                last[part] = row
        if chunk:
            kafka.append({TopicPartition(self.feed.topic, part): records for part, records in chunk.items()})
        for part, row in last.items():
            seen[part] = Seen(seen[part].end + len(chunk[part][1]), row[0], mark(row[4]))
        standing.at, standing.mark = rows[-1][0], mark(rows[-1][4])
        self.health.sent(sum(len(sent) for _, sent in chunk.values()), len(rows))


def _cut(rows: list[Row], size: int) -> list[Row]:
    """As many of these, in order, as fit; at least one."""
    total = 0
    for at, row in enumerate(rows):
        total += len(row[4]) + OVERHEAD
        if total > size and at:
            return rows[:at]
    return rows
