# ruff: noqa: S608 - names of tables and columns are our own; every value is a parameter
"""The library's PostgreSQL recorder, its append made one statement: a turn, the facts, their receipts, a notice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from eventsourcing.persistence import IntegrityError, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder
from psycopg.rows import tuple_row

from adapters.event_store.ports import READ_ROWS, Row, Stored, StreamMoved, begun, needed
from adapters.event_store.postgres.condition import TURN, condition
from adapters.event_store.postgres.connections import Connection, Datastore
from adapters.event_store.postgres.notifications import Listeners
from adapters.event_store.postgres.schema import CALL, CALL_ONE, FACTS, Names
from domain.ports import Append, Read, Receipt

ROW = "notification_id, originator_id, originator_version, topic, state"
COLUMNS = "id, digest, stream, first_version, facts, first_position"
PAGE = f"SELECT {ROW} FROM {{facts}} WHERE notification_id > %b ORDER BY notification_id LIMIT %b"
STREAM = f"""
SELECT {ROW} FROM {{facts}} WHERE originator_id = %b AND originator_version > %b ORDER BY originator_version
"""
ENTRIES = f"""
SELECT {ROW} FROM {{facts}} JOIN unnest(%b::text[], %b::bigint[]) AS w(stream, version)
ON originator_id = w.stream AND originator_version = w.version
"""
FACT = f"SELECT {ROW} FROM {{facts}} WHERE notification_id = %b"
BY_STREAM = f"""
SELECT {ROW} FROM {{facts}} WHERE notification_id <= %b AND (originator_id, originator_version) > (%b, %b)
ORDER BY originator_id, originator_version LIMIT %b
"""
STREAM_AT = "SELECT originator_id FROM {facts} ORDER BY originator_id, originator_version LIMIT 1 OFFSET %b"
# One step in the index a stream, however long the stream is.
STREAMS = """
WITH RECURSIVE found(stream) AS (
    (SELECT originator_id FROM {facts} WHERE originator_id >= %b ORDER BY originator_id LIMIT 1)
    UNION ALL
    SELECT (SELECT originator_id FROM {facts} WHERE originator_id > stream ORDER BY originator_id LIMIT 1)
    FROM found WHERE starts_with(stream, %b)
) SELECT stream FROM found WHERE starts_with(stream, %b) LIMIT %b
"""
RECEIPTS = f"SELECT {COLUMNS} FROM {{commands}} WHERE id = ANY(%b::text[])"
RECEIPTS_AFTER = f"SELECT {COLUMNS} FROM {{commands}} WHERE id > %b ORDER BY id LIMIT %b"
LAST = """
SELECT originator_id, max(originator_version) FROM {facts} WHERE originator_id = ANY(%b::text[]) GROUP BY originator_id
"""
PLACE = "INSERT INTO {facts} (notification_id, originator_id, originator_version, topic, state) VALUES (%b,%b,%b,%b,%b)"
RECEIVE = f"INSERT INTO {{commands}} ({COLUMNS}) VALUES (%b,%b,%b,%b,%b,%b)"
NOTE_FIRST = "INSERT INTO {notes} (name, value) VALUES (%b, %b) ON CONFLICT DO NOTHING"
NOTE_NEXT = "UPDATE {notes} SET value = %b WHERE name = %b AND value = %b"
START = tuple[str, str, str, int, int, int]


class LedgerRecorder(PostgresApplicationRecorder):
    """Appends a batch by one call; positions rise in the order of commits, and may leave some out."""

    datastore: Datastore

    def __init__(self, datastore: Datastore, events_table_name: str = FACTS) -> None:
        super().__init__(datastore, events_table_name=events_table_name)
        self.names = Names(datastore.schema, events_table_name)
        self.made = begun()
        self.channel_name = self.names.channel
        self.call_one = self.names.put(CALL_ONE)
        self.call = self.names.put(CALL)
        self.listeners = Listeners(datastore.url, self.channel_name)

    def create_table(self) -> None:
        """All of it in one transaction, and what is made once with a ledger."""
        with self.datastore.get_connection() as connection, connection.transaction():
            self.create(connection)

    def create(self, connection: Connection) -> None:
        """In the transaction of whoever has seen that nothing is there."""
        for statement in self.names.created():
            connection.execute(statement)
        with connection.cursor() as c:
            c.executemany(self.names.put("INSERT INTO {ledger} VALUES (%s, %s)"), list(self.made.items()))

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        appends: Sequence[Append] = kwargs.get("appends", ())
        rows = [(str(s.originator_id), s.originator_version, s.topic, s.state) for s in stored_events]
        receipts, start = list[START](), 1
        for append in appends:
            receipt = (
                append.command_id,
                append.command_digest,
                append.stream,
                append.after_version + 1,
                len(append.entries),
                start,
            )
            receipts.append(receipt)
            start += len(append.entries)
        reads = needed((append.stream, len(append.entries), append.reads) for append in appends)
        return self._append(rows, receipts, reads, following=bool(appends)) if rows else []

    def insert_stored(self, stored: Stored) -> None:
        """Rows and receipts decided elsewhere, in one transaction."""
        receipts, start = list[START](), 1
        for receipt in stored.receipts:
            receipts.append((*receipt, start))
            start += receipt[4]
        self._append(stored.rows, receipts, stored.reads, following=True)

    def _append(
        self,
        rows: Sequence[tuple[str, int, str, bytes]],
        receipts: Sequence[START],
        reads: Sequence[Read],
        *,
        following: bool,
    ) -> list[int]:
        if following and len(rows) == len(receipts) == 1 and not reads:
            return [self._read(self.call_one, (*rows[0], *receipts[0][:4]))[0][0]]
        columns = [list(column) for column in zip(*rows, strict=True)] or [[]] * 4
        received = [list(column) for column in zip(*receipts, strict=True)] or [[]] * 6
        arguments = (*columns, following, *received)
        return list(self._read(self.call, arguments)[0][0]) if not reads else self._append_unmoved(arguments, reads)

    def _append_unmoved(self, arguments: tuple[Any, ...], reads: Sequence[Read]) -> list[int]:
        """Appends only if these streams are still at the versions that were read. Raises StreamMoved otherwise.

        Each statement sees what was committed before it, so the one after the lock is taken sees everything.
        """

        def work(connection: Connection) -> list[int]:
            with connection.transaction(), connection.cursor(row_factory=tuple_row, binary=True) as c:
                c.execute(self.names.put(TURN))
                versions: dict[str, int] = dict(
                    c.execute(self.names.put(LAST), ([read.stream for read in reads],)).fetchall()
                )
                if moved := [read for read in reads if versions.get(read.stream, 0) != read.version]:
                    raise StreamMoved(moved)
                return list(c.execute(self.call, arguments, prepare=True).fetchall()[0][0])

        return self.datastore.run(work)

    def insert_at(self, rows: Sequence[Row], receipts: Sequence[Receipt]) -> None:
        """Rows at their own positions, which rise above all that stand, and receipts, in one transaction."""

        def work(connection: Connection) -> None:
            with connection.transaction(), connection.cursor(row_factory=tuple_row) as c:
                c.execute(self.names.put(TURN))
                c.execute(self.names.put("SELECT coalesce(max(notification_id), 0) FROM {facts}"))
                if rows and rows[0][0] <= c.fetchall()[0][0]:
                    raise IntegrityError(f"position {rows[0][0]} is below one that stands")
                c.executemany(self.names.put(PLACE), rows)
                c.executemany(self.names.put(RECEIVE), receipts)
                if rows:  # what is appended later goes above
                    c.execute(self.names.put("SELECT setval({sequence}, %s)"), (rows[-1][0],))
                c.execute(self.names.put("SELECT pg_notify({channel}, '')"))

        self.datastore.run(work)

    def select_ledger(self) -> dict[str, str]:
        """What was made once with the store: its id, its format, and the key of people's pseudonyms."""
        return dict(self._read(self.names.put("SELECT name, value FROM {ledger}"), ()))

    def select_page(self, after: int, limit: int) -> list[Row]:
        """Up to so many rows after a position, in order."""
        return self._read(self.names.put(PAGE), (after, limit))

    def select_stream(self, stream: str, after_version: int) -> list[Row]:
        """One stream after a version, in order."""
        return self._read(self.names.put(STREAM), (stream, after_version))

    def select_fact(self, position: int) -> Row | None:
        """The row at a position."""
        return next(iter(self._read(self.names.put(FACT), (position,))), None)

    def select_entries(self, named: Sequence[tuple[str, int]]) -> list[Row]:
        """The rows of these versions of these streams."""
        streams, versions = ([*column] for column in zip(*named, strict=True)) if named else ([], [])
        return self._read(self.names.put(ENTRIES), (streams, versions))

    def select_count(self, upto: int) -> int:
        """How many rows there are up to a position."""
        statement = self.names.put("SELECT count(*) FROM {facts} WHERE notification_id <= %b")
        return int(self._read(statement, (upto,))[0][0])

    def select_stream_at(self, nth: int) -> str | None:
        """The stream of the nth row, counted stream by stream."""
        rows = self._read(self.names.put(STREAM_AT), (nth,))
        return str(rows[0][0]) if rows else None

    def iterate_by_stream(self, upto: int, first: str) -> Iterator[list[Row]]:
        """Every row up to a position, stream by stream from the first, a bounded number at a time."""
        stream, version, statement = first, 0, self.names.put(BY_STREAM)
        while rows := self._read(statement, (upto, stream, version, READ_ROWS)):
            yield rows
            _, stream, version, _, _ = rows[-1]

    def select_streams(self, prefix: str, limit: int) -> list[str]:
        """Ids of streams that begin so, in order."""
        return [row[0] for row in self._read(self.names.put(STREAMS), (prefix, prefix, prefix, limit))]

    def select_receipts(self, command_ids: Sequence[str]) -> list[Receipt]:
        """The receipts of those commands that are recorded."""
        return [Receipt(*row) for row in self._read(self.names.put(RECEIPTS), ([*command_ids],))]

    def select_settled(self, command_ids: Sequence[str]) -> list[Receipt]:
        """The same once the turn to write is ours: whoever had it before has ended."""

        def work(connection: Connection) -> list[Receipt]:
            with connection.transaction(), connection.cursor(row_factory=tuple_row) as c:
                c.execute(self.names.put(TURN))
                return [Receipt(*row) for row in c.execute(self.names.put(RECEIPTS), ([*command_ids],)).fetchall()]

        return self.datastore.run(work)

    def select_receipts_after(self, after: str, limit: int) -> list[Receipt]:
        """Receipts by command id, after one."""
        return [Receipt(*row) for row in self._read(self.names.put(RECEIPTS_AFTER), (after, limit))]

    def max_notification_id(self) -> int | None:
        """The last position."""
        last: int | None = self._read(self.names.put("SELECT max(notification_id) FROM {facts}"), ())[0][0]
        return last

    def select_note(self, name: str) -> str | None:
        """What is noted under a name."""
        rows = self._read(self.names.put("SELECT value FROM {notes} WHERE name = %b"), (name,))
        return str(rows[0][0]) if rows else None

    def select_notes(self, beginning: str) -> dict[str, str]:
        """What is noted under names that begin so."""
        statement = "SELECT name, value FROM {notes} WHERE starts_with(name, %b)"
        return dict(self._read(self.names.put(statement), (beginning,)))

    def swap_note(self, name: str, value: str, was: str | None) -> bool:
        """Notes it where `was` still stands."""
        query = (NOTE_FIRST, (name, value)) if was is None else (NOTE_NEXT, (value, name, was))
        return self.datastore.run(
            lambda connection: connection.execute(self.names.put(query[0]), query[1]).rowcount == 1
        )

    def wait(self, after: int, seconds: float) -> None:
        """Until something stands after a position: looks at the position whenever something was announced."""
        self.listeners.wait(lambda: (self.max_notification_id() or 0) > after, seconds)

    def condition(self) -> dict[str, Any]:
        """Version, durability, what guards the facts, and what this role may do."""
        return {"format": int(self.select_ledger()["format"]), **self.datastore.run(lambda c: condition(c, self.names))}

    def close(self) -> None:
        """Lets go of every connection."""
        self.listeners.close()
        self.datastore.close()

    def _read(self, statement: bytes, params: tuple[Any, ...]) -> list[Any]:
        def work(connection: Connection) -> list[Any]:
            with connection.cursor(row_factory=tuple_row, binary=True) as c:
                return c.execute(statement, params, prepare=True).fetchall()

        return self.datastore.run(work)
