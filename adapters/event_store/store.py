"""The EventStore and History ports over a recorder of the library."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, takewhile
from typing import Any

from eventsourcing.persistence import IntegrityError, StoredEvent

from adapters.codec import decode_row, encode
from adapters.event_store.ports import Recorder, Row, Store, Stored, StreamMoved, placed
from adapters.event_store.sqlite import files
from adapters.event_store.trouble import IN_THE_WAY, in_our_words
from adapters.event_store.urls import UNKNOWN, driver, is_postgres
from adapters.unsaid import shown
from domain.errors import Conflict, LinkMoved, StoreRefused, StoreTrouble
from domain.fact import Fact, Recorded
from domain.ports import Append, Receipt

CONDITION = ("position", "facts", "format", "database", "journal", "journal_because", "synchronous")


class RecorderStore:
    """A store at a place; every method raises StoreTrouble when the database cannot be used."""

    def __init__(self, recorder: Recorder, where: str) -> None:
        self.recorder = recorder
        self.where = where

    @cached_property
    def made(self) -> dict[str, str]:
        """What was made once with the store."""
        with in_our_words(self.where):
            return self.recorder.select_ledger()

    @property
    def ledger_id(self) -> str:
        return self.made["id"]

    def append(self, appends: Sequence[Append]) -> list[Receipt]:
        stored = [StoredEvent(e.stream, e.version, e.type, encode(e)) for append in appends for e in append.entries]
        if not stored:
            return []
        try:
            with in_our_words(self.where, writes=True):
                positions = self.recorder.insert_events(stored, appends=appends)
        except IntegrityError as error:
            return self._recorded_before(appends, error)
        return placed(appends, positions or [])

    def append_stored(self, stored: Stored) -> None:
        try:
            with in_our_words(self.where, writes=True):
                self.recorder.insert_stored(stored)
        except IntegrityError as error:
            raise _conflict(error) from error

    def receipts(self, command_ids: Sequence[str]) -> dict[str, Receipt]:
        with in_our_words(self.where):
            return {receipt.command_id: receipt for receipt in self.recorder.select_receipts(command_ids)}

    def settled(self, command_ids: Sequence[str]) -> dict[str, Receipt]:
        with in_our_words(self.where):
            return {receipt.command_id: receipt for receipt in self.recorder.select_settled(command_ids)}

    def all_receipts(self, after: str, limit: int) -> list[Receipt]:
        with in_our_words(self.where):
            return self.recorder.select_receipts_after(after, limit)

    def stream(self, stream: str, *, after_version: int = 0) -> list[Recorded[Fact]]:
        rows = self.rows(stream, after_version=after_version)
        return [Recorded(row[0], decode_row(row, self.ledger_id)) for row in rows]

    def rows(self, stream: str, *, after_version: int = 0) -> list[Row]:
        with in_our_words(self.where):
            return self.recorder.select_stream(stream, after_version)

    def page(self, after: int, limit: int) -> list[Row]:
        with in_our_words(self.where):
            return self.recorder.select_page(after, limit)

    def fact(self, position: int) -> Row | None:
        with in_our_words(self.where):
            return self.recorder.select_fact(position)

    def entries(self, named: Sequence[tuple[str, int]]) -> list[Row]:
        with in_our_words(self.where):
            return self.recorder.select_entries(named)

    def count(self, upto: int) -> int:
        with in_our_words(self.where):
            return self.recorder.select_count(upto)

    def by_stream(self, upto: int, *, first: str = "", end: str | None = None) -> Iterator[Row]:
        rows = chain.from_iterable(self._pages_by_stream(upto, first))  # no frame of ours for each of a million rows
        return rows if end is None else takewhile(lambda row: row[1] < end, rows)

    def divided(self, parts: int, facts: int, more: int) -> list[str]:
        each = max(facts - more, 0) // parts
        with in_our_words(self.where):
            streams = [self.recorder.select_stream_at(facts - each * part) for part in range(1, parts)]
        return sorted({stream for stream in streams if stream})

    def streams(self, prefix: str, limit: int) -> list[str]:
        with in_our_words(self.where):
            return self.recorder.select_streams(prefix, limit)

    def wait(self, after: int, seconds: float) -> None:
        with in_our_words(self.where):
            self.recorder.wait(after, seconds)

    def note(self, name: str) -> str | None:
        with in_our_words(self.where):
            return self.recorder.select_note(name)

    def notes(self, beginning: str) -> dict[str, str]:
        with in_our_words(self.where):
            return self.recorder.select_notes(beginning)

    def set_note(self, name: str, value: str, was: str | None) -> bool:
        with in_our_words(self.where, writes=True):
            return self.recorder.swap_note(name, value, was)

    def restore(self, made: Mapping[str, str], rows: Sequence[Row], receipts: Sequence[Receipt]) -> None:
        if dict(made) != self.made:
            raise StoreRefused("it holds another ledger", where=self.where)
        try:
            with in_our_words(self.where, writes=True):
                self.recorder.insert_at(rows, receipts)
        except IntegrityError as error:
            raise Conflict("something else stands there", where=self.where) from error

    def condition(self) -> dict[str, Any]:
        with in_our_words(self.where):
            return {"store": self.where, **self.recorder.condition()}

    def position(self) -> int:
        with in_our_words(self.where):
            return self.recorder.max_notification_id() or 0

    def close(self) -> None:
        self.recorder.close()

    def _pages_by_stream(self, upto: int, first: str) -> Iterator[list[Row]]:
        with in_our_words(self.where):
            yield from self.recorder.iterate_by_stream(upto, first)

    def _recorded_before(self, appends: Sequence[Append], error: IntegrityError) -> list[Receipt]:
        """The same commands, recorded meanwhile under their ids, have their receipts; else Conflict."""
        try:
            known = self.receipts([append.command_id for append in appends])
        except StoreTrouble as trouble:
            trouble.untouched = False  # they are recorded, perhaps by the attempt before
            raise
        if all(
            append.command_id in known and known[append.command_id].command_digest == append.command_digest
            for append in appends
        ):
            return [known[append.command_id] for append in appends]
        raise _conflict(error, *sorted({append.stream for append in appends})) from error


def _conflict(error: IntegrityError, *streams: str) -> Conflict:
    if isinstance(error, StreamMoved):
        return LinkMoved(str(error), reads=error.reads)
    return Conflict(streams=[*streams]) if streams else Conflict()


def open_store(
    url: str, *, create: bool, made: Mapping[str, str] | None = None, patience: float | None = None
) -> Store:
    """The store behind a URL: `sqlite:///acme.db`, or `postgresql://…` as libpq reads it.

    Made when it is missing and `create` says so: as a new ledger, or, to move one there, as the one `made` so. A file
    that cannot be written to is opened for reading, unless it is to be made. `patience` is how many seconds it waits
    for other writers, instead of half a minute. Raises StoreTrouble.
    """
    if url.startswith(files.SCHEME):
        return RecorderStore(files.open_recorder(url, create=create, made=made, patience=patience), url)
    if is_postgres(url):
        with driver(url):
            from adapters.event_store.postgres import opening as postgres_opening  # noqa: PLC0415 - the driver is an extra, and 50 ms

        recorder = postgres_opening.open_recorder(url, create=create, made=made, patience=patience)
        return RecorderStore(recorder, shown(url))
    raise StoreRefused(UNKNOWN, where=shown(url))


def condition_of(opening: Callable[[], Store], where: str) -> dict[str, Any]:
    """Its format, its journal and why, how many facts it holds; `held` says who keeps everybody from appending, or "".
    Where nobody can read either, `held` says so and the rest is None. Raises StoreTrouble as `opening` does.
    """
    try:
        store = opening()
        at = store.position()
        return {"store": where, "position": at, "facts": store.count(at), **store.condition()}
    except StoreTrouble as trouble:
        if trouble.detail not in IN_THE_WAY:
            raise
        held = f"{trouble.detail}, and nobody can read either"
        return {"store": where, **dict.fromkeys(CONDITION), "integrity": [], "held": held}
