"""Importing a file, both passes counted, beside one executemany of the same rows in the same batches."""

from __future__ import annotations

import sqlite3
from itertools import count
from pathlib import Path
from typing import Any

from adapters.event_store.sqlite.connections import journal_mode
from adapters.wiring import Application
from benchmarks.histories import lines, load
from benchmarks.pairs import in_turn, tell

BATCH, ROUNDS = 5000, 5


KEY = ", UNIQUE (stream, version)"
"""Without it a table would take the same version of a stream twice: it is part of what is stored."""


def run(folder: Path, facts: int) -> bool:
    """Prints the ratio to a table with a stream's key, and for comparison to one with no key; whether it holds."""
    told = lines(facts)
    first = Application.at(f"sqlite:///{folder}/first.db", create=True)
    load(first, told)
    rows = [row[1:] for row in first.store.page(0, first.store.position())]
    numbers = count()

    def imported() -> None:
        load(Application.at(f"sqlite:///{folder}/import-{next(numbers)}.db", create=True), told)

    found = in_turn(
        ROUNDS,
        len(rows),
        imported=imported,
        executemany_with_the_key=lambda: _bare(folder / f"bare-{next(numbers)}.db", rows, KEY),
        executemany_without_a_key=lambda: _bare(folder / f"bare-{next(numbers)}.db", rows, ""),
    )
    mine, keyed, bare = found.values()
    tell(f"import of {len(rows):,} facts, both passes", mine, bare, 0)
    return tell(f"import of {len(rows):,} facts, both passes", mine, keyed, 0.05)


def _bare(path: Path, rows: list[Any], key: str) -> None:
    c = sqlite3.connect(path, isolation_level=None)
    c.execute(f"PRAGMA journal_mode={journal_mode()}")
    c.execute("PRAGMA synchronous=EXTRA")
    c.execute(f"CREATE TABLE facts (id INTEGER PRIMARY KEY, stream TEXT, version INTEGER, type TEXT, state BLOB{key})")
    for at in range(0, len(rows), BATCH):
        c.execute("BEGIN")
        c.executemany("INSERT INTO facts (stream, version, type, state) VALUES (?,?,?,?)", rows[at : at + BATCH])
        c.execute("COMMIT")
    c.close()
