"""A private file for what was decided; it is gone when it is closed, however the program ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import msgspec

from adapters.event_store.trouble import in_our_words
from domain.ports import Read

PAGE = 1000
LAST = "\U0010ffff"
"""Behind every character that a name may have."""
WHERE = "the scratch file (TMPDIR says where it lies)"


class Decided(NamedTuple):
    """One line's command, and the facts it makes as the rows they will be: stream, version, type and bytes."""

    line: int
    command_id: str
    digest: str
    stream: str
    first_version: int
    told: bytes
    rows: Sequence[tuple[str, int, str, bytes]]
    reads: Sequence[Read] = ()
    element: int | None = None


class Used(NamedTuple):
    """What a command id stands for already, and where it was used."""

    digest: str
    where: str


def in_line(line: int, element: int | None) -> str:
    """A line of the file, in words, and the element where the file is an array."""
    return f"line {line}" + (f", element {element}" if element else "")


class Scratch:
    """Decisions in the order of their lines, found again by command id; memory holds a few pages of it."""

    def __init__(self) -> None:
        with in_our_words(WHERE):
            # A database without a name lies in a temporary file that is unlinked at once.
            self.connection = sqlite3.connect("", isolation_level=None)
            self.connection.executescript(
                "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-32768;"
                "CREATE TABLE decided (place INTEGER PRIMARY KEY, line INTEGER NOT NULL, id TEXT NOT NULL UNIQUE,"
                " digest TEXT NOT NULL, stream TEXT NOT NULL, first_version INTEGER NOT NULL, told BLOB NOT NULL,"
                " facts BLOB NOT NULL, reads BLOB NOT NULL, element INTEGER);"
                "CREATE INDEX by_stream ON decided (stream); BEGIN"
            )

    def keep(self, decisions: Sequence[Decided]) -> None:
        """A batch of them; no id is there yet."""
        encode = msgspec.msgpack.Encoder().encode
        rows = [(*decided[:6], encode(decided.rows), encode(decided.reads), decided.element) for decided in decisions]
        with in_our_words(WHERE):
            self.connection.executemany("INSERT INTO decided VALUES (NULL,?,?,?,?,?,?,?,?,?)", rows)

    def used(self, command_ids: Sequence[str]) -> dict[str, Used]:
        """Command id → what it was decided under, of those that were."""
        marks = ",".join("?" * len(command_ids))
        with in_our_words(WHERE):
            query = f"SELECT id, digest, line, element FROM decided WHERE id IN ({marks})"  # noqa: S608 - only question marks go in
            rows = self.connection.execute(query, tuple(command_ids)).fetchall()
        return {name: Used(digest, in_line(line, element)) for name, digest, line, element in rows}

    def streams(self, prefix: str, limit: int) -> list[str]:
        """The first streams of those decided that begin so."""
        with in_our_words(WHERE):
            query = "SELECT DISTINCT stream FROM decided WHERE stream >= ? AND stream < ? ORDER BY stream LIMIT ?"
            rows = self.connection.execute(query, (prefix, prefix + LAST, limit)).fetchall()
        return [stream for (stream,) in rows]

    def in_order(self, without: AbstractSet[str]) -> Iterator[Decided]:
        """Every decision by line, except those of some streams."""
        decode = msgspec.msgpack.Decoder(list[tuple[str, int, str, bytes]]).decode
        reads = msgspec.msgpack.Decoder(list[Read]).decode
        with in_our_words(WHERE):
            cursor = self.connection.execute("SELECT * FROM decided ORDER BY place")
            while rows := cursor.fetchmany(PAGE):
                for _, *before, facts, read, element in rows:
                    if before[3] not in without:
                        yield Decided._make((*before, decode(facts), reads(read), element))

    def facts(self, stream: str) -> Iterator[tuple[str, int, str, bytes]]:
        """The facts decided of one stream, in order."""
        decode = msgspec.msgpack.Decoder(list[tuple[str, int, str, bytes]]).decode
        with in_our_words(WHERE):
            query = "SELECT facts FROM decided WHERE stream = ? ORDER BY place"
            rows = self.connection.execute(query, (stream,)).fetchall()
        for (facts,) in rows:
            yield from decode(facts)

    def __len__(self) -> int:
        with in_our_words(WHERE):
            count: int = self.connection.execute("SELECT count(*) FROM decided").fetchone()[0]
        return count

    def close(self) -> None:
        self.connection.close()
