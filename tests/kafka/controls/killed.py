"""A projector as a process of its own that kills itself with -9 between saving what it folded and how far it came.

`python -m tests.kafka.controls.killed (ours|documents-first|position-first) STORE SERVERS TOPICS [killed]`
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Any

from adapters.kafka.reader import reading
from adapters.views.read_models import ReadModels
from benchmarks.drills.kill_projectors import SESSION
from tests.integration.toy_views import Toys
from tests.kafka.feeds import QUICK, Fed

BATCH = 4
AT = {"ours": 2, "documents-first": 3, "position-first": 3}
"""The batch at which it is killed; of ours the view, for all are saved at once."""
COUNT = "INSERT INTO accounts VALUES (?, 1) ON CONFLICT DO UPDATE SET times=times+1"
MOVE = "INSERT INTO moved VALUES (?, ?) ON CONFLICT DO UPDATE SET next=excluded.next"


def two_transactions(fed: Fed, path: str, kill: Callable[[], None], *, documents_first: bool) -> None:
    """Counts the facts of each stream, as `accounts` does, and commits the counts and the position one by one."""
    with closing(sqlite3.connect(path)) as c:
        c.execute("CREATE TABLE IF NOT EXISTS accounts (key TEXT PRIMARY KEY, times INT)")
        c.execute("CREATE TABLE IF NOT EXISTS moved (part INT PRIMARY KEY, next INT)")
        for part, some in _batches(fed, dict(c.execute("SELECT part, next FROM moved"))):
            saves = [(COUNT, [(one.key.decode(),) for one in some]), (MOVE, [(part, some[-1].offset + 1)])]
            for statement, values in saves if documents_first else saves[::-1]:
                with c:
                    c.executemany(statement, values)
                if statement is saves[not documents_first][0]:
                    kill()


def _batches(fed: Fed, begin: dict[int, int]) -> Iterator[tuple[int, Sequence[Any]]]:
    with reading(fed.cluster) as reader:
        tails = reader.tails(reader.partitions(fed.names.facts))
        ranges = {at: (begin.get(at.partition, 0), tail.end) for at, tail in tails.items()}
        for at, some in reader.between(ranges).items():
            yield from ((at.partition, some[n : n + BATCH]) for n in range(0, len(some), BATCH))


def one_transaction(fed: Fed, kill: Callable[[], None]) -> None:
    """Ours, in the same place: between how far it came, which is written first, and the documents."""
    write = ReadModels._write

    def killed(self: ReadModels, c: Any, said: Any, changes: Any) -> None:
        kill()
        write(self, c, said, changes)

    ReadModels._write = killed  # type: ignore[method-assign]
    QUICK.update(SESSION)
    fed.project()


def _kill_at(at: int) -> Callable[[], None]:
    times = iter(range(1, 1_000_000))

    def kill() -> None:
        if next(times) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    return kill


def main(how: str, path: str, servers: str, topics: str, killed: str = "") -> None:
    toys = Toys(f"sqlite:///{path}")
    fed, kill = Fed(toys, servers, topics), _kill_at(AT[how] if killed else 0)
    if how == "ours":
        one_transaction(fed, kill)
    else:
        two_transactions(fed, f"{path}.naive", kill, documents_first=how == "documents-first")
    toys.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
