"""A build of a projection, and what changes in it together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

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
    offset: int | None = None
    """Where the topic goes on."""

    @property
    def table(self) -> str:
        return f"{self.projection}_v{self.version}_g{self.generation}"


def mark(stored: bytes) -> str:
    """What a fact is known by: a position alone does not tell it from another that a restored ledger has there."""
    return hashlib.sha256(stored).hexdigest()


class Fed(NamedTuple):
    """What feeds a build besides the store: a topic, and by partition the offset at which it goes on."""

    topic: str
    offsets: Mapping[int, int | None]


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
