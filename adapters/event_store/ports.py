"""The ports of a store, and the rows that its readers get before anybody decodes them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, TypeAlias

from eventsourcing.persistence import IntegrityError, StoredEvent

from domain.ports import Append, EventStore, Read, Receipt

FORMAT = 1
READ_ROWS = 500

Row: TypeAlias = tuple[int, str, int, str, bytes]
"""A stored fact: its position, its stream and version there, its type, and the bytes as they are. A plain tuple, as the
driver gives it: naming its parts would cost a million of them half a second."""


class Stored(NamedTuple):
    """Facts that are encoded already, with the receipts of their commands, but without positions yet."""

    rows: Sequence[tuple[str, int, str, bytes]]
    receipts: Sequence[tuple[str, str, str, int, int]]
    reads: Sequence[Read] = ()
    """Where streams stand that these cite, before the first of the rows."""


class History(Protocol):
    """What readers of the whole ledger need from a store."""

    @property
    def ledger_id(self) -> str:
        """The id made once with the store."""

    def position(self) -> int:
        """The last position, 0 when nothing is stored."""

    def page(self, after: int, limit: int) -> list[Row]:
        """Up to `limit` rows after a position, oldest first; no row with a lower position may come later."""

    def by_stream(self, upto: int, *, first: str = "", end: str | None = None) -> Iterator[Row]:
        """Every row up to a position, stream by stream, each in its order, in bounded memory.

        Only streams from `first` on, and before `end`.
        """

    def divided(self, parts: int, facts: int, more: int) -> list[str]:
        """The streams at which history of about `facts` facts can be split into `parts` of much the same size, the
        first being larger by `more` facts.
        """

    def rows(self, stream: str, *, after_version: int = 0) -> list[Row]:
        """One stream after a version, in order."""

    def fact(self, position: int) -> Row | None:
        """The row at a position, if there is one."""

    def count(self, upto: int) -> int:
        """How many facts there are up to a position."""

    def wait(self, after: int, seconds: float) -> None:
        """Returns as soon as there is something after that position, and after so many seconds at the latest."""


class Store(EventStore, History, Protocol):
    """A whole store: what the domain needs, history, and what tools need."""

    @property
    def made(self) -> dict[str, str]:
        """What was made once with the store: `id`, `format`, and `people`, the key of pseudonyms, in hex."""

    def append_stored(self, stored: Stored) -> None:
        """Facts decided elsewhere, all durably or none; Conflict when a version or a command id is taken."""

    def settled(self, command_ids: Sequence[str]) -> dict[str, Receipt]:
        """As `receipts`, once every append that began before has ended: one that is not there then never comes."""

    def all_receipts(self, after: str, limit: int) -> list[Receipt]:
        """Receipts in the order of command ids, after the given one, to be checked against the facts."""

    def streams(self, prefix: str, limit: int) -> list[str]:
        """Ids of streams with that prefix, in their order."""

    def entries(self, named: Sequence[tuple[str, int]]) -> list[Row]:
        """The rows of these versions of these streams, in any order, without those that are not there."""

    def note(self, name: str) -> str | None:
        """The note of that name. A note is no fact: it may change, and nothing that is read follows from it."""

    def notes(self, beginning: str) -> dict[str, str]:
        """The notes whose names have that beginning."""

    def set_note(self, name: str, value: str, was: str | None) -> bool:
        """Sets a note if it is still `was` (None: there is none); returns False if it is not."""

    def restore(self, made: Mapping[str, str], rows: Sequence[Row], receipts: Sequence[Receipt]) -> None:
        """Writes facts at their own positions, above all that are there, with their receipts: all of them durably, or
        none.

        Only into the ledger `made` so: StoreTrouble if it is another one. Conflict if any of it is taken.
        """

    def condition(self) -> dict[str, Any]:
        """The state of the database, and why it is so."""

    def close(self) -> None:
        """Closes every connection."""


class Recorder(Protocol):
    """What a store is built on: one database, reached through the library. Raises IntegrityError where rows clash."""

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None: ...
    def insert_stored(self, stored: Stored) -> None: ...
    def insert_at(self, rows: Sequence[Row], receipts: Sequence[Receipt]) -> None: ...
    def select_ledger(self) -> dict[str, str]: ...
    def select_page(self, after: int, limit: int) -> list[Row]: ...
    def select_stream(self, stream: str, after_version: int) -> list[Row]: ...
    def select_fact(self, position: int) -> Row | None: ...
    def select_entries(self, named: Sequence[tuple[str, int]]) -> list[Row]: ...
    def select_count(self, upto: int) -> int: ...
    def iterate_by_stream(self, upto: int, first: str) -> Iterator[list[Row]]: ...
    def select_stream_at(self, nth: int) -> str | None: ...
    def select_streams(self, prefix: str, limit: int) -> list[str]: ...
    def select_receipts(self, command_ids: Sequence[str]) -> list[Receipt]: ...
    def select_settled(self, command_ids: Sequence[str]) -> list[Receipt]: ...
    def select_receipts_after(self, after: str, limit: int) -> list[Receipt]: ...
    def select_note(self, name: str) -> str | None: ...
    def select_notes(self, beginning: str) -> dict[str, str]: ...
    def swap_note(self, name: str, value: str, was: str | None) -> bool: ...
    def max_notification_id(self) -> int | None: ...
    def wait(self, after: int, seconds: float) -> None: ...
    def condition(self) -> dict[str, Any]: ...
    def close(self) -> None: ...


def begun() -> dict[str, str]:
    """What is made once with a ledger: its id, its format, and the key of people's pseudonyms."""
    return {"id": os.urandom(16).hex(), "format": str(FORMAT), "people": os.urandom(32).hex()}


class StreamMoved(IntegrityError):
    """A stream that was read has another version now."""

    def __init__(self, reads: Sequence[Read]) -> None:
        super().__init__(f"{', '.join(read.stream for read in reads)} moved on")
        self.reads = reads


def needed(appends: Iterable[tuple[str, int, Sequence[Read]]]) -> list[Read]:
    """The version that each cited stream must have before the first of these appends, each given by its stream, its
    number of facts, and what it read.
    """
    added: dict[str, int] = {}
    reads_before: dict[Read, None] = {}
    for stream, facts, reads in appends:
        reads_before.update((Read(read.stream, read.version - added.get(read.stream, 0)), None) for read in reads)
        added[stream] = added.get(stream, 0) + facts
    return list(reads_before)


def placed(appends: Sequence[Append], positions: Sequence[int]) -> list[Receipt]:
    """One receipt for each command: where its facts were stored."""
    receipts, at = [], 0
    for append in appends:
        receipts.append(
            Receipt(
                append.command_id,
                append.command_digest,
                append.stream,
                append.after_version + 1,
                len(append.entries),
                positions[at],
            )
        )
        at += len(append.entries)
    return receipts
