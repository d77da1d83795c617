"""The EventStore and History ports over a recorder of the library."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from eventsourcing.persistence import IntegrityError, StoredEvent

from adapters.codec import decode, encode
from adapters.event_store.connections import APPLICATION_ID, Datastore
from adapters.event_store.rows import Row, Store, Stored, placed
from adapters.event_store.sqlite import FORMAT, LedgerRecorder
from adapters.event_store.trouble import in_our_words
from domain.errors import Conflict, StoreTrouble
from domain.fact import Fact, Recorded
from domain.ports import Append, Receipt


class RecorderStore:
    """A store at a place; every method raises StoreTrouble when the database cannot be used."""

    def __init__(self, recorder: LedgerRecorder, where: str) -> None:
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
        stored = [StoredEvent(e.stream, e.version, e.type, encode(e)) for one in appends for e in one.entries]
        if not stored:
            return []
        try:
            with in_our_words(self.where):
                positions = self.recorder.insert_events(stored, appends=appends)
        except IntegrityError as error:
            return self._recorded_before(appends, error)
        return placed(appends, positions or [])

    def append_stored(self, stored: Stored) -> None:
        try:
            with in_our_words(self.where):
                self.recorder.insert_stored(stored)
        except IntegrityError as error:
            raise Conflict from error

    def receipts(self, command_ids: Sequence[str]) -> dict[str, Receipt]:
        with in_our_words(self.where):
            return {receipt.command_id: receipt for receipt in self.recorder.select_receipts(command_ids)}

    def all_receipts(self, after: str, limit: int) -> list[Receipt]:
        with in_our_words(self.where):
            return self.recorder.select_receipts_after(after, limit)

    def stream(self, stream: str, *, after_version: int = 0) -> list[Recorded[Fact]]:
        rows = self.rows(stream, after_version=after_version)
        return [Recorded(position, decode(type_, state)) for position, _, _, type_, state in rows]

    def rows(self, stream: str, *, after_version: int = 0) -> list[Row]:
        where = "originator_id=? AND originator_version>? ORDER BY originator_version"
        with in_our_words(self.where):
            return self.recorder.select_rows(where, (stream, after_version))

    def page(self, after: int, limit: int) -> list[Row]:
        with in_our_words(self.where):
            return self.recorder.select_rows("rowid>? ORDER BY rowid", (after,), limit)

    def by_stream(self, upto: int) -> Iterator[Row]:
        return chain.from_iterable(self._pages_by_stream(upto))  # no frame of ours for each of a million rows

    def streams(self, prefix: str, limit: int) -> list[str]:
        with in_our_words(self.where):
            return self.recorder.select_streams(prefix, limit)

    def condition(self) -> dict[str, Any]:
        with in_our_words(self.where):
            return self.recorder.condition()

    def position(self) -> int:
        with in_our_words(self.where):
            return self.recorder.max_notification_id() or 0

    def close(self) -> None:
        self.recorder.datastore.close()

    def _pages_by_stream(self, upto: int) -> Iterator[list[Row]]:
        with in_our_words(self.where):
            yield from self.recorder.iterate_by_stream(upto)

    def _recorded_before(self, appends: Sequence[Append], error: IntegrityError) -> list[Receipt]:
        """The same commands, recorded meanwhile under their ids, have their receipts; else Conflict."""
        known = self.receipts([one.command_id for one in appends])
        if all(
            one.command_id in known and known[one.command_id].command_digest == one.command_digest for one in appends
        ):
            return [known[one.command_id] for one in appends]
        raise Conflict(streams=sorted({one.stream for one in appends})) from error


def open_store(url: str, *, create: bool) -> Store:
    """The store behind a URL such as `sqlite:///acme.db`; made when it is missing and `create` says so.

    A file that cannot be written to is opened for reading, unless it is to be made. Raises StoreTrouble.
    """
    if not url.startswith("sqlite:///"):
        raise StoreTrouble("only sqlite:///FILE is known here", where=url)
    path = Path(url.removeprefix("sqlite:///"))
    if not path.exists() and not create:
        raise StoreTrouble(f"there is no ledger at {path}; begin one with: sameside init", where=url)
    with in_our_words(url):
        recorder = _opened(path, url, create=create)
    return RecorderStore(recorder, url)


def _opened(path: Path, url: str, *, create: bool) -> LedgerRecorder:
    if not path.exists():
        path.touch()
    # Asked, not tried: closing a second handle on the file would drop the locks that this process holds on it.
    datastore = Datastore(str(path), read_only=not os.access(path, os.W_OK))
    try:
        if _empty(datastore):
            _make(datastore, path, url, create=create)
            datastore = Datastore(str(path))  # which finds a ledger, and sets its journal
        recorder = LedgerRecorder(datastore)
        _ours(recorder, url)
    except BaseException:
        datastore.close()
        raise
    return recorder


def _make(datastore: Datastore, path: Path, url: str, *, create: bool) -> None:
    if not create:
        raise StoreTrouble(f"there is no ledger in {path} yet; begin one with: sameside init", where=url)
    LedgerRecorder(datastore).create_table()
    datastore.close()


def _empty(datastore: Datastore) -> bool:
    """Whether nobody has made anything of the file yet; one cut short while it was being made is empty too."""
    with datastore.transaction(commit=False) as c:
        c.execute("SELECT 1 FROM sqlite_master")
        return c.fetchone() is None


def _ours(recorder: LedgerRecorder, url: str) -> None:
    with recorder.datastore.transaction(commit=False) as c:
        c.execute("PRAGMA application_id")
        marked = c.fetchone()[0]
    if marked != APPLICATION_ID:
        raise StoreTrouble("this database belongs to another program", where=url)
    made = recorder.select_ledger()
    if int(made.get("format", "0")) > FORMAT:
        raise StoreTrouble(f"this ledger has format {made['format']}, newer than this version reads", where=url)
