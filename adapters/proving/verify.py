"""A live view compared with what history says, by digest; nothing is written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from adapters.event_store.ports import History, Row
from adapters.projecting.filling import Progress, filled
from adapters.projecting.projector import BUSY, Projector
from adapters.views.build import Build
from adapters.views.generations import in_order
from adapters.views.read_models import AnyProjection, ReadModels, must
from adapters.views.statements import beside
from domain.errors import StoreTrouble

SHOWN = 5
TRIES = 5


class Verified(NamedTuple):
    """What the live view says at a position, what history says, and the first keys where they differ."""

    position: int
    live: str
    rebuilt: str
    differing: list[str]

    @property
    def equal(self) -> bool:
        return self.live == self.rebuilt


def verify(projector: Projector, projection: AnyProjection, progress: Progress | None = None) -> Verified:
    """Both digests, of the view as it stands and of one folded anew up to the same position."""
    models = projector.models
    projector.catch_up([projection])
    for _ in range(TRIES):
        build = must(models.standing(), projection)
        seen = models.parts(build)
        upto = max((position for position, _ in seen.values()), default=0)
        with filled(_upto(projector, build, seen), [projection], upto, progress, apart=False):
            in_order(models, projection)
            verified = _compared(models, projection, build.table, upto)
        if must(models.standing(), projection) == build and models.parts(build) == seen:
            return verified
    raise StoreTrouble(BUSY, where=models.database.url)


@dataclass(frozen=True)
class _Seen:
    """History as the parts of a build have seen it, each up to its own position."""

    store: History
    seen: Mapping[int, tuple[int, int | None]]
    part: Callable[[str, int], int]

    def by_stream(self, upto: int, *, first: str = "", end: str | None = None) -> Iterator[Row]:
        return (row for row in self.store.by_stream(upto, first=first, end=end) if self._has(row))

    def rows(self, stream: str, *, after_version: int = 0) -> list[Row]:
        return [row for row in self.store.rows(stream, after_version=after_version) if self._has(row)]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    def _has(self, row: Row) -> bool:
        return row[0] <= self.seen[self.part(row[1], len(self.seen))][0]


def _upto(projector: Projector, build: Build, seen: Mapping[int, tuple[int, int | None]]) -> Projector:
    """The same, over no more than the build has seen."""
    if not build.fed:
        return projector
    store: Any = _Seen(projector.store, seen, projector.partition)
    return Projector(
        store, projector.models, batch_max=projector.batch_max, decode=projector.decode, types=projector.types
    )


def digest(models: ReadModels, projection: AnyProjection, table: str | None = None) -> str:
    """SHA-256 over `[key, document]`, a line each, in the order of keys; the same on every database."""
    total = hashlib.sha256()
    for _, line in _lines(models, projection, table):
        total.update(line)
    return total.hexdigest()


def _compared(models: ReadModels, projection: AnyProjection, table: str, position: int) -> Verified:
    live, rebuilt = (digest(models, projection, name) for name in (table, beside(projection.name)))
    differing: list[str] = []
    if live != rebuilt:
        for key in _differing(_lines(models, projection, table), _lines(models, projection, beside(projection.name))):
            differing.append(key)
            if len(differing) == SHOWN:
                break
    return Verified(position, live, rebuilt, differing)


def _lines(models: ReadModels, projection: AnyProjection, table: str | None) -> Iterator[tuple[str, bytes]]:
    encoder = msgspec.json.Encoder(order="deterministic")
    for key, document in models.documents(projection, table):
        yield key, encoder.encode([key, document]) + b"\n"


def _differing(live: Iterator[tuple[str, bytes]], rebuilt: Iterator[tuple[str, bytes]]) -> Iterator[str]:
    """Keys whose lines differ between live and rebuilt, or are missing in one of them; both are ordered by key."""
    left: Any = next(live, None)
    right: Any = next(rebuilt, None)
    while left or right:
        if left == right:
            left, right = next(live, None), next(rebuilt, None)
        elif right is None or (left and left[0] < right[0]):
            yield left[0]
            left = next(live, None)
        elif left is None or right[0] < left[0]:
            yield right[0]
            right = next(rebuilt, None)
        else:
            yield left[0]
            left, right = next(live, None), next(rebuilt, None)
