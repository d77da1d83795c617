"""Another process that folds its range of streams into a file: its task comes on stdin, its reports go to stdout."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import closing

import msgspec

from adapters import codec
from adapters.event_store.store import open_store
from adapters.projecting.folding import Reading
from adapters.projecting.scanning import Filling, Scan
from adapters.projecting.worker_messages import Report, Task
from adapters.views.shape import Shape
from adapters.views.sqlite import Sqlite
from adapters.views.statements import VERSIONS, beside, statements
from domain.errors import LedgerError
from projections.registry import PROJECTIONS


def main() -> None:
    """Ends early when the process that started it is gone."""
    task = msgspec.json.decode(sys.stdin.buffer.read(), type=Task)
    try:
        _work(task, os.getppid())
    except LedgerError as error:
        _say(Report(0, trouble=str(error)))


def _work(task: Task, parent: int) -> None:
    scratch = Sqlite(f"sqlite:///{task.scratch}")
    for setting in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE"):
        scratch.connection.execute(f"PRAGMA {setting}")  # nobody else reads it before it is whole
    done = 0
    with closing(scratch), closing(open_store(task.store, create=False)) as store:
        scan = Scan(_fillings(task.views, scratch), Reading(codec.decode, codec.TYPES, store.ledger_id))
        rows = store.by_stream(task.upto, first=task.first, end=task.end)
        for done in scan.run(rows, task.batch_max):
            _insert(scratch, scan)
            _say(Report(done))
            if os.getppid() != parent:
                return
        _insert(scratch, scan)
    _say(Report(done, stopped=scan.stopped))


def _fillings(views: Sequence[str], scratch: Sqlite) -> list[Filling]:
    fillings = []
    for projection in PROJECTIONS:
        if projection.name in views:
            shape = Shape(projection.document, scratch.wire)
            fillings.append(
                Filling(projection, shape.row, statements(beside(projection.name), tuple(shape.columns)).into)
            )
    return fillings


def _insert(scratch: Sqlite, scan: Scan) -> None:
    scratch.insert([*((filling.into, filling.rows) for filling in scan.fillings), (VERSIONS, scan.versions)])
    for filling in scan.fillings:
        filling.rows.clear()
    scan.versions.clear()


def _say(report: Report) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(report) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
