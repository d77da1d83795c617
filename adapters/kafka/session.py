"""What one projector does between joining its group and leaving it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from typing import Any, Protocol

from kafka import KafkaConsumer, TopicPartition
from kafka.errors import OffsetOutOfRangeError

from adapters.event_store.ports import Row
from adapters.kafka import records
from adapters.kafka.appender import Moved, Stopping
from adapters.kafka.assignment import Behind, Mine
from adapters.kafka.cluster import Cluster, offsets
from adapters.kafka.end_offsets import Ends
from adapters.kafka.feed import deleted, no_fact
from adapters.kafka.health import ProjectorHealth
from adapters.kafka.known_topics import Feed
from adapters.kafka.publishing import Publisher
from adapters.projecting.projector import Projector
from adapters.views.build import Build
from adapters.views.read_models import AnyProjection, Overtaken, Replaced, current

POLL_MS = 500
LOOK_SECONDS = 1.0


class Of(Protocol):
    """Whose session it is."""

    projector: Projector
    cluster: Cluster
    feed: Feed
    projections: Sequence[AnyProjection]
    health: ProjectorHealth


class Session:
    """Folds what comes, saves it, and sends what changed; looks once a second at what else there is to do."""

    def __init__(self, of: Of, consumer: KafkaConsumer, mine: Mine, publisher: Publisher) -> None:
        self.of, self.consumer, self.mine, self.publisher = of, consumer, mine, publisher
        self.models, self.folder = of.projector.models, of.projector.folder
        self.source = records.source(of.projector.store.ledger_id)
        self.known: list[Build] = []
        self.ends = Ends(consumer)
        self.looked = 0.0

    def run(self, stopping: Stopping) -> None:
        while not stopping.is_set():
            with self.of.cluster.in_our_words():
                polled = self._poll()
            self.of.health.beat()
            self.mine.wait_no_longer()
            self._fresh()
            for one, some in polled.items():
                self._take(one, some)
            if time.monotonic() - self.looked > LOOK_SECONDS:
                self._look()

    def _poll(self) -> dict[TopicPartition, list[Any]]:
        try:
            found: dict[TopicPartition, list[Any]] = self.consumer.poll(timeout_ms=POLL_MS)
        except OffsetOutOfRangeError:
            for one, begin in offsets(self.consumer.beginning_offsets, self.consumer.assignment()).items():
                if begin:
                    raise deleted(one.topic, begin) from None
            # A broker that lost its tail: exact all the same, for what is known already is skipped.
            self.consumer.seek_to_beginning()
            return {}
        return found

    def _fresh(self) -> None:
        """What is new to us is first made good in the topics of views."""
        fresh = set[int]()
        while self.mine.fresh:
            fresh.add(self.mine.fresh.pop())
        for part in fresh:
            self.folder.forget(part)
        self._begin(fresh)

    def _begin(self, parts: AbstractSet[int]) -> None:
        if parts:
            for part in parts:
                self.publisher.leave(part)
            self.publisher.begin([one for part in parts for one in self._shown(self.mine.parts.get(part, []))])

    def _shown(self, behind: Behind) -> Behind:
        """Of each view the build that its topic shows: the live one, else the only one there is."""
        return [(p, b) for p, b in behind if (now := current(self.known or self._standing(), p)) and now[:3] == b[:3]]

    def _take(self, one: TopicPartition, some: Sequence[Any]) -> None:
        rows, behind = self._rows(some), self.mine.parts.get(one.partition)
        if not rows or behind is None:  # the group takes a part away on a thread of its own
            return
        try:
            changed = self._folded(rows, behind, some[-1].offset + 1)
            if changed:
                self.folder.save(changed)
        except (Overtaken, Replaced):
            self._reload(one.partition)
            return
        now = {c.build[:3]: c for _, c in changed}
        if one.partition in self.mine.parts:
            self.mine.parts[one.partition] = [(p, _after(b, now.get(b[:3]))) for p, b in behind]
        shown = {b[:3] for _, b in self._shown(behind)}
        try:
            self.publisher.send([(p, c) for p, c in changed if c.build[:3] in shown])
        except Moved:
            self._reload(one.partition)
        self.of.health.saved(one.partition, rows, self.ends.waiting(one))

    def _folded(self, rows: list[Row], behind: Behind, offset: int) -> list[Any]:
        changed: list[Any] = []
        for position, group in groupby(sorted(behind, key=_position), key=_position):
            new = [row for row in rows if row[0] > position]
            if new:
                changed += self.folder.fold(list(group), new, offset)
        return changed

    def _rows(self, some: Sequence[Any]) -> list[Row]:
        """The facts in these records, rising; one that came twice is taken once."""
        rows: list[Row] = []
        for received in some:
            row = records.row(received, self.source)
            if row is None:
                raise no_fact(received)
            if not rows or row[0] > rows[-1][0]:
                rows.append(row)
        return rows

    def _reload(self, part: int) -> None:
        """Somebody else has saved or sent: what we knew goes, and what stands there counts."""
        self.known = self._standing()
        self._reload_all({part})

    def _reload_all(self, parts: AbstractSet[int]) -> None:
        ours = {one.partition for one in self.consumer.assignment()} & parts & self.mine.parts.keys()
        for part in parts:
            self.folder.forget(part)
        for part in ours:
            self.consumer.seek(TopicPartition(self.of.feed.topic, part), self.mine.load(part))
        self._begin(ours)

    def _look(self) -> None:
        """Builds that came or went, those that have caught up, and rows that are owed."""
        self.looked = time.monotonic()
        self.publisher.kafka.check()
        for projection in self.of.projections:
            self._swap(projection)
        former, known = self.known, self._standing()
        self.known = known
        if former and known != former:
            self._reload_all(set(self.mine.parts))
        for part, behind in list(self.mine.parts.items()):
            self._settle(part, self._shown(behind))
        parked = sum(len(self.models.stops(build)) for build in known)
        ours = {part: TopicPartition(self.of.feed.topic, part) for part in list(self.mine.parts)}
        answered = self.ends.answered(set(ours.values()))
        waiting = {part: self.ends.waiting(one) for part, one in ours.items()}
        self.of.health.looked(parked, waiting, answered=answered)

    def _settle(self, part: int, behind: Behind) -> None:
        try:
            for projection, build in behind:
                self.publisher.settle(projection, build)
        except Moved:
            self._reload(part)

    def _swap(self, projection: AnyProjection) -> None:
        from adapters.views.generations import swap, tidy  # noqa: PLC0415 - SQLAlchemy comes with these

        dark = [b for b in self._standing() if b[:2] == (projection.name, projection.version) and not b.live]
        for build in dark:
            try:
                if swap(self.models, projection, build):
                    tidy(self.models, projection)
            except Replaced:
                continue

    def _standing(self) -> list[Build]:
        return [b for b in self.models.standing() if b.fed == self.of.feed.topic]


def _after(build: Build, changes: Any | None) -> Build:
    """A build once these changes of it are saved."""
    if changes is None:
        return build
    return build._replace(position=changes.position, saves=build.saves + 1, mark=changes.mark, offset=changes.offset)


def _position(one: tuple[AnyProjection, Build]) -> int:
    return one[1].position
