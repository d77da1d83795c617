"""One fact a durable commit on PostgreSQL, fsync on: ours, the library's own recorder, and bare inserts.

By one process, and by eight at once that all write for the same while.
"""

from __future__ import annotations

import multiprocessing
import time
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from typing import Any

import psycopg
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg import conninfo

from adapters.event_store.postgres.recorder import LedgerRecorder
from adapters.event_store.store import open_store
from benchmarks.pairs import Measured, tell
from domain.ports import Append
from tests.servers.postgres import Cluster, Server

ROUNDS, SECONDS, MANY = 7, 1.5, 8
STATE = (
    b'{"ledger":"0","stream":"engagement/e-0","version":1,"body":{"says":"'
    + b"weekly visit at their office " * 8
    + b'"}}'
)
TYPE = "extra-mile-held-back.v1"
Commit = Callable[[int], None]


def ours(url: str, stack: ExitStack) -> Commit:
    """A fact and its receipt, versions checked, positions in order, who listens told."""
    store = open_store(url, create=False)
    stack.callback(store.close)
    recorder: LedgerRecorder = store.recorder  # type: ignore[attr-defined]
    stream = f"engagement/{uuid.uuid4().hex}"

    def commit(version: int) -> None:
        append = Append(f"{stream}/{version}", "d" * 64, stream, version - 1, (None,))  # type: ignore[arg-type]
        recorder.insert_events([StoredEvent(stream, version, TYPE, STATE)], appends=[append])

    return commit


def the_library(url: str, stack: ExitStack) -> Commit:
    """Its own recorder: a table lock, a notice and the insert, pipelined in a transaction."""
    recorder = PostgresApplicationRecorder(library(url), events_table_name="library_events")
    recorder.datastore.register_type_adapters()
    stack.callback(recorder.datastore.close)
    stream = f"engagement/{uuid.uuid4().hex}"
    return lambda version: recorder.insert_events([StoredEvent(stream, version, TYPE, STATE)]) and None


def bare(url: str, stack: ExitStack) -> Commit:
    """Nothing but the row: no order, no receipt, no check, no notice."""
    c = stack.enter_context(psycopg.connect(url, autocommit=True))
    stream = f"engagement/{uuid.uuid4().hex}"
    insert = "INSERT INTO bare (stream, version, type, state) VALUES (%s, %s, %s, %s)"
    return lambda version: c.execute(insert, (stream, version, TYPE, STATE), prepare=True) and None


KINDS: dict[str, Callable[[str, ExitStack], Commit]] = {
    "sameside": ours,
    "the library's recorder": the_library,
    "bare durable inserts": bare,
}


def library(url: str) -> PostgresDatastore:
    """The library's datastore, as its users open it."""
    told: dict[str, Any] = conninfo.conninfo_to_dict(url)
    return PostgresDatastore(
        told["dbname"], told["host"], told["port"], told["user"], "", originator_id_type="text", pool_size=1
    )


def run() -> bool:
    """Prints the ratios; whether they hold."""
    cluster = Cluster(fsync=True)
    try:
        cluster.start()
        url = Server(cluster.url(), cluster).database()
        open_store(url, create=True).close()
        with library(url) as datastore:
            PostgresApplicationRecorder(datastore, events_table_name="library_events").create_table()
        with psycopg.connect(url) as c:
            c.execute(
                "CREATE TABLE bare (id bigserial PRIMARY KEY, stream text, version bigint, type text, state bytea)"
            )
        print("postgres: one fact a commit, fsync and synchronous_commit on, medians of rounds in turn")
        held = [_compare(url, processes, floors) for processes, floors in ((1, (1.0, 0.3)), (MANY, (2.0, 0.1)))]
    finally:
        cluster.stop()
    return all(held)


def _compare(url: str, processes: int, floors: tuple[float, float]) -> bool:
    rates: dict[str, list[float]] = {name: [] for name in KINDS}
    for _ in range(ROUNDS):
        for name in KINDS:
            rates[name].append(_rate(url, name, processes))
    mine, library_, inserts = (Measured(name, found) for name, found in rates.items())
    title = f"  append, {processes} {'process' if processes == 1 else 'processes'}"
    return all([tell(title, mine, library_, floors[0]), tell(title, mine, inserts, floors[1])])


def _rate(url: str, name: str, processes: int) -> float:
    """Commits a second, of all together; connecting and starting are not counted."""
    context = multiprocessing.get_context("fork")
    counts: Queue[int] = context.Queue()
    start = context.Barrier(processes)
    writers = [context.Process(target=_write, args=(url, name, start, counts)) for _ in range(processes)]
    for writer in writers:
        writer.start()
    total = sum(counts.get(timeout=60) for _ in writers)
    for writer in writers:
        writer.join()
    return total / SECONDS


def _write(url: str, name: str, start: Barrier, counts: Queue[int]) -> None:
    with ExitStack() as stack:
        commit = KINDS[name](url, stack)
        for version in range(1, 11):  # what is prepared on the server after some repetitions is prepared by then
            commit(version)
        start.wait()
        until, version = time.monotonic() + SECONDS, 10
        while time.monotonic() < until:
            version += 1
            commit(version)
        counts.put(version - 10)
