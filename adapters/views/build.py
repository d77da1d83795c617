"""A build of a projection, and what changes in it together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

WHOLE = -1
"""All of history, as the store gives it. Other parts are the partitions of a topic."""


class Build(NamedTuple):
    """One generation of one version of a projection: its table, and how far one part of it has come."""

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
    """What identifies a fact: at the same position, a restored ledger may have another one."""
    return hashlib.sha256(stored).hexdigest()


class Fed(NamedTuple):
    """What feeds a build other than the store: a topic, with the offset to go on from, by partition."""

    topic: str
    offsets: Mapping[int, int | None]


class Stop(NamedTuple):
    """Where and why a stream stopped for a build."""

    position: int
    reason: str


class Parked(NamedTuple):
    """A stream that waits behind a fact that could not be folded."""

    projection: str
    version: int
    stream: str
    position: int
    reason: str
