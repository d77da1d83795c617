"""Rows of views to their topics: after they are saved, whole, and never an older one over a newer.

A row goes to the partition in which its facts lie, so that one projector writes there; the last record of a partition
says how far it has come. What a crash kept from going is found by that and sent by whoever is next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from kafka import TopicPartition

from adapters.kafka.appender import Appender, PartitionMoved, TooLarge
from adapters.kafka.known_topics import Feed
from adapters.kafka.reader import Reader, Tail
from adapters.kafka.records import Header, Record, partition
from adapters.kafka.rows import ours, pieces, row_record, told_by
from adapters.views.build import Build
from adapters.views.changes import Changes, Shown
from adapters.views.read_models import AnyProjection, ReadModels

PAGE = 1000


@dataclass
class End:
    """Where a partition of a view's topic ends, as far as we know."""

    offset: int
    sure: bool = False
    """Whether something of ours stands there: until then another's append may have been taken for ours."""


@dataclass
class Publisher:
    """Keeps the topics of views like their tables, for the partitions assigned to us."""

    models: ReadModels
    reader: Reader
    kafka: Appender
    feeds: Mapping[str, Feed]
    """By the name of the projection."""
    source: Header
    too_large: Callable[[str, str], None]
    """Hears of a row that Kafka does not take: topic and key."""
    ends: dict[TopicPartition, End] = field(default_factory=dict)
    beat: Callable[[], None] = lambda: None
    """Called while something is made good, which may take long."""

    def begin(self, parts: Sequence[tuple[AnyProjection, Build]]) -> None:
        """Sends what was saved and not sent; starts over when somebody else sends at the same time."""
        while True:
            tails = self.reader.tails([self._of(part) for part in parts])
            self.ends.update({at: End(tail.end) for at, tail in tails.items()})
            try:
                for some in _by_build(parts):
                    builds = {build.part: build for _, build in some}
                    self._make_good(some[0][0], builds, {at.partition: tails[at] for at in map(self._of, some)})
            except PartitionMoved:
                self.beat()
                if self.kafka.stopping.is_set():
                    raise
            else:
                return

    def send(self, changed: Sequence[tuple[AnyProjection, Changes]]) -> None:
        """Sends the rows just saved. Raises PartitionMoved when somebody else has sent: the part then
        has to begin again.
        """
        chunk: dict[TopicPartition, list[Record]] = {}
        for projection, changes in changed:
            at = self._at(projection, changes.build)
            if at in self.ends and changes.shown:
                rows = sorted(changes.shown, key=lambda row: row.position)
                chunk[at] = [row_record(self.source, projection, changes.build, row) for row in rows]
        self._append(chunk)
        for projection, changes in changed:
            if changes.owed:
                self.settle(projection, changes.build._replace(position=changes.position))

    def settle(self, projection: AnyProjection, build: Build) -> None:
        """Sends the rows owed for a part, as they are now, or says that they are gone."""
        at = self._at(projection, build)
        while keys := self.models.owed(build, PAGE):
            self.beat()
            there = self.models.find(projection, build, keys)
            rows = [Shown(key, "", build.position, there.get(key)) for key in keys]
            self._append({at: [row_record(self.source, projection, build, row) for row in rows]})
            self.models.paid(build, keys)

    def leave(self, part: int) -> None:
        """Forgets a part, which somebody else has now."""
        for at in [at for at in self.ends if at.partition == part]:
            del self.ends[at]

    def _make_good(self, projection: AnyProjection, builds: Mapping[int, Build], tails: Mapping[int, Tail]) -> None:
        """One build's rows that its topic lacks, in the order in which they were touched.

        The last record of a partition says how far it has come; where that is another generation's, every row that
        differs is sent, and word of every key that went.
        """
        last = {part: told_by(tail, self.source) for part, tail in tails.items()}
        former = {
            part: self._latest(self._at(projection, builds[part]), tails[part])
            for part, (generation, _) in last.items()
            if generation not in {None, builds[part].generation}
        }
        begin = {part: 0 if part in former else position for part, (_, position) in last.items()}
        any_build = next(iter(builds.values()))
        due: dict[int, list[str]] = {part: [] for part in builds}
        for position, key, stream in self.models.touched(projection, any_build, min(begin.values())):
            part = partition(stream, self.feeds[projection.name].partitions)
            if part in due and position >= begin[part]:
                due[part].append(key)
        for part, keys in due.items():
            if part in former:
                self._gone(projection, builds[part], last[part][0] or 0, former[part].keys() - set(keys))
            self._catch_up(projection, builds[part], keys, former.get(part, {}))
            self.settle(projection, builds[part])

    def _latest(self, at: TopicPartition, tail: Tail) -> dict[str, bytes]:
        """What a reader of a partition is left with, by key."""
        left: dict[str, bytes | None] = {}
        for first in range(tail.begin, tail.end, PAGE):
            self.beat()
            for record in self.reader.between({at: (first, min(first + PAGE, tail.end))})[at]:
                left[ours(record, self.source).key.decode()] = record.value
        return {key: value for key, value in left.items() if value is not None}

    def _gone(self, projection: AnyProjection, build: Build, generation: int, keys: AbstractSet[str]) -> None:
        """Word that these are gone, under the former generation's number: broken off, it is given again."""
        former = build._replace(generation=generation)
        rows = [Shown(key, "", former.position, None) for key in sorted(keys)]
        self._append({self._at(projection, build): [row_record(self.source, projection, former, row) for row in rows]})

    def _catch_up(
        self, projection: AnyProjection, build: Build, keys: Sequence[str], known: Mapping[str, bytes]
    ) -> None:
        """The rows of these keys, in this order; of those that are known as they are, only the last."""
        for first in range(0, len(keys), PAGE):
            self.beat()
            some = keys[first : first + PAGE]
            rows = self.models.shown(projection, build, some)
            records = [row_record(self.source, projection, build, rows[key]) for key in some if key in rows]
            sent = [
                record
                for record in records
                if known.get(record[0].decode()) != record[1] or record[0].decode() == keys[-1]
            ]
            self._append({self._at(projection, build): sent})

    def _append(self, chunk: Mapping[TopicPartition, Sequence[Record]]) -> None:
        for some in pieces(chunk):
            self._at_once(some)

    def _at_once(self, some: Mapping[TopicPartition, Sequence[Record]]) -> None:
        try:
            self.kafka.append({at: (self.ends[at].offset, sent) for at, sent in some.items()})
        except TooLarge:
            single = [(at, record) for at, sent in some.items() for record in sent]
            if len(single) == 1:  # its table has it, and the others are not to wait for it
                self.too_large(single[0][0].topic, single[0][1][0].decode())
                return
            for at, record in single:
                self._at_once({at: [record]})
            return
        self._make_sure(some)
        for at, sent in some.items():
            self.ends[at].offset += len(sent)

    def _make_sure(self, sent: Mapping[TopicPartition, Sequence[Record]]) -> None:
        """What stands there is ours: two who append as many at one offset are both told that they did."""
        ends = {at: self.ends[at] for at in sent if not self.ends[at].sure}
        if not ends:
            return
        there = self.reader.between({at: (end.offset, end.offset + len(sent[at])) for at, end in ends.items()})
        for at, end in ends.items():
            if [(record.key, record.value) for record in there[at]] != [(key, value) for key, value, _ in sent[at]]:
                raise PartitionMoved(f"{at.topic}/{at.partition}")
            end.sure = True

    def _of(self, pair: tuple[AnyProjection, Build]) -> TopicPartition:
        return self._at(*pair)

    def _at(self, projection: AnyProjection, build: Build) -> TopicPartition:
        return TopicPartition(self.feeds[projection.name].topic, build.part)


def _by_build(parts: Sequence[tuple[AnyProjection, Build]]) -> Iterable[list[tuple[AnyProjection, Build]]]:
    by_build: dict[tuple[Any, ...], list[tuple[AnyProjection, Build]]] = {}
    for pair in parts:
        by_build.setdefault(pair[1][:3], []).append(pair)
    return by_build.values()
