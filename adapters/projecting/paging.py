"""Folds one page of history into a build, in the order of the log, loading only what it touches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from adapters.projecting.folding import Raw, Reading, Refolded, hole, reads, reason, refold, spread, wants
from adapters.views.build import WHOLE, Build, Stop, mark
from adapters.views.changes import Changes, Shown
from adapters.views.read_models import AnyProjection, ReadModels
from domain.fact import Recorded
from domain.standing import REREAD
from projections.shared.projection import EVERY

History = Callable[[str], Sequence[Raw]]
"""All rows of a stream."""
Step = tuple[Recorded[Any], tuple[str, ...]]
"""A fact that this build folds, and the keys it goes to."""


class Run(NamedTuple):
    """What a page has of one stream."""

    position: int
    first: int
    last: int


class Batch:
    """A page, looked at once for all builds; a fact is decoded when it is first asked for."""

    def __init__(self, rows: Sequence[Raw], reading: Reading, history: History) -> None:
        self.rows = rows
        self.types = reading.types
        """Those that this version knows."""
        self.runs: dict[str, Run] = {}
        self.holes: dict[str, tuple[int, Stop]] = {}
        """Streams whose versions leave one out within the page: the last good version, and where it stops."""
        self._reading = reading
        self._left: set[int] = set()
        self._known: dict[int, Recorded[Any]] = {}
        self._history = history
        self._whole: dict[str, list[Raw]] = {}
        self.answered = {row[1] for row in rows if row[3] in REREAD}
        """Streams in which words are owned or denied, or a link is mended: what was said before reads otherwise."""
        for position, stream, version, _, _ in rows:
            known = self.runs.get(stream)
            if known is None:
                self.runs[stream] = Run(position, version, version)
            elif version == known.last + 1:
                self.runs[stream] = Run(known.position, known.first, version)
            elif stream not in self.holes:
                self.holes[stream] = (known.last, Stop(position, hole(version, known.last)))

    def whole(self, stream: str) -> list[Raw]:
        """A stream from its first fact to the end of this page."""
        known = self._whole.get(stream)
        if known is None:
            last = self.rows[-1][0]
            known = self._whole[stream] = [row for row in self._history(stream) if row[0] <= last]
        return known

    def fact(self, row: Raw) -> Recorded[Any]:
        known = self._known.get(row[0])
        if known is None:
            known = self._known[row[0]] = self._reading.fact(row)
        return known

    def leave(self, row: Raw) -> None:
        """A row that a build does not fold, looked at once. Raises Misplaced when its bytes belong elsewhere."""
        if row[0] not in self._known and row[0] not in self._left:
            self._reading.leave(row)
            self._left.add(row[0])


@dataclass(slots=True)
class Known:
    """A build's documents and stream versions, kept from page to page until somebody else saves the build."""

    saves: int = -1
    documents: dict[str, Any] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Page:
    """How a page changes one build."""

    models: ReadModels
    projection: AnyProjection
    build: Build
    known: Known
    touched: dict[str, tuple[str, int]] = field(default_factory=dict)
    stops: dict[str, tuple[int, Stop]] = field(default_factory=dict)
    """Streams that stop in this page: the last good version, and where."""
    spoiled: set[str] = field(default_factory=set)
    """Streams whose documents a fold may have left half changed."""

    def fold(self, batch: Batch) -> Changes:
        """The changes of this page. A fold that fails stops its stream; an error of I/O is passed on."""
        waiting = self.models.stops(self.build)
        runs = {stream: run for stream, run in batch.runs.items() if stream not in waiting}
        answered = [stream for stream in runs if stream in batch.answered and reads(self.projection, stream)]
        for stream in answered:
            del runs[stream]
        steps = self._spread(self._steps(batch, runs))
        self._load(steps, runs)
        self._check(batch, runs)
        self._run(steps)
        if self.spoiled:
            self._again([step for step in steps if step[0].entry.stream in self.spoiled])
        changes = self._changes(batch.rows[-1], runs)
        for stream in answered:
            self._anew(changes, stream, batch)
        return changes

    def _anew(self, changes: Changes, stream: str, batch: Batch) -> None:
        """Folds the whole stream again, since some of its words now read otherwise, or not at all."""
        refolded = refold(self.projection, batch.whole(stream), batch)
        former = {key for key in self.known.documents if key == stream or key.startswith(f"{stream}#")}
        replace_stream(changes, stream, refolded, self.projection, self.models)
        # Whoever folded the page may keep the documents: those that are not finished yet.
        self.known.documents.update(dict.fromkeys(former) | refolded.documents.known)
        self.known.versions[stream] = refolded.version

    def _steps(self, batch: Batch, runs: dict[str, Run]) -> list[Step]:
        types, keys, steps = wants(self.projection), self.projection.keys, []
        streams = {stream for stream in runs if reads(self.projection, stream)}
        for row in batch.rows:
            if row[1] not in streams:
                continue
            try:
                # A type that nobody knows may be meant for this view: it stops its stream, for it cannot be decoded.
                if types is not None and row[3] not in types and row[3] in batch.types:
                    batch.leave(row)
                    continue
                fact = batch.fact(row)
                steps.append((fact, tuple(keys(fact))))
            except MemoryError:
                raise
            except Exception as error:  # noqa: BLE001 - decoding is pure: what it raises is poison
                self._stop(row[0], row[1], row[2], error)
        return steps

    def _spread(self, steps: list[Step]) -> list[Step]:
        """Facts that do not name what they are about go to each document their stream has by then."""
        everywhere = sorted({step[0].entry.stream for step in steps if step[1] and step[1][0].endswith(EVERY)})
        if not everywhere:
            return steps
        keys: dict[str, dict[str, None]] = {stream: {} for stream in everywhere}
        for stream, key in self.models.keys_of(self.projection, self.build, everywhere):
            keys[stream][key] = None
        spread_out = []
        for fact, named in steps:
            keys_here = keys.get(fact.entry.stream)
            if keys_here is not None:
                named = tuple(spread(named, keys_here))  # noqa: PLW2901 - the keys it stands for
                keys_here.update(dict.fromkeys(named))
            spread_out.append((fact, named))
        return spread_out

    def _load(self, steps: list[Step], runs: dict[str, Run]) -> None:
        documents, versions = self.known.documents, self.known.versions
        keys = {key for _, keys in steps for key in keys} - documents.keys()
        streams = runs.keys() - versions.keys()
        loaded = self.models.load(self.projection, self.build, sorted(keys), sorted(streams))
        documents.update(dict.fromkeys(keys) | loaded.documents)
        versions.update(dict.fromkeys(streams, 0) | loaded.versions)

    def _check(self, batch: Batch, runs: dict[str, Run]) -> None:
        """A gap stops its stream, before the page or within it, unless something has stopped it earlier."""
        versions = self.known.versions
        for stream, run in runs.items():
            if run.first != versions[stream] + 1:
                self.stops[stream] = (versions[stream], Stop(run.position, hole(run.first, versions[stream])))
            elif stream in batch.holes:
                stops = [batch.holes[stream], *([self.stops[stream]] if stream in self.stops else [])]
                self.stops[stream] = min(stops, key=lambda pair: pair[1].position)

    def _run(self, steps: list[Step]) -> None:
        documents, touched, stops, evolve = self.known.documents, self.touched, self.stops, self.projection.evolve
        for fact, keys in steps:
            stream, position = fact.entry.stream, fact.position
            if stops and stream in stops and position >= stops[stream][1].position:
                continue
            try:
                for key in keys:
                    documents[key] = evolve(documents[key], fact)
                    touched[key] = (stream, position)
            except MemoryError:
                raise
            except Exception as error:  # noqa: BLE001 - a fold is pure: what it raises is poison
                self.stops.pop(stream, None)
                self._stop(position, stream, fact.entry.version, error)
                self.spoiled.add(stream)

    def _stop(self, position: int, stream: str, version: int, error: Exception) -> None:
        self.stops.setdefault(stream, (version - 1, Stop(position, reason(error, version))))

    def _again(self, steps: list[Step]) -> None:
        """Folds the spoiled streams again, from what is saved, up to the fact that stopped them."""
        keys = {key for _, keys in steps for key in keys}
        saved = self.models.load(self.projection, self.build, sorted(keys), ()).documents
        self.known.documents.update(dict.fromkeys(keys) | saved)
        for key in keys:
            self.touched.pop(key, None)
        self._run(steps)

    def _changes(self, last: Raw, runs: dict[str, Run]) -> Changes:
        changes = Changes(self.build, last[0], mark(last[4]))
        changes.stops = {stream: stop for stream, (_, stop) in self.stops.items()}
        row, documents = self.models.shape(self.projection).row, self.known.documents
        finish = self.projection.finish
        for key, (stream, at) in self.touched.items():
            if documents[key] is None:
                changes.gone.append(key)
            else:
                shown = Shown(key, stream, at, finish(documents[key]))
                changes.shown.append(shown)
                changes.rows.append(row(*shown))
        if self.build.part != WHOLE:
            changes.owed = list(changes.gone)
        good = {stream: version for stream, (version, _) in self.stops.items()}
        changes.versions = {stream: good.get(stream, run.last) for stream, run in runs.items()}
        self.known.versions.update(changes.versions)
        return changes


def replace_stream(
    changes: Changes, stream: str, refolded: Refolded, projection: AnyProjection, models: ReadModels
) -> None:
    """Replaces what a build has of a stream by the stream folded again."""
    row, at = models.shape(projection).row, refolded.documents.positions
    kept = refolded.documents.finished(projection)
    changes.replaced.append(stream)
    changes.versions[stream] = refolded.version
    changes.rows += [row(key, stream, at[key], document) for key, document in kept.items()]
    if refolded.stop:
        changes.stops[stream] = refolded.stop
    if changes.build.fed:
        former = {key for _, key in models.keys_of(projection, changes.build, [stream])}
        changes.owed = sorted({*changes.owed, *former, *refolded.documents.known})
