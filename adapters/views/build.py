"""A build of a projection, and what changes in it together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Build(NamedTuple):
    """One generation of one version of a projection: a table, and how far it has come."""

    projection: str
    version: int
    generation: int
    position: int
    live: bool
    saves: int
    """How often it was saved: whoever folded from an earlier state has been overtaken."""

    @property
    def table(self) -> str:
        return f"{self.projection}_v{self.version}_g{self.generation}"


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
    replaced: list[str] = field(default_factory=list)
    """Streams whose rows, and whose stop, all go first."""
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)
    stops: dict[str, Stop] = field(default_factory=dict)
