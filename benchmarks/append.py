"""One command a durable commit, on streams of 20 facts, the state loaded each time."""

from __future__ import annotations

import itertools
import sqlite3
from pathlib import Path
from typing import Any

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.sqlite import SQLiteFactory

from adapters.event_store.sqlite.connections import Pool, journal_mode
from adapters.wiring import Application as Sameside
from benchmarks.pairs import in_turn, tell

STREAMS, COMMANDS, ROUNDS = 40, 200, 7


class Mile(Aggregate):
    """The library's own aggregate, with a body the size of ours."""

    def __init__(self, title: str) -> None:  # noqa: ARG002 - the library keeps it in the event
        self.held: list[str] = []

    @event("HeldBack")
    def hold_back(self, says: str, obstacle: str, why: str) -> None:  # noqa: ARG002 - as above
        self.held.append(says)


class Miles(Application):
    """Load, decide, save: the library's own way."""

    def hold_back(self, mile_id: Any, **told: str) -> None:
        mile: Mile = self.repository.get(mile_id)
        mile.hold_back(**told)
        self.save(mile)


TOLD = {"says": "weekly visit at their office", "obstacle": "own-doubt", "why": "does it move the five days at all?"}


def run(folder: Path) -> bool:
    """Prints the ratios; whether they hold."""
    ours = _ours(folder)
    states = _bytes_of(ours)
    found = in_turn(
        ROUNDS,
        COMMANDS,
        sameside=_commands(ours),
        bare_durable_commits=_bare(folder, states),
        the_librarys_Application=_library(folder),
    )
    mine = found["sameside"]
    print(f"append: one command a commit, 20-fact streams, {journal_mode()} journal, synchronous EXTRA, state loaded")
    holds = tell("  append", mine, found["bare_durable_commits"], 0.3)
    return tell("  append", mine, found["the_librarys_Application"], 0.8) and holds


def _ours(folder: Path) -> Sameside:
    app = Sameside.at(f"sqlite:///{folder}/ours.db", create=True)
    owners = {"owner": {"person": "Ana"}, "customer_owner": {"person": "Bo"}}
    for n in range(STREAMS):
        stream = f"e-{n}"
        opened = {"command": "engagement.open", "stream": stream, "id": f"o{n}", "title": "Intake", "currency": "EUR"}
        app.record(app.command({**opened, **owners}))
        for k in range(19):
            app.record(app.command({"command": "extra.hold-back", "stream": stream, "id": f"h{n}-{k}", **TOLD}))
    return app


def _commands(app: Sameside) -> Any:
    numbers = itertools.count()

    def record() -> None:
        for _ in range(COMMANDS):
            n = next(numbers)
            app.record(app.command({"command": "extra.hold-back", "stream": f"e-{n % STREAMS}", "id": f"c{n}", **TOLD}))

    return record


def _bytes_of(app: Sameside) -> bytes:
    return app.store.rows("engagement/e-0")[-1][4]


def _bare(folder: Path, state: bytes) -> Any:
    c = sqlite3.connect(folder / "bare.db", isolation_level=None)
    c.execute(f"PRAGMA journal_mode={journal_mode()}")
    c.execute("PRAGMA synchronous=EXTRA")
    c.execute("CREATE TABLE facts (id INTEGER PRIMARY KEY, stream TEXT, version INTEGER, type TEXT, state BLOB)")
    numbers = itertools.count()

    def commit() -> None:
        for _ in range(COMMANDS):
            n = next(numbers)
            row = (f"engagement/e-{n % STREAMS}", n // STREAMS, "extra-mile-held-back.v1", state)
            c.execute("INSERT INTO facts (stream, version, type, state) VALUES (?,?,?,?)", row)

    return commit


def _library(folder: Path) -> Any:
    path = str(folder / "library.db")
    app = Miles(env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": path})
    factory = app.factory
    assert isinstance(factory, SQLiteFactory)
    # The same journal mode and the same promise to the disk as ours: its own default is another one.
    factory.datastore.pool.close()
    factory.datastore.pool = Pool(db_name=path)
    ids = []
    for _ in range(STREAMS):
        mile = Mile("Intake")
        for _ in range(19):
            mile.hold_back(**TOLD)
        app.save(mile)
        ids.append(mile.id)
    numbers = itertools.count()

    def save() -> None:
        for _ in range(COMMANDS):
            app.hold_back(ids[next(numbers) % STREAMS], **TOLD)

    return save
