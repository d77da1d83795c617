"""Folds history in several processes: each takes a range of streams and fills a file of its own.

Two halve the time of a rebuild where two processors are free (docs/adr/0016). On SQLite only: nothing else can fill the
temporary tables of a connection to PostgreSQL.
"""

from __future__ import annotations

import os
import selectors
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import msgspec

from adapters import codec
from adapters.projecting.projector import Projector
from adapters.projecting.worker_messages import Report, Task
from adapters.views.read_models import AnyProjection, ReadModels
from adapters.views.sqlite import Sqlite
from adapters.views.statements import VERSIONS_BESIDE, beside
from adapters.views.tables import create
from domain.errors import StoreTrouble

WORTH = 30_000
"""Facts that this process folds while another starts: our share is larger by so many, and no other is given fewer."""


class Other:
    """One other process."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.report = Report(0)
        # It finds our packages where we have found them.
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "adapters.projecting.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        assert self.process.stdin
        self.process.stdin.write(msgspec.json.encode(task))
        self.process.stdin.close()

    def listen(self, *, wait: bool) -> bool:
        """Reads what it has reported, or waits for its next report; False when it has ended."""
        assert self.process.stdout
        with selectors.DefaultSelector() as ready:
            ready.register(self.process.stdout, selectors.EVENT_READ)
            while ready.select(None if wait else 0):
                line = self.process.stdout.readline()
                if not line:
                    return False
                self.report = msgspec.json.decode(line, type=Report)
                if wait:
                    break
        return True

    def end(self) -> None:
        """Ends it, whatever it does."""
        self.process.kill()
        self.process.wait()
        assert self.process.stdout
        self.process.stdout.close()


class Others:
    """The processes that fold beside this one."""

    def __init__(self, working: Sequence[Other]) -> None:
        self.working = working
        self.first = working[0].task.first if working else None
        """The first stream that is theirs; None when all are ours."""
        self.schemas = [f"part{number}" for number in range(1, len(working) + 1)]

    def done(self) -> int:
        """How many facts they have folded."""
        for other in self.working:
            other.listen(wait=False)
        return sum(other.report.done for other in self.working)

    def join(self, models: ReadModels, heard: Callable[[], None]) -> list[str]:
        """Waits until all have ended and attaches their files; returns the streams that stopped.

        `heard` is called whenever one of them has reported how far it is. Raises StoreTrouble when one failed.
        """
        for schema, other in zip(self.schemas, self.working, strict=True):
            while other.listen(wait=True):
                heard()
            if other.report.stopped is None:
                reason = other.report.trouble or f"ended with {other.process.wait()}"
                raise StoreTrouble(f"a process that folds beside this one failed: {reason}", where=other.task.store)
            models.database.connection.execute(f"ATTACH ? AS {schema}", (other.task.scratch,))
        return [stream for other in self.working for stream in other.report.stopped or []]

    def leave(self, models: ReadModels) -> None:
        """Ends them and detaches their files."""
        for other in self.working:
            other.end()
        if self.working:
            there = {name for _, name, _ in models.database.connection.execute("PRAGMA database_list")}
            for schema in [schema for schema in self.schemas if schema in there]:
                models.database.connection.execute(f"DETACH {schema}")


@contextmanager
def others(projector: Projector, projections: Sequence[AnyProjection], upto: int, *, apart: bool) -> Iterator[Others]:
    """Starts processes that fold every range of streams but the first, where that is worth while; ended
    when this ends.
    """
    models = projector.models
    ours = apart and isinstance(models.database, Sqlite) and projector.decode is codec.decode
    jobs = min(projector.workers.jobs, upto // WORTH) if ours and projector.workers else 1
    with ExitStack() as stack:
        tasks = []
        if projector.workers and jobs > 1:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sameside-")))
            starts = projector.store.divided(jobs, upto, WORTH)
            names = [projection.name for projection in projections]
            for number, (first, end) in enumerate(zip(starts, [*starts[1:], None], strict=True)):
                scratch = str(folder / f"{number}.db")
                _prepare(models, projections, scratch)
                tasks.append(Task(projector.workers.store, scratch, names, upto, first, end, projector.batch_max))
        working = Others([_started(stack, task) for task in tasks])
        stack.callback(working.leave, models)
        yield working


def _started(stack: ExitStack, task: Task) -> Other:
    other = Other(task)
    stack.callback(other.end)
    return other


def _prepare(models: ReadModels, projections: Sequence[AnyProjection], scratch: str) -> None:
    """Makes an empty file with our tables, so that the other process need not know how."""
    with closing(sqlite3.connect(scratch)) as c:
        for projection in projections:
            columns = models.shape(projection).columns
            made = create(beside(projection.name), columns, models.database.dialect, temporary=True)
            c.execute(made.replace("CREATE TEMPORARY TABLE", "CREATE TABLE"))
        c.execute(f"CREATE TABLE {VERSIONS_BESIDE} (stream TEXT, version BIGINT)")
        c.commit()
