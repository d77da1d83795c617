"""What the program does when the power goes: append, import, rebuild, move, each as a log of its file operations."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

import orjson

from adapters.event_store.ports import Row
from adapters.event_store.sqlite import connections
from adapters.event_store.store import open_store
from adapters.wiring import Application, moved
from benchmarks.drills.power.disk import State
from benchmarks.drills.power.files import Kind, Operation, Recorder
from cli.stories.portfolio import portfolio
from domain.ports import Receipt

LEDGER, TARGET = "ledger.db", "moved/ledger.db"
VIEWS = ("accountability", "why")
PAGES = 16
EACH_OPENING = 3
"""Commands that are said between opening the ledger and closing it."""
Said = Callable[[str], None]


@dataclass(frozen=True)
class Held:
    """What a ledger holds at the end: of this, a beginning must be there whenever the power went."""

    made: dict[str, str]
    rows: list[Row]
    receipts: dict[int, Receipt]
    """By the position of their first fact."""

    @property
    def ends(self) -> set[int]:
        """The positions at which a command ends."""
        return {0} | {at + receipt.facts - 1 for at, receipt in self.receipts.items()}


@dataclass(frozen=True)
class Job:
    """A piece of work of that name, with this journal. Without a `level` it is synced as a ledger is.

    `size` is how many commands it is about, `seed` which.
    """

    name: str
    journal: str
    level: str | None = None
    size: int = 4
    seed: int = 7


@dataclass
class Log:
    """A job that was done: the files before it, the operations, and what its ledgers hold after it."""

    job: Job
    before: State
    operations: list[Operation]
    least: dict[str, int]
    """Up to which position each ledger held facts before it; one that is not there yet is not named."""
    held: dict[str, Held]


@contextmanager
def kept_by(journal: str, level: str | None = None) -> Iterator[None]:
    """Ledgers with this journal, whatever SQLite's version; with a `level`, synced as that says instead of as ours."""
    prepare = connections.Pool._prepare  # noqa: SLF001 - it sets the level

    def with_level(self: Any, c: Any) -> None:
        prepare(self, c)
        c.execute(f"PRAGMA synchronous={level}")

    with ExitStack() as stack:
        stack.enter_context(patch.object(connections, "journal_mode", lambda *_: journal))
        if level:
            stack.enter_context(patch.object(connections.Pool, "_prepare", with_level))
        yield


@contextmanager
def cramped() -> Iterator[None]:
    """With so little memory and so short a write-ahead log that a few commands do what else takes thousands: pages are
    written before the commit, and the log is copied into the ledger and begun anew.
    """
    connect = sqlite3.connect

    def connected(*given: Any, **named: Any) -> sqlite3.Connection:
        c = connect(*given, **named)
        c.execute(f"PRAGMA cache_size={PAGES}")
        c.execute(f"PRAGMA wal_autocheckpoint={PAGES}")
        return c

    with patch.object(sqlite3, "connect", connected):
        yield


def recorded(job: Job, folder: Path) -> Log:
    """Does the job in an empty folder."""
    before, work = WORK[job.name]
    lines = _lines(job)
    with kept_by(job.journal, job.level), cramped():
        before(folder, lines[: job.size])
        least = {path: len(one.rows) for path, one in _all_held(folder).items()}
        recorder = Recorder(folder)
        with recorder.recording() as says:
            work(folder, lines, job.size, says)
        files, operations = recorder.taken()
        assert any(operation.kind is Kind.WRITE for operation in operations), "nothing was recorded"
        return Log(job, files, operations, least, _all_held(folder))


def _lines(job: Job) -> list[dict[str, Any]]:
    return [orjson.loads(orjson.dumps(line)) for line in islice(portfolio(2, seed=job.seed), 2 * job.size)]


def held(path: Path) -> Held:
    """All that the ledger in this file holds. Raises NoLedger where there is none."""
    with closing(open_store(f"sqlite:///{path}", create=False)) as store:
        receipts = store.all_receipts("", 100_000)
        return Held(store.made, store.page(0, 100_000), {receipt.first_position: receipt for receipt in receipts})


def _all_held(folder: Path) -> dict[str, Held]:
    return {path: held(folder / path) for path in (LEDGER, TARGET) if (folder / path).exists()}


def acknowledged(path: str, position: int) -> str:
    """The mark that a ledger has said that it holds facts up to this position."""
    return f"{path} {position}"


def _application(folder: Path, **given: Any) -> Application:
    return Application.at(f"sqlite:///{folder / LEDGER}", create=True, me="drill", jobs=1, **given)


def _say_all(folder: Path, lines: list[dict[str, Any]], says: Said = lambda _: None) -> None:
    """Each command by itself, acknowledged when the program has its receipt."""
    for at in range(0, max(len(lines), 1), EACH_OPENING):
        app = _application(folder)
        says(acknowledged(LEDGER, app.position))
        for line in lines[at : at + EACH_OPENING]:
            receipt = app.record(app.command(line))
            says(acknowledged(LEDGER, receipt.first_position + receipt.facts - 1))
        app.close()


def _append(folder: Path, lines: list[dict[str, Any]], size: int, says: Said) -> None:
    _say_all(folder, lines[:size], says)


def _import(folder: Path, lines: list[dict[str, Any]], _size: int, says: Said) -> None:
    app = _application(folder, batch_max=3)
    says(acknowledged(LEDGER, app.position))
    file = io.BytesIO(b"".join(orjson.dumps(line) + b"\n" for line in lines))
    done = app.importer(tell=_unexpected, progress=lambda _: None).run(file)
    assert done.written, "nothing was imported"
    says(acknowledged(LEDGER, app.position))
    app.close()


def imported_again(folder: Path, job: Job) -> Held:
    """What the ledger holds after its file was imported once more."""
    _import(folder, _lines(job), job.size, lambda _: None)
    return held(folder / LEDGER)


def _rebuild(folder: Path, lines: list[dict[str, Any]], size: int, says: Said) -> None:
    app = _application(folder)
    says(acknowledged(LEDGER, app.position))
    for line in lines[size : size + EACH_OPENING]:
        receipt = app.record(app.command(line))
        says(acknowledged(LEDGER, receipt.first_position + receipt.facts - 1))
    app.proofs.rebuild(VIEWS)
    app.close()


def _move(folder: Path, _lines: list[dict[str, Any]], _size: int, says: Said) -> None:
    with patch("adapters.proving.moving.BATCH", 8):
        done = moved(f"sqlite:///{folder / LEDGER}", f"sqlite:///{folder / TARGET}")
    says(acknowledged(TARGET, done.held.position))


def _with_views(folder: Path, lines: list[dict[str, Any]]) -> None:
    _say_all(folder, lines)
    app = _application(folder)
    app.proofs.rebuild(VIEWS)
    app.close()


def _beside(folder: Path, lines: list[dict[str, Any]]) -> None:
    _say_all(folder, lines)
    (folder / TARGET).parent.mkdir()


def _unexpected(wrong: Any) -> None:
    raise AssertionError(wrong)


WORK = {
    "append": (lambda _folder, _lines: None, _append),
    "import": (_say_all, _import),
    "rebuild": (_with_views, _rebuild),
    "move": (_beside, _move),
}
