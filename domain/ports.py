"""What the domain needs from the world, and what passes through."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from domain.fact import Entry, Fact, Recorded


class Read(NamedTuple):
    """A stream that a command read besides its own, and the version that it stood at."""

    stream: str
    version: int


class Append(NamedTuple):
    """One command's entries, to be appended after `after_version` of their stream.

    `reads` are the cited streams, each with the version it must have by then, counting the appends before this one: if
    one has moved on, nothing is appended.
    """

    command_id: str
    command_digest: str
    stream: str
    after_version: int
    entries: tuple[Entry[Any], ...]
    reads: tuple[Read, ...] = ()


class Receipt(NamedTuple):
    """Where a command's facts stand; the same for every repetition of it."""

    command_id: str
    command_digest: str
    stream: str
    first_version: int
    facts: int
    first_position: int


class EventStore(Protocol):
    """An append-only store of entries. All of it raises StoreTrouble when the database cannot be used."""

    @property
    def ledger_id(self) -> str:
        """The id made once with the store; it stands in every entry."""

    def append(self, appends: Sequence[Append]) -> list[Receipt]:
        """All of it durably, or none. Conflict when a version or a command id is taken; LinkMoved, with `reads`, when
        what a command cites has moved on.
        """

    def receipts(self, command_ids: Sequence[str]) -> dict[str, Receipt]:
        """The receipts of those commands that are recorded already."""

    def stream(self, stream: str, *, after_version: int = 0) -> list[Recorded[Fact]]:
        """One stream after a version, in order. Unreadable when a stored fact cannot be read."""


class Clock(Protocol):
    """Where `recorded_at` comes from."""

    def now(self) -> datetime:
        """This moment, with its zone."""
