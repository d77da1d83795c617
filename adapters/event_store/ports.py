"""What the store's readers get before anybody decodes it."""

from __future__ import annotations

import secrets
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
    """Facts that are encoded already, with the receipts of their commands; positions still to come."""

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
        """Up to `limit` rows after a position, oldest first; never one before another that may still come."""

    def by_stream(self, upto: int, *, first: str = "", end: str | None = None) -> Iterator[Row]:
        """Every row up to a position, stream by stream, each in its order, in bounded memory.

        Only of streams from `first` on, and before `end`.
        """

    def divided(self, parts: int, facts: int, more: int) -> list[str]:
        """Streams at which history of about so many facts falls into parts of much the same size; the first has so
        many `more` than the others.
        """

    def rows(self, stream: str, *, after_version: int = 0) -> list[Row]:
        """One stream after a version, in order."""

    def fact(self, position: int) -> Row | None:
        """The row at a position, if there is one."""

    def count(self, upto: int) -> int:
        """How many facts stand up to a position."""

    def wait(self, after: int, seconds: float) -> None:
        """Returns as soon as something stands after that position, and at the latest after so many seconds."""


class Store(EventStore, History, Protocol):
    """All that a store does."""

    @property
    def made(self) -> dict[str, str]:
        """What was made once with the store: `id`, `format`, and `people`, the key of pseudonyms, in hex."""

    def append_stored(self, stored: Stored) -> None:
        """Facts decided elsewhere, all durably or none; Conflict when a version or a command id is taken."""

    def all_receipts(self, after: str, limit: int) -> list[Receipt]:
        """Receipts by command id, after one, for whoever checks them against the facts."""

    def streams(self, prefix: str, limit: int) -> list[str]:
        """Ids of streams that begin so, in their order."""

    def note(self, name: str) -> str | None:
        """What was noted under a name. A note is no fact: it may change, and nothing that is read follows from it."""

    def notes(self, beginning: str) -> dict[str, str]:
        """What was noted under names that begin so."""

    def set_note(self, name: str, value: str, was: str | None) -> bool:
        """Notes it where what stands there is still `was` (None: nothing); False where it is not."""

    def restore(self, made: Mapping[str, str], rows: Sequence[Row], receipts: Sequence[Receipt]) -> None:
        """Facts at their own positions, above all that are there, with receipts: durably all, or none.

        Only into the ledger that was made so: StoreTrouble if it is another. Conflict when anything of it is taken.
        """

    def condition(self) -> dict[str, Any]:
        """How the database is, and why it is so."""

    def close(self) -> None:
        """Lets go of every connection."""


class Recorder(Protocol):
    """What a store is made of: one database, spoken to through the library. Says IntegrityError where rows clash."""

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None: ...
    def insert_stored(self, stored: Stored) -> None: ...
    def insert_at(self, rows: Sequence[Row], receipts: Sequence[Receipt]) -> None: ...
    def select_ledger(self) -> dict[str, str]: ...
    def select_page(self, after: int, limit: int) -> list[Row]: ...
    def select_stream(self, stream: str, after_version: int) -> list[Row]: ...
    def select_fact(self, position: int) -> Row | None: ...
    def select_count(self, upto: int) -> int: ...
    def iterate_by_stream(self, upto: int, first: str) -> Iterator[list[Row]]: ...
    def select_stream_at(self, nth: int) -> str | None: ...
    def select_streams(self, prefix: str, limit: int) -> list[str]: ...
    def select_receipts(self, command_ids: Sequence[str]) -> list[Receipt]: ...
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
    return {"id": secrets.token_hex(16), "format": str(FORMAT), "people": secrets.token_hex(32)}


class Moved(IntegrityError):
    """Streams that were read stand somewhere else."""

    def __init__(self, reads: Sequence[Read]) -> None:
        super().__init__(f"{', '.join(read.stream for read in reads)} moved on")
        self.reads = reads


def needed(appends: Iterable[tuple[str, int, Sequence[Read]]]) -> list[Read]:
    """Where streams must stand before the first of these, each told by its stream, how many facts it adds and what it
    read.
    """
    added: dict[str, int] = {}
    found: dict[Read, None] = {}
    for stream, facts, reads in appends:
        found.update((Read(read.stream, read.version - added.get(read.stream, 0)), None) for read in reads)
        added[stream] = added.get(stream, 0) + facts
    return list(found)


def placed(appends: Sequence[Append], positions: Sequence[int]) -> list[Receipt]:
    """One receipt a command: where its facts went."""
    receipts, at = [], 0
    for one in appends:
        receipts.append(
            Receipt(
                one.command_id, one.command_digest, one.stream, one.after_version + 1, len(one.entries), positions[at]
            )
        )
        at += len(one.entries)
    return receipts
