"""Which fact goes to which fold, and the fold of one stream: the same for live, rebuilt, re-driven and as-of views."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol, TypeVar

from adapters import codec
from adapters.views.build import Stop
from domain.fact import Entry, Recorded, members
from domain.standing import REREAD, Denial, Step, standing
from domain.upcasting import UPCASTS
from domain.when import last_day
from projections.shared.projection import EVERY, Projection

D = TypeVar("D")
Decode = Callable[[str, bytes], Entry[Any]]
Raw = tuple[int, str, int, str, bytes]
"""Position, stream, version, type and bytes: a store's row."""


def wants(projection: Projection[Any]) -> frozenset[str] | None:
    """The stored types it folds, yesterday's among them; None is all of them."""
    if projection.facts is None:
        return None
    types = {fact.type for fact in members(projection.facts)}
    return frozenset(types | {old for old in UPCASTS if _today(old) in types})


def reads(projection: Projection[Any], stream: str) -> bool:
    """Whether this kind of stream feeds it."""
    return stream.partition("/")[0] == projection.streams


def spread(keys: Iterable[str], known: Iterable[str]) -> list[str]:
    """The keys, with those that the stream has by now in the place of `every_document`."""
    return [one for key in keys for one in (list(known) if key.endswith(EVERY) else (key,))]


def fold(
    projection: Projection[D], entries: Iterable[Recorded[Any]], *, as_of: str | None = None, on: str | None = None
) -> dict[str, D]:
    """One stream's documents from its facts as they stand, by key; what a fold raises goes through."""
    types, documents, zone = wants(projection), Documents(), "UTC"
    for step in standing(entries, as_of=as_of, on=on):
        documents.take(projection, types, step)
        zone = step.entry.zone
    found = documents.finished(projection)
    return {key: projection.on_day(one, last_day(on, zone)) for key, one in found.items()} if on else found


@dataclass(slots=True)
class Documents:
    """The documents of one stream while it is folded, and the position that last touched each."""

    known: dict[str, Any] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)

    def take(self, projection: Projection[Any], types: frozenset[str] | None, step: Step) -> None:
        """One step: a fact that stands, where the projection folds it, or a denial, where it lists those."""
        if not reads(projection, step.stream):
            return
        if isinstance(step, Denial):
            list_denial(projection, step, self.known, self.positions)
        elif types is None or step.entry.type in types:
            for key in spread(projection.keys(step), self.known):
                self.known[key] = projection.evolve(self.known.get(key), step)
                self.positions[key] = step.position

    def finished(self, projection: Projection[Any]) -> dict[str, Any]:
        """What others may see: every document there is, whole."""
        finish = projection.finish
        return {key: finish(document) for key, document in self.known.items() if document is not None}


@dataclass(frozen=True, slots=True)
class Refolded:
    """A stream folded from its first fact: its documents, its last good version, and where it stopped."""

    documents: Documents
    version: int
    stop: Stop | None


def list_denial(
    projection: Projection[Any], denial: Denial, documents: Mapping[str, Any], positions: dict[str, int]
) -> None:
    """The denial, listed in the stream's document by a view that lists those."""
    document = documents.get(denial.stream)
    if projection.denied is not None and document is not None and denial.words:
        projection.denied(document, denial)
        positions[denial.stream] = denial.position


class Reading(NamedTuple):
    """How rows are read: decoded, by the types that are known, as those of one ledger."""

    decode: Decode
    types: Container[str]
    ledger: str

    def fact(self, row: Raw) -> Recorded[Any]:
        """The fact in a row. Raises Misplaced when its bytes belong elsewhere."""
        return Recorded(row[0], codec.read(self.decode, row, self.ledger))

    def leave(self, row: Raw) -> None:
        """A row that is not folded here. Raises Misplaced when its bytes belong elsewhere, perhaps in this fold."""
        codec.leave(row, self.ledger)


class Reads(Protocol):
    """Who reads rows: one by one, or a page for many."""

    @property
    def types(self) -> Container[str]: ...
    def fact(self, row: Raw) -> Recorded[Any]: ...
    def leave(self, row: Raw) -> None: ...


def refold(projection: Projection[Any], rows: Sequence[Raw], reading: Reads) -> Refolded:
    """One stream from its first fact, as far as it goes; nothing of the fact that stopped it is in a document."""
    documents, version, first = _as_far(projection, rows, reading)
    stop = first
    while stop is not None:
        # The fold that failed may have left a document half changed; and a denial that comes later is not known yet.
        rows = [row for row in rows if row[0] < stop.position]
        documents, version, stop = _as_far(projection, rows, reading)
        first = stop or first
    return Refolded(documents, version, first)


def reason(error: Exception, version: int) -> str:
    """What stopped a stream, for a person to read."""
    return f"version {version}: {type(error).__name__}: {error}"


def hole(version: int, last: int) -> str:
    return f"version {version} after {last}"


def _as_far(projection: Projection[Any], rows: Sequence[Raw], reading: Reads) -> tuple[Documents, int, Stop | None]:
    mine, documents = wants(projection), Documents()
    recorded, last, stop = _readable(projection, mine, rows, reading)
    for step in standing(recorded):
        try:
            documents.take(projection, mine, step)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - a fold is pure: what it raises is poison
            version = step.entry.version
            return documents, version - 1, Stop(step.position, reason(error, version))
    return documents, last, stop


def _readable(
    projection: Projection[Any], mine: frozenset[str] | None, rows: Sequence[Raw], reading: Reads
) -> tuple[list[Recorded[Any]], int, Stop | None]:
    """What concerns the projection, up to the first row that leaves a version out or cannot be read."""
    recorded, last, every = list[Recorded[Any]](), 0, mine is None or projection.denied is not None
    for row in rows:
        position, stream, version, type_, _ = row
        if version != last + 1:
            return recorded, last, Stop(position, hole(version, last))
        try:
            # As everywhere: a type that nobody knows stops its stream, for it cannot be decoded.
            wanted = every or type_ in (mine or ()) or type_ in REREAD or type_ not in reading.types
            if reads(projection, stream):
                if wanted:
                    recorded.append(reading.fact(row))
                else:
                    reading.leave(row)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - decoding is pure: what it raises is poison
            return recorded, last, Stop(position, reason(error, version))
        last = version
    return recorded, last, None


def _today(type_: str) -> str:
    while type_ in UPCASTS:
        type_ = UPCASTS[type_][0]
    return type_
