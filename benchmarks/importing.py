"""Importing a file, both passes counted, beside one executemany of the same rows in the same batches."""

from __future__ import annotations

import sqlite3
from itertools import count
from pathlib import Path

from adapters.event_store.connections import journal_mode
from adapters.wiring import Application
from benchmarks.histories import lines, load
from benchmarks.pairs import in_turn, tell

BATCH, ROUNDS = 5000, 5


def run(folder: Path, facts: int) -> bool:
    """Prints the ratio; whether it holds."""
    told = lines(facts)
    first = Application.at(f"sqlite:///{folder}/first.db", create=True)
    load(first, told)
    rows = [row[1:] for row in first.store.page(0, first.store.position())]
    numbers = count()

    def imported() -> None:
        load(Application.at(f"sqlite:///{folder}/import-{next(numbers)}.db", create=True), told)

    def bare() -> None:
        c = sqlite3.connect(folder / f"bare-{next(numbers)}.db", isolation_level=None)
        c.execute(f"PRAGMA journal_mode={journal_mode()}")
        c.execute("PRAGMA synchronous=FULL")
        c.execute("CREATE TABLE facts (id INTEGER PRIMARY KEY, stream TEXT, version INTEGER, type TEXT, state BLOB)")
        for at in range(0, len(rows), BATCH):
            c.execute("BEGIN")
            c.executemany("INSERT INTO facts (stream, version, type, state) VALUES (?,?,?,?)", rows[at : at + BATCH])
            c.execute("COMMIT")

    found = in_turn(ROUNDS, len(rows), imported=imported, bare_executemany=bare)
    title = f"import of {len(rows):,} facts, both passes"
    return tell(title, found["imported"], found["bare_executemany"], 0.05)
