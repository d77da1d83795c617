"""Rows of views to their topics: after they are saved, whole, and never an older one over a newer.

A row goes to the partition in which its facts lie, so that one projector writes there; the last record of a partition
says how far it has come. What a crash kept from going is found by that and sent by whoever is next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kafka import TopicPartition

from adapters.kafka.appender import Appender, Moved
from adapters.kafka.noting import Feed
from adapters.kafka.reader import Reader, Tail
from adapters.kafka.records import GENERATION, Header, Record, header, partition
from adapters.kafka.rows import pieces, row_record, told_by
from adapters.read_models import AnyProjection, ReadModels
from adapters.views.build import Build
from adapters.views.changes import Changes, Shown

PAGE = 1000


@dataclass
class End:
    """Where a partition of a view's topic ends, as far as we know."""

    offset: int
    sure: bool = False
    """Whether something of ours stands there: until then another's append may have been taken for ours."""


@dataclass
class Publisher:
    """Keeps views' topics as their tables are, for the partitions that are ours."""

    models: ReadModels
    reader: Reader
    kafka: Appender
    feeds: Mapping[str, Feed]
    """By the name of the projection."""
    source: Header
    ends: dict[TopicPartition, End] = field(default_factory=dict)

    def begin(self, parts: Sequence[tuple[AnyProjection, Build]]) -> None:
        """Makes good what was saved and not sent; anew, when another sends at the same time."""
        todo = [*parts]
        while todo:
            found = self.reader.tails([self._at(*one) for one in todo])
            left = []
            for one in todo:
                try:
                    self._make_good(*one, found[self._at(*one)])
                except Moved:
                    left.append(one)
            todo = left

    def send(self, changed: Sequence[tuple[AnyProjection, Changes]]) -> None:
        """The rows of what was just saved. Raises Moved when another has sent: the part is to be begun anew."""
        chunk: dict[TopicPartition, list[Record]] = {}
        for projection, changes in changed:
            at = self._at(projection, changes.build)
            if at in self.ends and changes.shown:
                rows = sorted(changes.shown, key=lambda row: row.position)
                chunk[at] = [row_record(self.source, projection, changes.build, row) for row in rows]
        self._append(chunk)
        for projection, changes in changed:
            if changes.owed:
                self.settle(projection, changes.build)

    def settle(self, projection: AnyProjection, build: Build) -> None:
        """Sends the rows that are owed of a part, as they are now, or word that they are gone."""
        at = self._at(projection, build)
        while keys := self.models.owed(build, PAGE):
            there = self.models.find(projection, build, keys)
            rows = [Shown(key, "", build.position, there.get(key)) for key in keys]
            self._append({at: [row_record(self.source, projection, build, row) for row in rows]})
            self.models.paid(build, keys)

    def leave(self, part: int) -> None:
        """The part is another's now."""
        for at in [at for at in self.ends if at.partition == part]:
            del self.ends[at]

    def _make_good(self, projection: AnyProjection, build: Build, tail: Tail) -> None:
        feed, at = self.feeds[projection.name], self._at(projection, build)
        self.ends[at] = End(tail.end)
        generation, position = told_by(tail)
        if generation not in {None, build.generation}:
            self._gone(projection, build, tail)
            position = 0
        after = (position - 1, "")
        while rows := self.models.since(projection, build, after, PAGE):
            after = (rows[-1][2], rows[-1][0])
            mine = [Shown(*row) for row in rows if partition(row[1], feed.partitions) == at.partition]
            self._append({at: [row_record(self.source, projection, build, row) for row in mine]})
        self.settle(projection, build)

    def _gone(self, projection: AnyProjection, build: Build, tail: Tail) -> None:
        """Word of every key that another generation had and this one has not.

        Under that one's number: when we are broken off, it is given again.
        """
        at = self._at(projection, build)
        told: dict[str, bool] = {}
        last = tail.last
        for first in range(tail.begin, tail.end, PAGE):
            for record in self.reader.between({at: (first, min(first + PAGE, tail.end))})[at]:
                told[record.key.decode()] = record.value is not None
        keys = [key for key, there in told.items() if there]
        for first in range(0, len(keys), PAGE):
            some = keys[first : first + PAGE]
            kept = self.models.find(projection, build, some)
            former = build._replace(generation=int(header(last.headers, GENERATION) or 0)) if last else build
            rows = [Shown(key, "", former.position, None) for key in some if key not in kept]
            self._append({at: [row_record(self.source, projection, former, row) for row in rows]})

    def _append(self, chunk: Mapping[TopicPartition, Sequence[Record]]) -> None:
        for some in pieces(chunk):
            self.kafka.append({at: (self.ends[at].offset, sent) for at, sent in some.items()})
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
            if [(one.key, one.value) for one in there[at]] != [(key, value) for key, value, _ in sent[at]]:
                raise Moved(f"{at.topic}/{at.partition}")
            end.sure = True

    def _at(self, projection: AnyProjection, build: Build) -> TopicPartition:
        return TopicPartition(self.feeds[projection.name].topic, build.part)
