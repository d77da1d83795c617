"""A build of a projection, and what changes in it together."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any, NamedTuple

WHOLE = -1
"""All of history, as the store gives it. Other parts are the partitions of a topic."""


class Build(NamedTuple):
    """One generation of one version of a projection: a table, and how far one part of it has come."""

    projection: str
    version: int
    generation: int
    live: bool
    fed: str
    """The topic that fills it, or "" when the store does."""
    part: int
    position: int
    saves: int
    """How often it was saved: whoever folded from an earlier state has been overtaken."""
    mark: str
    """What the fact at the position is known by; "" at the beginning."""

    @property
    def table(self) -> str:
        return f"{self.projection}_v{self.version}_g{self.generation}"


def mark(stored: bytes) -> str:
    """What a fact is known by: a position alone does not tell it from another that a restored ledger has there."""
    return hashlib.sha256(stored).hexdigest()


class Stop(NamedTuple):
    """Where a stream stopped for a build, and why."""

    position: int
    reason: str


class Parked(NamedTuple):
    """A stream that waits behind a fact which could not be folded."""

    projection: str
    version: int
    stream: str
    position: int
    reason: str


@dataclass(slots=True)
class Changes:
    """What is saved together: documents, how far each stream has come, who stopped, and the position."""

    build: Build
    position: int
    mark: str
    offset: int | None = None
    """Where the topic goes on, when it is a topic that feeds the build."""
    replaced: list[str] = field(default_factory=list)
    """Streams whose rows, and whose stop, all go first."""
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)
    stops: dict[str, Stop] = field(default_factory=dict)
