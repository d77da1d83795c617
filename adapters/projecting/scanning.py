"""Folds all of history stream by stream; a stream's documents are finished, and let go, when it ends."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from adapters.projecting.folding import Raw, Reading, list_denial, spread, wants
from domain.fact import Recorded
from domain.standing import REREAD, standing
from projections.shared.projection import EVERY, Projection, by_stream

Handler = tuple[Callable[..., Any], Callable[..., Any], dict[str, Any], dict[str, int]]
"""What a fact meets: keys, evolve, and the documents and positions of the stream that is being folded."""


class Filling:
    """One projection while it is filled: the documents of the current stream, and rows that wait to be inserted."""

    def __init__(self, projection: Projection[Any], row: Callable[..., tuple[Any, ...]], into: str) -> None:
        self.projection = projection
        self.row = row
        self.into = into
        """The table, and its columns, in which the rows go."""
        self.documents: dict[str, Any] = {}
        self.positions: dict[str, int] = {}
        self.rows: list[tuple[Any, ...]] = []

    def end(self, stream: str) -> None:
        """Turns the documents of the stream that has ended into rows."""
        row, at, finish = self.row, self.positions, self.projection.finish
        for key, document in self.documents.items():
            if document is not None:
                self.rows.append(row(key, stream, at[key], finish(document)))
        self.drop()

    def drop(self) -> None:
        self.documents.clear()
        self.positions.clear()


class _Routed(dict[str, tuple[Handler, ...]]):
    """The handlers of each type; a type that nobody names goes to those that fold every fact."""

    def __init__(self, everything: tuple[Handler, ...]) -> None:
        self.everything = everything

    def __missing__(self, type_: str) -> tuple[Handler, ...]:
        self[type_] = self.everything
        return self.everything


NOBODY = _Routed(())


class Routes:
    """The handlers of each stored type, by kind of stream; made once, so that nothing is looked up for each fact."""

    def __init__(self, fillings: Sequence[Filling]) -> None:
        self.kinds: dict[str, _Routed] = {}
        for kind in {filling.projection.streams for filling in fillings}:
            self.kinds[kind] = _by_type([filling for filling in fillings if filling.projection.streams == kind])

    def of(self, stream: str) -> _Routed:
        """The handlers for streams of this kind."""
        return self.kinds.get(stream.partition("/")[0], NOBODY)


class Scan:
    """Folds rows in the order of streams; after each batch, the caller takes the rows that are ready."""

    def __init__(self, fillings: Sequence[Filling], reading: Reading) -> None:
        self.fillings = fillings
        self.reading = reading
        self.routes = Routes(fillings)
        self.versions: list[tuple[str, int]] = []
        self.stopped: list[str] = []
        """Streams in which something failed: none of their documents is a row yet."""

    def run(self, rows: Iterator[Raw], batch_max: int) -> Generator[int, None, None]:
        """Yields how many facts are folded, after each batch or more. Holds one stream in memory."""
        done = last = 0
        for stream, group in groupby(rows, key=itemgetter(1)):
            whole = list(group)
            self._end(stream, len(whole), good=self._stream(stream, whole))
            done += len(whole)
            if done - last >= batch_max:
                last = done
                yield done
        yield done

    def _stream(self, stream: str, rows: list[Raw]) -> bool:
        """Folds one stream; False if something in it failed, so that the stream is folded again by itself."""
        if any(row[2] != version for version, row in enumerate(rows, 1)):
            return False
        try:
            if any(row[3] in REREAD for row in rows):
                self._as_it_stands(stream, rows)
            else:
                self._fold(stream, rows)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - see above
            return False
        return True

    def _fold(self, stream: str, rows: list[Raw]) -> None:
        """Folds the rows of `stream`, which have no gap. Raises Misplaced where their bytes say otherwise."""
        reading, routed = self.reading, self.routes.of(stream)
        if routed is NOBODY:
            return
        for row in rows:
            handlers = routed[row[3]]
            # A type that nobody knows may be meant for one of these: it stops its stream, for it cannot be decoded.
            if handlers or row[3] not in reading.types:
                _hand(stream, reading.fact(row), handlers)
            else:
                reading.leave(row)

    def _as_it_stands(self, stream: str, rows: list[Raw]) -> None:
        """Folds a stream in which words were owned or denied, or a link was mended."""
        routed, kind = self.routes.of(stream), stream.partition("/")[0]
        fillings = [filling for filling in self.fillings if filling.projection.streams == kind]
        if not fillings:
            return
        for step in standing(list(map(self.reading.fact, rows))):
            if isinstance(step, Recorded):
                _hand(stream, step, routed[step.entry.type])
                continue
            for filling in fillings:
                list_denial(filling.projection, step, filling.documents, filling.positions)

    def _end(self, stream: str, last: int, *, good: bool) -> None:
        if not good:
            self.stopped.append(stream)
            for filling in self.fillings:
                filling.drop()
        elif last:
            self.versions.append((stream, last))
            for filling in self.fillings:
                if filling.documents:
                    filling.end(stream)


def _hand(stream: str, recorded: Recorded[Any], handlers: tuple[Handler, ...]) -> None:
    """Gives the fact to each of its handlers."""
    position = recorded.position
    for keys, evolve, documents, positions in handlers:
        if keys is by_stream:  # most views: the key is the stream, and a call for each fact costs time
            documents[stream] = evolve(documents.get(stream), recorded)
            positions[stream] = position
            continue
        named = keys(recorded)
        # A fact that does not name what it is about is seldom, and says so in its first key.
        for key in spread(named, documents) if named and named[0][-1] == EVERY[-1] else named:
            documents[key] = evolve(documents.get(key), recorded)
            positions[key] = position


def _by_type(fillings: Sequence[Filling]) -> _Routed:
    handlers: list[tuple[frozenset[str] | None, Handler]] = [
        (wants(f.projection), (f.projection.keys, f.projection.evolve, f.documents, f.positions)) for f in fillings
    ]
    everything = tuple(handler for types, handler in handlers if types is None)
    table = _Routed(everything)
    for type_ in {type_ for types, _ in handlers for type_ in types or ()}:
        table[type_] = tuple(handler for types, handler in handlers if types is None or type_ in types)
    return table
