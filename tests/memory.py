"""An event store in memory: for tests, and for whoever wants to try the ledger without a file.

It passes the same contract suite as the stores that last (`tests/contract/test_event_store.py`).
"""

from __future__ import annotations

import itertools
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from threading import Condition
from typing import Any

from adapters.codec import decode, encode
from adapters.event_store.ports import Row, Stored, needed, placed
from domain.errors import Conflict, LinkMoved, StoreTrouble
from domain.fact import Fact, Recorded
from domain.ports import Append, Read, Receipt


class MemoryStore:
    """The store's ports over lists. Facts are kept as the bytes that a database would keep."""

    def __init__(self) -> None:
        self.made = {"id": "0" * 32, "format": "1", "people": "0" * 64}
        self.told: list[Row] = []
        self.places: dict[str, list[int]] = {}
        self.known: dict[str, Receipt] = {}
        self._notes: dict[str, str] = {}
        self.lock = Condition()

    @property
    def ledger_id(self) -> str:
        return self.made["id"]

    def append(self, appends: Sequence[Append]) -> list[Receipt]:
        with self.lock:
            if appends and all(self._recorded(one) for one in appends):
                return [self.known[one.command_id] for one in appends]
            rows = [(e.stream, e.version, e.type, encode(e)) for one in appends for e in one.entries]
            reads = needed((one.stream, len(one.entries), one.reads) for one in appends)
            at = range(self.position() + 1, self.position() + len(rows) + 1)
            return self._write(rows, placed(appends, at), reads=reads)

    def append_stored(self, stored: Stored) -> None:
        with self.lock:
            at, receipts = self.position() + 1, []
            for command_id, digest, stream, first_version, facts in stored.receipts:
                receipts.append(Receipt(command_id, digest, stream, first_version, facts, at))
                at += facts
            self._write(stored.rows, receipts, reads=stored.reads)

    def receipts(self, command_ids: Sequence[str]) -> dict[str, Receipt]:
        return {name: self.known[name] for name in command_ids if name in self.known}

    def settled(self, command_ids: Sequence[str]) -> dict[str, Receipt]:
        with self.lock:
            return self.receipts(command_ids)

    def all_receipts(self, after: str, limit: int) -> list[Receipt]:
        return [self.known[name] for name in sorted(self.known) if name > after][:limit]

    def stream(self, stream: str, *, after_version: int = 0) -> list[Recorded[Fact]]:
        rows = self.rows(stream, after_version=after_version)
        return [Recorded(position, decode(type_, state)) for position, _, _, type_, state in rows]

    def rows(self, stream: str, *, after_version: int = 0) -> list[Row]:
        return [self.told[place] for place in self.places.get(stream, ())][after_version:]

    def page(self, after: int, limit: int) -> list[Row]:
        start = bisect(self.told, after, key=lambda row: row[0])
        return self.told[start : start + limit]

    def entries(self, named: Sequence[tuple[str, int]]) -> list[Row]:
        return [row for stream, version in named for row in self.rows(stream, after_version=version - 1)[:1]]

    def fact(self, position: int) -> Row | None:
        return next((row for row in self.page(position - 1, 1) if row[0] == position), None)

    def wait(self, after: int, seconds: float) -> None:
        with self.lock:
            self.lock.wait_for(lambda: self.position() > after, seconds)

    def note(self, name: str) -> str | None:
        return self._notes.get(name)

    def notes(self, beginning: str) -> dict[str, str]:
        return {name: value for name, value in self._notes.items() if name.startswith(beginning)}

    def set_note(self, name: str, value: str, was: str | None) -> bool:
        with self.lock:
            if self._notes.get(name) != was:
                return False
            self._notes[name] = value
            return True

    def restore(self, made: Mapping[str, str], rows: Sequence[Row], receipts: Sequence[Receipt]) -> None:
        if dict(made) != self.made:
            raise StoreTrouble("it holds another ledger")
        with self.lock:
            if rows and rows[0][0] <= self.position():
                raise Conflict("something else stands there")
            self._write([row[1:] for row in rows], [*receipts], [row[0] for row in rows])

    def by_stream(self, upto: int) -> Iterator[Row]:
        for stream in sorted(self.places):
            yield from (row for row in self.rows(stream) if row[0] <= upto)

    def divided(self, parts: int, facts: int, more: int) -> list[str]:
        each = max(facts - more, 0) // parts
        streams = [row[1] for row in self.by_stream(facts)]
        return sorted({streams[facts - each * part] for part in range(1, parts) if each})

    def streams(self, prefix: str, limit: int) -> list[str]:
        return [stream for stream in sorted(self.places) if stream.startswith(prefix)][:limit]

    def position(self) -> int:
        return self.told[-1][0] if self.told else 0

    def condition(self) -> dict[str, Any]:
        return {"format": 1, "integrity": ["ok"]}

    def close(self) -> None:
        """There is nothing to let go of."""

    def _recorded(self, one: Append) -> bool:
        known = self.known.get(one.command_id)
        return known is not None and known.command_digest == one.command_digest

    def _write(
        self,
        rows: Sequence[tuple[str, int, str, bytes]],
        receipts: list[Receipt],
        positions: Sequence[int] = (),
        reads: Sequence[Read] = (),
    ) -> list[Receipt]:
        """All of it, or none: what would clash is looked for before anything is kept."""
        following = {stream: len(places) for stream, places in self.places.items()}
        if moved := [read for read in reads if following.get(read.stream, 0) != read.version]:
            raise LinkMoved(reads=moved)
        for stream, version, _, _ in rows:
            following[stream] = following.get(stream, 0) + 1
            if version != following[stream]:
                raise Conflict(streams=[stream])
        names = [receipt.command_id for receipt in receipts]
        if len({*names}) < len(names) or any(name in self.known for name in names):
            raise Conflict(streams=sorted({receipt.stream for receipt in receipts}))
        for row, position in zip(rows, positions or itertools.count(self.position() + 1), strict=False):
            self.places.setdefault(row[0], []).append(len(self.told))
            self.told.append((position, *row))
        self.known.update((receipt.command_id, receipt) for receipt in receipts)
        self.lock.notify_all()
        return receipts


class SetClock:
    """A clock that stands where it was set; `tick` moves it on."""

    def __init__(self, moment: datetime = datetime(2026, 3, 1, 10, tzinfo=UTC)) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def tick(self, seconds: float = 1) -> None:
        self.moment += timedelta(seconds=seconds)
