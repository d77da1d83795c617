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
from adapters.kafka.appender import PartitionMoved, Stopping
from adapters.kafka.assignment import Assignment, Behind
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
    """The projector that the session belongs to."""

    projector: Projector
    cluster: Cluster
    feed: Feed
    projections: Sequence[AnyProjection]
    health: ProjectorHealth


class Session:
    """Folds what comes, saves it, and sends what changed; checks once a second what else there is to do."""

    def __init__(self, of: Of, consumer: KafkaConsumer, assignment: Assignment, publisher: Publisher) -> None:
        self.of, self.consumer, self.assignment, self.publisher = of, consumer, assignment, publisher
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
            self.assignment.wait_no_longer()
            self._fresh()
            for partition, some in polled.items():
                self._take(partition, some)
            if time.monotonic() - self.looked > LOOK_SECONDS:
                self._look()

    def _poll(self) -> dict[TopicPartition, list[Any]]:
        try:
            polled: dict[TopicPartition, list[Any]] = self.consumer.poll(timeout_ms=POLL_MS)
        except OffsetOutOfRangeError:
            for partition, begin in offsets(self.consumer.beginning_offsets, self.consumer.assignment()).items():
                if begin:
                    raise deleted(partition.topic, begin) from None
            # A broker that lost its tail: exact all the same, for what is known already is skipped.
            self.consumer.seek_to_beginning()
            return {}
        return polled

    def _fresh(self) -> None:
        """Brings the views' topics up to date for the partitions that are new to us."""
        fresh = set[int]()
        while self.assignment.fresh:
            fresh.add(self.assignment.fresh.pop())
        for part in fresh:
            self.folder.forget(part)
        self._begin(fresh)

    def _begin(self, parts: AbstractSet[int]) -> None:
        if parts:
            for part in parts:
                self.publisher.leave(part)
            self.publisher.begin(
                [shown for part in parts for shown in self._shown(self.assignment.parts.get(part, []))]
            )

    def _shown(self, behind: Behind) -> Behind:
        """Of each view, the build that its topic shows: the live one, or else the only one there is."""
        return [(p, b) for p, b in behind if (now := current(self.known or self._standing(), p)) and now[:3] == b[:3]]

    def _take(self, partition: TopicPartition, some: Sequence[Any]) -> None:
        rows, behind = self._rows(some), self.assignment.parts.get(partition.partition)
        if not rows or behind is None:  # the group takes a part away on a thread of its own
            return
        try:
            changed = self._folded(rows, behind, some[-1].offset + 1)
            if changed:
                self.folder.save(changed)
        except (Overtaken, Replaced):
            self._reload(partition.partition)
            return
        now = {c.build[:3]: c for _, c in changed}
        if partition.partition in self.assignment.parts:
            self.assignment.parts[partition.partition] = [(p, _after(b, now.get(b[:3]))) for p, b in behind]
        shown = {b[:3] for _, b in self._shown(behind)}
        try:
            self.publisher.send([(p, c) for p, c in changed if c.build[:3] in shown])
        except PartitionMoved:
            self._reload(partition.partition)
        self.of.health.saved(partition.partition, rows, self.ends.waiting(partition))

    def _folded(self, rows: list[Row], behind: Behind, offset: int) -> list[Any]:
        changed: list[Any] = []
        for position, group in groupby(sorted(behind, key=_position), key=_position):
            new = [row for row in rows if row[0] > position]
            if new:
                changed += self.folder.fold(list(group), new, offset)
        return changed

    def _rows(self, some: Sequence[Any]) -> list[Row]:
        """The facts in these records, in rising order; one that came twice is taken once."""
        rows: list[Row] = []
        for received in some:
            row = records.row(received, self.source)
            if row is None:
                raise no_fact(received)
            if not rows or row[0] > rows[-1][0]:
                rows.append(row)
        return rows

    def _reload(self, part: int) -> None:
        """Reads again what stands there, because somebody else has saved or sent."""
        self.known = self._standing()
        self._reload_all({part})

    def _reload_all(self, parts: AbstractSet[int]) -> None:
        ours = {at.partition for at in self.consumer.assignment()} & parts & self.assignment.parts.keys()
        for part in parts:
            self.folder.forget(part)
        for part in ours:
            self.consumer.seek(TopicPartition(self.of.feed.topic, part), self.assignment.load(part))
        self._begin(ours)

    def _look(self) -> None:
        """Looks for builds that came or went, for those that have caught up, and for rows that are owed."""
        self.looked = time.monotonic()
        self.publisher.kafka.check()
        for projection in self.of.projections:
            self._swap(projection)
        former, known = self.known, self._standing()
        self.known = known
        if former and known != former:
            self._reload_all(set(self.assignment.parts))
        for part, behind in list(self.assignment.parts.items()):
            self._settle(part, self._shown(behind))
        parked = sum(len(self.models.stops(build)) for build in known)
        ours = {part: TopicPartition(self.of.feed.topic, part) for part in list(self.assignment.parts)}
        answered = self.ends.answered(set(ours.values()))
        waiting = {part: self.ends.waiting(partition) for part, partition in ours.items()}
        self.of.health.looked(parked, waiting, answered=answered)

    def _settle(self, part: int, behind: Behind) -> None:
        try:
            for projection, build in behind:
                self.publisher.settle(projection, build)
        except PartitionMoved:
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
    """The build as it is once these changes are saved."""
    if changes is None:
        return build
    return build._replace(position=changes.position, saves=build.saves + 1, mark=changes.mark, offset=changes.offset)


def _position(pair: tuple[AnyProjection, Build]) -> int:
    return pair[1].position
