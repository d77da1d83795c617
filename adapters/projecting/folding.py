"""Which fact goes to which fold, and how one stream is folded: the same for live, rebuilt, re-driven and past views."""

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
    """The stored types that it folds, old ones included; None means all of them."""
    facts = projection.folds
    if facts is None:
        return None
    types = {fact.type for fact in members(facts)}
    return frozenset(types | {old for old in UPCASTS if _today(old) in types})


def reads(projection: Projection[Any], stream: str) -> bool:
    """Whether this kind of stream feeds it."""
    return stream.partition("/")[0] == projection.streams


def spread(keys: Iterable[str], known: Iterable[str]) -> list[str]:
    """The keys, where one that means every document is replaced by those that the stream has by now."""
    return [each for key in keys for each in (list(known) if key.endswith(EVERY) else (key,))]


def fold(
    projection: Projection[D], entries: Iterable[Recorded[Any]], *, as_of: str | None = None, on: str | None = None
) -> dict[str, D]:
    """One stream's documents by key, folded from its facts as they stand; an error of a fold is passed on."""
    types, documents, zone = wants(projection), Documents(), "UTC"
    for step in standing(entries, as_of=as_of, on=on):
        documents.take(projection, types, step)
        zone = step.entry.zone
    finished = documents.finished(projection)
    if not on:
        return finished
    day = last_day(on, zone)
    return {key: projection.on_day(document, day) for key, document in finished.items()}


@dataclass(slots=True)
class Documents:
    """The documents of one stream while it is folded, and the position that last touched each."""

    known: dict[str, Any] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)

    def take(self, projection: Projection[Any], types: frozenset[str] | None, step: Step) -> None:
        """Takes in one step: a fact, if the projection folds it, or a denial, if it lists denials."""
        if not reads(projection, step.stream):
            return
        if isinstance(step, Denial):
            list_denial(projection, step, self.known, self.positions)
        elif types is None or step.entry.type in types:
            for key in spread(projection.keys(step), self.known):
                self.known[key] = projection.evolve(self.known.get(key), step)
                self.positions[key] = step.position

    def finished(self, projection: Projection[Any]) -> dict[str, Any]:
        """The documents as others may see them."""
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
    """Lists the denial in the stream's document, if the view lists denials."""
    document = documents.get(denial.stream)
    if projection.denied is not None and document is not None and denial.words:
        projection.denied(document, denial)
        positions[denial.stream] = denial.position


class Reading(NamedTuple):
    """How rows are read: with this decoder, these known types, and as rows of this ledger."""

    decode: Decode
    types: Container[str]
    ledger: str

    def fact(self, row: Raw) -> Recorded[Any]:
        """The fact in a row. Raises Misplaced when its bytes belong elsewhere."""
        return Recorded(row[0], codec.read(self.decode, row, self.ledger))

    def leave(self, row: Raw) -> None:
        """Looks at a row that is not folded here. Raises Misplaced when its bytes belong elsewhere,
        perhaps in this fold.
        """
        codec.leave(row, self.ledger)


class Reads(Protocol):
    """Something that reads rows, one by one or as a page for many."""

    @property
    def types(self) -> Container[str]: ...
    def fact(self, row: Raw) -> Recorded[Any]: ...
    def leave(self, row: Raw) -> None: ...


def refold(projection: Projection[Any], rows: Sequence[Raw], reading: Reads) -> Refolded:
    """Folds one stream from its first fact, as far as it goes; the fact that stopped it leaves nothing
    in a document.
    """
    documents, version, first = _as_far(projection, rows, reading)
    stop = first
    while stop is not None:
        # The fold that failed may have left a document half changed; and a denial that comes later is not known yet.
        rows = [row for row in rows if row[0] < stop.position]
        documents, version, stop = _as_far(projection, rows, reading)
        first = stop or first
    return Refolded(documents, version, first)


def reason(error: Exception, version: int) -> str:
    """Why a stream stopped, for a person to read."""
    return f"entry {version}: {type(error).__name__}: {error}"


def hole(version: int, last: int) -> str:
    return f"entry {version} after {last}"


def _as_far(projection: Projection[Any], rows: Sequence[Raw], reading: Reads) -> tuple[Documents, int, Stop | None]:
    types, documents = wants(projection), Documents()
    recorded, last, stop = _readable(projection, types, rows, reading)
    for step in standing(recorded):
        try:
            documents.take(projection, types, step)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - a fold is pure: what it raises is poison
            version = step.entry.version
            return documents, version - 1, Stop(step.position, reason(error, version))
    return documents, last, stop


def _readable(
    projection: Projection[Any], types: frozenset[str] | None, rows: Sequence[Raw], reading: Reads
) -> tuple[list[Recorded[Any]], int, Stop | None]:
    """The facts that concern the projection, up to the first row that follows a gap or cannot be read."""
    recorded, last, every = list[Recorded[Any]](), 0, types is None or projection.denied is not None
    for row in rows:
        position, stream, version, type_, _ = row
        if version != last + 1:
            return recorded, last, Stop(position, hole(version, last))
        try:
            # As everywhere: a type that nobody knows stops its stream, for it cannot be decoded.
            wanted = every or type_ in (types or ()) or type_ in REREAD or type_ not in reading.types
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
