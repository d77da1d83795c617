# ruff: noqa: S608, ISC004 - names of tables and columns are our own; every value is a parameter
"""The library's SQLite recorder with its measured traps closed: ids never reused, receipts, append-only by trigger."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from typing import Any

from eventsourcing.persistence import IntegrityError, PersistenceError, StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteCursor, SQLiteDatastore

from adapters.event_store.ports import READ_ROWS, Row, Stored, StreamMoved, begun, needed, placed
from adapters.event_store.sqlite.connections import APPLICATION_ID, because
from domain.ports import Append, Read, Receipt

LOOK_SECONDS = 0.005
IDS_ASKED = 5000  # SQLite takes so many values in a statement and more, whatever its version
LEVELS = ("off", "normal", "full", "extra")
FACTS = "stored_events"
COLUMNS = "id, digest, stream, first_version, facts, first_position"
NOTES = "CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
ROW = "rowid, originator_id, originator_version, topic, state"


class LedgerRecorder(SQLiteApplicationRecorder):
    """Declared ids never reused, one command id once, and no fact ever changed."""

    def __init__(self, datastore: SQLiteDatastore, events_table_name: str = FACTS) -> None:
        super().__init__(datastore, events_table_name)
        self.made = begun()
        self.insert_events_statement = (
            f"INSERT INTO {events_table_name} (originator_id, originator_version, topic, state) VALUES (?,?,?,?)"
        )

    def construct_create_table_statements(self) -> list[str]:
        table = self.events_table_name
        return [
            # Named rowid, because the library reads the position under that name.
            f"CREATE TABLE IF NOT EXISTS {table} (rowid INTEGER PRIMARY KEY AUTOINCREMENT,"
            " originator_id TEXT NOT NULL, originator_version INTEGER NOT NULL, topic TEXT NOT NULL,"
            " state BLOB NOT NULL, UNIQUE (originator_id, originator_version))",
            "CREATE TABLE IF NOT EXISTS commands (id TEXT PRIMARY KEY, digest TEXT NOT NULL, stream TEXT NOT NULL,"
            " first_version INTEGER NOT NULL, facts INTEGER NOT NULL, first_position INTEGER NOT NULL) WITHOUT ROWID",
            "CREATE TABLE IF NOT EXISTS ledger (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
            NOTES,
            # Also against INSERT OR REPLACE, which deletes without asking the trigger on DELETE.
            *(
                f"CREATE TRIGGER IF NOT EXISTS {name}_once BEFORE INSERT ON {name}"
                f" WHEN EXISTS (SELECT 1 FROM {name} WHERE {same})"
                " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
                for name, same in (
                    (f"{table}", "originator_id=NEW.originator_id AND originator_version=NEW.originator_version"),
                    ("commands", "id=NEW.id"),
                    ("ledger", "name=NEW.name"),
                )
            ),
            f"CREATE TRIGGER IF NOT EXISTS {table}_nowhere_twice BEFORE INSERT ON {table}"
            f" WHEN EXISTS (SELECT 1 FROM {table} WHERE rowid=NEW.rowid)"
            " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
            *(
                f"CREATE TRIGGER IF NOT EXISTS {name}_no_{verb.lower()} BEFORE {verb} ON {name}"
                " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
                for name in (table, "commands", "ledger")
                for verb in ("UPDATE", "DELETE")
            ),
        ]

    def _create_table(self, c: SQLiteCursor) -> None:
        super()._create_table(c)
        c.execute(f"PRAGMA application_id={APPLICATION_ID}")
        c.execute("SELECT 1 FROM ledger")
        if c.fetchone() is None:
            c.executemany("INSERT INTO ledger VALUES (?,?)", list(self.made.items()))

    def _insert_events(
        self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        rows = [(str(s.originator_id), s.originator_version, s.topic, s.state) for s in stored_events]
        appends: Sequence[Append] = kwargs.get("appends", ())
        if appends:
            self._check_unmoved(c, needed((append.stream, len(append.entries), append.reads) for append in appends))
            self._in_order(c, rows)
        positions = self._insert_rows(c, rows)
        if appends:
            self._insert_receipts(c, placed(appends, positions))
        return positions

    def insert_stored(self, stored: Stored) -> None:
        """Rows and receipts decided elsewhere, in one transaction."""
        with self.datastore.transaction(commit=True) as c:
            self._check_unmoved(c, stored.reads)
            self._in_order(c, stored.rows)
            at = self._insert_rows(c, stored.rows)[0] if stored.rows else 0
            receipts = []
            for command_id, command_digest, stream, first_version, facts in stored.receipts:
                receipts.append(Receipt(command_id, command_digest, stream, first_version, facts, at))
                at += facts
            self._insert_receipts(c, receipts)

    def insert_at(self, rows: Sequence[Row], receipts: Sequence[Receipt]) -> None:
        """Rows at their own positions, which rise above all that stand, and receipts, in one transaction."""
        with self.datastore.transaction(commit=True) as c:
            c.execute(f"SELECT coalesce(max(rowid), 0) FROM {self.events_table_name}")
            if rows and rows[0][0] <= c.fetchone()[0]:
                raise IntegrityError(f"position {rows[0][0]} is below one that stands")
            c.executemany(f"INSERT INTO {self.events_table_name} ({ROW}) VALUES (?,?,?,?,?)", rows)
            self._insert_receipts(c, receipts)

    def _in_order(self, c: SQLiteCursor, rows: Sequence[tuple[str, int, str, bytes]]) -> None:
        """Raises IntegrityError unless every row follows the last of its stream: versions have no gap."""
        last: dict[str, int] = {}
        for stream, version, _, _ in rows:
            if stream not in last:
                last[stream] = self._last(c, stream)
            if version != last[stream] + 1:
                raise IntegrityError(f"entry {version} of {stream} follows {last[stream]}")
            last[stream] = version

    def _check_unmoved(self, c: SQLiteCursor, reads: Sequence[Read]) -> None:
        """Raises StreamMoved unless these streams stand where they were read; the write lock is ours by now."""
        if moved := [read for read in reads if self._last(c, read.stream) != read.version]:
            raise StreamMoved(moved)

    def _last(self, c: SQLiteCursor, stream: str) -> int:
        c.execute(f"SELECT max(originator_version) FROM {self.events_table_name} WHERE originator_id=?", (stream,))
        return c.fetchone()[0] or 0

    def _insert_rows(self, c: SQLiteCursor, rows: Sequence[tuple[str, int, str, bytes]]) -> Sequence[int]:
        if not rows:
            return []
        c.executemany(self.insert_events_statement, rows)
        # The write lock is ours and ids only rise: the rows of one executemany stand side by side.
        c.execute("SELECT last_insert_rowid()")
        last: int = c.fetchone()[0]
        return [*range(last - len(rows) + 1, last + 1)]

    def _insert_receipts(self, c: SQLiteCursor, receipts: Sequence[Receipt]) -> None:
        c.executemany(f"INSERT INTO commands ({COLUMNS}) VALUES (?,?,?,?,?,?)", receipts)

    def select_ledger(self) -> dict[str, str]:
        """What was made once with the store: its id, its format, and the key of people's pseudonyms."""
        return {str(name): str(value) for name, value in self._read("SELECT name, value FROM ledger", ())}

    def select_page(self, after: int, limit: int) -> list[Row]:
        """Up to so many rows after a position, in order."""
        return self._rows("rowid>? ORDER BY rowid", (after,), limit)

    def select_stream(self, stream: str, after_version: int) -> list[Row]:
        """One stream after a version, in order."""
        return self._rows(
            "originator_id=? AND originator_version>? ORDER BY originator_version", (stream, after_version)
        )

    def select_fact(self, position: int) -> Row | None:
        """The row at a position."""
        return next(iter(self._rows("rowid=?", (position,))), None)

    def select_entries(self, named: Sequence[tuple[str, int]]) -> list[Row]:
        """The rows of these versions of these streams: each is one step in the index."""
        table = self.events_table_name
        statement = (
            f"SELECT {', '.join(f'e.{name}' for name in ROW.split(', '))} FROM json_each(?) w CROSS JOIN {table} e"
            " ON e.originator_id=json_extract(w.value, '$[0]') AND e.originator_version=json_extract(w.value, '$[1]')"
        )
        return self._read(statement, (json.dumps(named),))

    def select_count(self, upto: int) -> int:
        """How many rows there are up to a position."""
        rows = self._read(f"SELECT count(*) FROM {self.events_table_name} WHERE rowid<=?", (upto,))
        return int(rows[0][0])

    def _rows(self, where: str, params: tuple[Any, ...], limit: int = -1) -> list[Row]:
        """Rows; `where` is this module's own text."""
        statement = f"SELECT {ROW} FROM {self.events_table_name} WHERE {where} LIMIT ?"
        return self._read(statement, (*params, limit))

    def select_stream_at(self, nth: int) -> str | None:
        """The stream of the nth row, counted stream by stream; one step in the index a row."""
        statement = f"SELECT originator_id FROM {self.events_table_name} ORDER BY originator_id, originator_version"
        rows = self._read(f"{statement} LIMIT 1 OFFSET ?", (nth,))
        return str(rows[0][0]) if rows else None

    def iterate_by_stream(self, upto: int, first: str) -> Iterator[list[Row]]:
        """Every row up to a position, stream by stream from the first, a bounded number at a time.

        No lock is held between two reads, so that a long scan keeps no writer waiting: what stands up to a position
        never changes.
        """
        where = "rowid<=? AND (originator_id, originator_version)>(?,?) ORDER BY originator_id, originator_version"
        stream, version = first, 0
        while rows := self._rows(where, (upto, stream, version), READ_ROWS):
            yield rows
            _, stream, version, _, _ = rows[-1]

    def select_streams(self, prefix: str, limit: int) -> list[str]:
        """Ids of streams that begin so; each found by one step in the index, however long its stream is."""
        table, after, streams = self.events_table_name, prefix, list[str]()
        statement = f"SELECT originator_id FROM {table} WHERE originator_id{{}}? ORDER BY originator_id LIMIT 1"
        while len(streams) < limit:
            rows = self._read(statement.format(">" if streams else ">="), (after,))
            if not rows or not rows[0][0].startswith(prefix):
                break
            streams.append(after := rows[0][0])
        return streams

    def condition(self) -> dict[str, Any]:
        """Versions, journal, synchronous and integrity, as this connection finds them."""
        asked = ("journal_mode", "synchronous", "integrity_check(20)")
        journal, synchronous, integrity = (self._read(f"PRAGMA {pragma}", ()) for pragma in asked)
        return {
            "format": int(self.select_ledger()["format"]),
            "database": f"SQLite {sqlite3.sqlite_version}",
            "journal": journal[0][0],
            "journal_because": because(),
            "synchronous": LEVELS[synchronous[0][0]],
            "integrity": [row[0] for row in integrity],
            "held": self._held(),
        }

    def _held(self) -> str:
        """Who keeps everybody from appending, where the turn to write is not to be had in time; else ""."""
        if getattr(self.datastore.pool, "read_only", False):
            return ""  # here nobody appends anyway
        try:
            with self.datastore.transaction(commit=True):
                return ""
        except (PersistenceError, sqlite3.Error) as error:
            if "locked" not in str(error):
                raise
            return "another program holds the database locked; SQLite does not know which: fuser shows who has it open"

    def select_settled(self, command_ids: Sequence[str]) -> list[Receipt]:
        """The same once the turn to write is ours: whoever had it before has ended."""
        with self.datastore.transaction(commit=True):
            return self.select_receipts(command_ids)

    def select_receipts(self, command_ids: Sequence[str]) -> list[Receipt]:
        """The receipts of those commands that are recorded."""
        receipts = list[Receipt]()
        for start in range(0, len(command_ids), IDS_ASKED):
            asked = tuple(command_ids[start : start + IDS_ASKED])
            statement = f"SELECT {COLUMNS} FROM commands WHERE id IN ({','.join('?' * len(asked))})"
            receipts += [Receipt(*row) for row in self._read(statement, asked)]
        return receipts

    def select_receipts_after(self, after: str, limit: int) -> list[Receipt]:
        """Receipts by command id, after one."""
        statement = f"SELECT {COLUMNS} FROM commands WHERE id>? ORDER BY id LIMIT ?"
        return [Receipt(*row) for row in self._read(statement, (after, limit))]

    def select_note(self, name: str) -> str | None:
        """What is noted under a name; a ledger of an earlier version has no notes yet."""
        return self.select_notes(name).get(name)

    def select_notes(self, beginning: str) -> dict[str, str]:
        """What is noted under names that begin so."""
        if not self._read("SELECT 1 FROM sqlite_master WHERE name='notes'", ()):
            return {}
        return dict(self._read("SELECT name, value FROM notes WHERE substr(name, 1, length(?))=?", (beginning,) * 2))

    def swap_note(self, name: str, value: str, was: str | None) -> bool:
        """Notes it where `was` still stands."""
        with self.datastore.transaction(commit=True) as c:
            c.execute(NOTES)
            if was is None:
                c.execute("INSERT INTO notes VALUES (?,?) ON CONFLICT DO NOTHING", (name, value))
            else:
                c.execute("UPDATE notes SET value=? WHERE name=? AND value=?", (value, name, was))
            return c.sqlite_cursor.rowcount == 1

    def wait(self, after: int, seconds: float) -> None:
        """Until something stands after a position: looks at the position whenever another connection has written."""
        until, seen = time.monotonic() + seconds, None
        with self.datastore.get_connection(commit=False) as connection:
            c = connection.cursor()
            while True:
                c.execute("PRAGMA data_version")
                version = c.fetchone()[0]
                if version != seen and (self.max_notification_id() or 0) > after:
                    return
                seen, left = version, until - time.monotonic()
                if left <= 0:
                    return
                time.sleep(min(left, LOOK_SECONDS))

    def close(self) -> None:
        """Lets go of every connection."""
        self.datastore.close()

    def _read(self, statement: str, params: tuple[Any, ...]) -> list[Any]:
        with self.datastore.transaction(commit=False) as c:
            c.sqlite_cursor.row_factory = None
            c.execute(statement, params)
            return c.sqlite_cursor.fetchall()
