"""Kills an import at a random moment, imports again, and compares with an import that nobody disturbed.

`uv run python -m benchmarks.drills.kill_import [--times 200] [--accounts 12] [--seed 7]`
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from adapters.proving.verify import digest
from adapters.wiring import Application
from cli.stories.portfolio import portfolio
from projections.registry import PROJECTIONS

ROOT = Path(__file__).parents[2]
BATCH_MAX = 40  # many commits, so that a kill finds part of the file written
WHILE_RECORDING = 0.9
ENOUGH = 0.75
PATIENCE_SECONDS = 60
Facts = list[tuple[str, int, dict[str, Any]]]


@dataclass(frozen=True)
class Whole:
    """What an import that nobody disturbed leaves, and how long it was deciding."""

    facts: Facts
    views: dict[str, str]
    deciding_seconds: float


@dataclass
class Tally:
    """How many kills found nothing, part or all of the file written; and what differed afterwards."""

    none: int = 0
    part: int = 0
    every: int = 0
    different: list[str] = field(default_factory=list)

    @property
    def times(self) -> int:
        return self.none + self.part + self.every

    def holds(self) -> bool:
        return not self.different and self.part >= ENOUGH * self.times


class Drill:
    """One ledger that has just begun, copied for every import; one file of commands."""

    def __init__(self, folder: Path, accounts: int, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)
        self.recording_seconds = 0.0
        self.file = folder / "commands.ndjson"
        self.file.write_bytes(b"".join(orjson.dumps(line) + b"\n" for line in portfolio(accounts, seed=seed)))
        assert Application.at(f"sqlite:///{folder}/fresh.db", create=True).store.position() == 0

    def undisturbed(self) -> Whole:
        """The measure of all others."""
        path = self._copy("whole")
        begun, import_ = time.monotonic(), self._import(path)
        _wait_for_writing(path, import_)
        recording = time.monotonic()
        assert import_.wait(PATIENCE_SECONDS) == 0
        ended = time.monotonic()
        self.recording_seconds = ended - recording
        return Whole(*_contents(path), recording - begun)

    def killed(self, number: int, whole: Whole, tally: Tally) -> None:
        """One kill, one more import, one comparison."""
        path = self._copy(f"killed-{number}")
        import_ = self._import(path)
        if self.chance.random() < WHILE_RECORDING:
            _wait_for_writing(path, import_)
            time.sleep(self.chance.uniform(0, self.recording_seconds))
        else:
            time.sleep(self.chance.uniform(0, whole.deciding_seconds))
        import_.kill()
        import_.wait()
        written = Application.at(f"sqlite:///{path}").store.position()
        tally.none += written == 0
        tally.part += 0 < written < len(whole.facts)
        tally.every += written == len(whole.facts)
        # How long recording takes changes with what else the machine does: aim again after each kill.
        self.recording_seconds *= 0.9 if written == len(whole.facts) else 1.01
        if self._import(path).wait(PATIENCE_SECONDS) != 0:
            tally.different.append(f"{number}: importing again failed after {written} facts")
            return
        tally.different += [f"{number}: {what}, killed after {written} facts" for what in _differing(path, whole)]
        path.unlink()

    def _copy(self, name: str) -> Path:
        path = self.folder / f"{name}.db"
        shutil.copy(self.folder / "fresh.db", path)
        return path

    def _import(self, path: Path) -> subprocess.Popen[bytes]:
        code = "from cli.main import main; main()"
        command = [sys.executable, "-c", code, "--store", f"sqlite:///{path}", "import", str(self.file)]
        environment = {**os.environ, "SAMESIDE_BATCH_MAX": str(BATCH_MAX), "SAMESIDE_ME": "drill"}
        return subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL)


def run(folder: Path, *, times: int, accounts: int, seed: int) -> Tally:
    """The drill, so many times."""
    drill, tally = Drill(folder, accounts, seed), Tally()
    whole = drill.undisturbed()
    for number in range(times):
        drill.killed(number, whole, tally)
    return tally


def _wait_for_writing(path: Path, import_: subprocess.Popen[bytes]) -> None:
    """Until the first batch is being written: the file grows or its journal is there."""
    fresh, until = path.stat().st_mtime_ns, time.monotonic() + PATIENCE_SECONDS
    while path.stat().st_mtime_ns == fresh and import_.poll() is None and time.monotonic() < until:
        time.sleep(0.0005)


def _contents(path: Path) -> tuple[Facts, dict[str, str]]:
    """Every fact but for the moment of its recording, and the digest of every view."""
    app = Application.at(f"sqlite:///{path}")
    facts = []
    for _, stream, version, _, state in app.store.by_stream(app.store.position()):
        told = orjson.loads(state)
        del told["recorded_at"]
        facts.append((stream, version, told))
    app.projector.catch_up(PROJECTIONS)
    return facts, {view.name: digest(app.projector.models, view) for view in PROJECTIONS}


def _differing(path: Path, whole: Whole) -> list[str]:
    facts, views = _contents(path)
    found = [] if facts == whole.facts else ["the facts differ"]
    return found + [f"the view {name} differs" for name, told in views.items() if told != whole.views[name]]


def main(asked: Sequence[str]) -> int:
    """Prints the figures; 1 when anything differs, or too few kills found part of the file written."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--accounts", type=int, default=12)
    parser.add_argument("--seed", type=int, default=7)
    told = parser.parse_args(asked)
    with tempfile.TemporaryDirectory() as folder:
        tally = run(Path(folder), times=told.times, accounts=told.accounts, seed=told.seed)
    print(f"kill -9 during import: {tally.times} times; {tally.part} with part of the file written,")
    print(f"  {tally.none} before its first fact, {tally.every} after its last (at least {ENOUGH:.0%} with part)")
    print(f"  imported again: {len(tally.different)} differences in facts and {len(PROJECTIONS)} views")
    for what in tally.different[:20]:
        print(f"  DIFFERENT {what}")
    return 0 if tally.holds() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
