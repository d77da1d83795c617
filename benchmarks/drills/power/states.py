"""Every state that a log leads to, put on a disk and opened by the ledger's own store, as after a power loss."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import NamedTuple

from adapters.event_store.store import open_store
from adapters.wiring import Application, moved
from benchmarks.drills.power.disk import AGAIN, Disk, State
from benchmarks.drills.power.files import Kind, Recorder
from benchmarks.drills.power.work import LEDGER, TARGET, VIEWS, Held, Job, Log, held, imported_again, kept_by, recorded
from domain.errors import NoLedger

NOTHING = -1
"""Where there is no ledger at all; 0 is one without a fact."""
MOMENTS_AGAIN = 6
SAMPLES = 8
SIZES = (6, 9, 12, 15)
SHM = Path("/dev/shm")
GOES_ON_EACH = 50
"""Of so many different states one is not only looked at, but worked on; and the power goes once more in it."""


class Promised(NamedTuple):
    """Up to which position a ledger must hold its facts, and up to which it can."""

    least: int
    most: int


class Trouble(Exception):
    """What is wrong with what is found."""


@dataclass
class Tally:
    """How many states there were of each kind; how many of them differed; and all that was wrong."""

    seen: Counter[str] = field(default_factory=Counter)
    different: Counter[str] = field(default_factory=Counter)
    went_on: int = 0
    lost: list[str] = field(default_factory=list)
    corrupt: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.seen += other.seen
        self.different += other.different
        self.went_on += other.went_on
        self.lost += other.lost
        self.corrupt += other.corrupt

    @property
    def total(self) -> int:
        return self.different.total()

    @property
    def wrong(self) -> int:
        return len(self.lost) + len(self.corrupt)


@dataclass
class Checked:
    """What a state came to when it was opened: how far each ledger is, or what is wrong with it."""

    reached: dict[str, int]
    trouble: str = ""


@dataclass
class Loss:
    """Power losses in one piece of work."""

    log: Log
    folder: Path
    chance: Random
    samples: int
    moments: int | None = None
    """About so many are looked at, and every one at which something was acknowledged; all where it is not said."""
    tally: Tally = field(default_factory=Tally)
    _known: dict[bytes, Checked] = field(default_factory=dict)

    def run(self) -> Tally:
        """After each operation in turn."""
        with kept_by(self.log.job.journal):
            for where, disk, promised in self._moments():
                for kind, state in disk.states(self.chance, self.samples):
                    self._look(where, kind, state, promised)
        return self.tally

    def _moments(self) -> Iterator[tuple[str, Disk, dict[str, Promised]]]:
        disk, operations = Disk(self.log.before), self.log.operations
        last = {path: len(held.rows) for path, held in self.log.held.items()}
        least = {path: self.log.least.get(path, NOTHING) for path in last}
        share = self.moments / max(len(operations), 1) if self.moments else 1
        for number, operation in enumerate(operations):
            disk.take(operation)
            if operation.kind is Kind.MARK:
                path, position = operation.path.rsplit(" ", 1)
                least[path] = int(position)
            elif number + 1 < len(operations) and operations[number + 1].kind is Kind.MARK:
                continue  # the files are the same when it is acknowledged, and more is asked of them
            if operation.kind is not Kind.MARK and self.chance.random() >= share:
                continue
            job = self.log.job
            where = f"{job.name} {job.journal} after operation {number}, {operation.kind} {operation.path}"
            yield where, disk, {path: Promised(least[path], last[path]) for path in last}

    def _look(self, where: str, kind: str, state: State, promised: dict[str, Promised]) -> None:
        self.tally.seen[kind] += 1
        key = _key(state)
        checked = self._known.get(key)
        if checked is None:
            self.tally.different[kind] += 1
            due = self.tally.total > self.tally.went_on * GOES_ON_EACH
            checked = self._known[key] = self._opened(state, where, goes_on=due)
            if due and not checked.trouble and self.log.job.name != AGAIN:
                self._cut_again(state, promised)
            if checked.trouble:
                self.tally.corrupt.append(f"{where}, {kind}: {checked.trouble}")
        if not checked.trouble:
            for path, (least, most) in promised.items():
                reached = checked.reached[path]
                if not least <= reached <= most:
                    self.tally.lost.append(f"{where}, {kind}: {path} is at {reached}, and {least} was acknowledged")
                    break

    def _cut_again(self, state: State, promised: dict[str, Promised]) -> None:
        """The power goes once more while the ledgers are opened, and put in order, after it came back."""
        folder = self.folder.with_name("again")
        _put(folder, state)
        recorder = Recorder(folder)
        with recorder.recording():
            for path in promised:
                with suppress(NoLedger):
                    held(folder / path)
        job = replace(self.log.job, name=AGAIN)
        log = Log(job, *recorder.taken(), {path: least for path, (least, _) in promised.items()}, self.log.held)
        again = Loss(log, self.folder, Random(self.tally.total), samples=2, moments=MOMENTS_AGAIN).run()
        self.tally.add(replace(again, seen=_as_again(again.seen), different=_as_again(again.different), went_on=0))

    def _opened(self, state: State, where: str, *, goes_on: bool) -> Checked:
        _put(self.folder, state)
        reached = dict.fromkeys(self.log.held, NOTHING)
        try:
            for path in reached:
                reached[path] = self._reached(path)
            if goes_on and reached[LEDGER] != NOTHING and self.log.job.name != AGAIN:
                self.tally.went_on += 1
                self._go_on(where, reached)
        except Exception as trouble:  # noqa: BLE001 - whatever it is, the ledger cannot be used
            return Checked(reached, str(trouble) or type(trouble).__name__)
        return Checked(reached)

    def _reached(self, path: str) -> int:
        """How far the ledger is; raises Trouble unless it is, byte for byte, a beginning of what it was to hold."""
        expected = self.log.held[path]
        try:
            found = _looked_at(self.folder / path)
        except NoLedger:
            return NOTHING
        position = len(found.rows)
        if found.made != expected.made:
            raise Trouble(f"{path} is another ledger")
        if found.rows != expected.rows[:position]:
            raise Trouble(f"{path} holds other facts")
        if position not in expected.ends:
            raise Trouble(f"{path} holds half of a command's facts, up to {position}")
        if found.receipts != {at: receipt for at, receipt in expected.receipts.items() if at <= position}:
            raise Trouble(f"{path} holds other receipts than facts")
        return position

    def _go_on(self, where: str, reached: dict[str, int]) -> None:
        """Goes on with the work: raises Trouble unless it ends as if nothing had happened."""
        if self.log.job.name == "import":
            done = imported_again(self.folder, self.log.job)
            if _ids(done) != _ids(self.log.held[LEDGER]):
                raise Trouble("imported again, it holds other commands")
            return
        if self.log.job.name == "move":
            done = moved(f"sqlite:///{self.folder / LEDGER}", f"sqlite:///{self.folder / TARGET}")
            if held(self.folder / TARGET) != held(self.folder / LEDGER) or done.held.facts != reached[LEDGER]:
                raise Trouble(f"the move did not go on: {done}")
            return
        app = Application.at(f"sqlite:///{self.folder / LEDGER}", me="drill", jobs=1)
        try:
            words = {"command": "engagement.open", "stream": "after", "id": "after", "title": where, "currency": "EUR"}
            owners = {"owner": {"person": "Ana"}, "customer_owner": {"person": "Bo"}}
            receipt = app.record(app.command({**words, **owners}))
            if receipt.first_position != reached[LEDGER] + 1:
                raise Trouble(f"the next fact stands at {receipt.first_position}, after {reached[LEDGER]}")
            if self.log.job.name == "rebuild":
                for view in VIEWS:
                    if not app.proofs.verify(view).equal:
                        raise Trouble(f"the view {view} differs from one folded anew")
        finally:
            app.close()


def run(job: Job, states: int, moments: int | None = None) -> Tally:
    """Rounds of one kind of job, each about another history, until so many different states were looked at."""
    tally, number = Tally(), 0
    while tally.total < states:
        size = SIZES[number % len(SIZES)]
        tally.add(sample(replace(job, size=size, seed=job.seed + number), samples=SAMPLES, moments=moments))
        number += 1
    return tally


def sample(job: Job, *, samples: int = 2, moments: int | None = None) -> Tally:
    """One round: the job is done once, and the power is cut in it at about so many `moments`, or at every one."""
    with tempfile.TemporaryDirectory(dir=SHM if SHM.is_dir() else None) as told:
        folder = Path(told)
        (folder / "work").mkdir()
        log = recorded(job, folder / "work")
        return Loss(log, folder / "left", Random(job.seed), samples, moments).run()


def _looked_at(path: Path) -> Held:
    with closing(open_store(f"sqlite:///{path}", create=False)) as store:
        if (integrity := store.condition()["integrity"]) != ["ok"]:
            raise Trouble(f"integrity_check says {integrity[0]}")
        receipts = {receipt.first_position: receipt for receipt in store.all_receipts("", 100_000)}
        return Held(store.made, store.page(0, 100_000), receipts)


def _as_again(counted: Counter[str]) -> Counter[str]:
    return Counter({AGAIN: counted.total()})


def _ids(held: Held) -> list[str]:
    """The commands, by name."""
    return [held.receipts[at].command_id for at in held.receipts]


def _put(folder: Path, state: State) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in state.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    for path in (LEDGER, TARGET):  # folders are there before the program begins
        (folder / path).parent.mkdir(parents=True, exist_ok=True)


def _key(state: State) -> bytes:
    total = hashlib.blake2b(digest_size=16)
    for path in sorted(state):
        total.update(f"{path} {len(state[path])} ".encode())
        total.update(state[path])
    return total.digest()
