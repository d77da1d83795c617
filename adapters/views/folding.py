"""Which fact goes to which fold, and the fold of one stream: the same for live, rebuilt, re-driven and as-of views."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from adapters.views.build import Stop
from domain.fact import Entry, Recorded, members
from domain.upcasting import UPCASTS
from projections.projection import EVERY, Projection

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


def fold(projection: Projection[D], entries: Iterable[Recorded[Any]]) -> dict[str, D]:
    """One stream's documents from its facts, by key; what a fold raises goes through."""
    types, documents = wants(projection), Documents()
    for recorded in entries:
        if (types is None or recorded.entry.type in types) and reads(projection, recorded.stream):
            documents.fold(projection, recorded)
    return documents.finished(projection)


@dataclass(slots=True)
class Documents:
    """The documents of one stream while it is folded, and the position that last touched each."""

    known: dict[str, Any] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)

    def fold(self, projection: Projection[Any], recorded: Recorded[Any]) -> None:
        for key in spread(projection.keys(recorded), self.known):
            self.known[key] = projection.evolve(self.known.get(key), recorded)
            self.positions[key] = recorded.position

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


def refold(projection: Projection[Any], rows: Sequence[Raw], decode: Decode, types: Container[str]) -> Refolded:
    """One stream from its first fact, as far as it goes; nothing of the fact that stopped it is in a document."""
    documents, version, stop = _as_far(projection, rows, decode, types)
    if stop is None:
        return Refolded(documents, version, None)
    # The fold that failed may have left a document half changed.
    before = [row for row in rows if row[0] < stop.position]
    return Refolded(_as_far(projection, before, decode, types)[0], version, stop)


def reason(error: Exception, version: int) -> str:
    """What stopped a stream, for a person to read."""
    return f"version {version}: {type(error).__name__}: {error}"


def hole(version: int, last: int) -> str:
    return f"version {version} after {last}"


def _as_far(
    projection: Projection[Any], rows: Sequence[Raw], decode: Decode, types: Container[str]
) -> tuple[Documents, int, Stop | None]:
    mine, documents, last = wants(projection), Documents(), 0
    for position, stream, version, type_, state in rows:
        if version != last + 1:
            return documents, last, Stop(position, hole(version, last))
        try:
            # As everywhere: a type that nobody knows stops its stream, for it cannot be decoded.
            if (mine is None or type_ in mine or type_ not in types) and reads(projection, stream):
                documents.fold(projection, Recorded(position, decode(type_, state)))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - decoding and folding are pure: what they raise is poison
            return documents, last, Stop(position, reason(error, version))
        last = version
    return documents, last, None


def _today(type_: str) -> str:
    while type_ in UPCASTS:
        type_ = UPCASTS[type_][0]
    return type_
