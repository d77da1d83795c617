"""What the store's readers get before anybody decodes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol, TypeAlias

from domain.ports import Append, EventStore, Receipt

Row: TypeAlias = tuple[int, str, int, str, bytes]
"""A stored fact: its position, its stream and version there, its type, and the bytes as they are. A plain tuple, as the
driver gives it: naming its parts would cost a million of them half a second."""


class Stored(NamedTuple):
    """Facts that are encoded already, with the receipts of their commands; positions still to come."""

    rows: Sequence[tuple[str, int, str, bytes]]
    receipts: Sequence[tuple[str, str, str, int, int]]


class History(Protocol):
    """What readers of the whole ledger need from a store."""

    @property
    def ledger_id(self) -> str:
        """The id made once with the store."""

    def position(self) -> int:
        """The last position, 0 when nothing is stored."""

    def page(self, after: int, limit: int) -> list[Row]:
        """Up to `limit` rows after a position, oldest first; never one before another that may still come."""

    def by_stream(self, upto: int) -> Iterator[Row]:
        """Every row up to a position, stream by stream, each in its order, in bounded memory."""

    def rows(self, stream: str, *, after_version: int = 0) -> list[Row]:
        """One stream after a version, in order."""


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

    def condition(self) -> dict[str, Any]:
        """How the database is, and why it is so."""

    def close(self) -> None:
        """Lets go of every connection."""


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
