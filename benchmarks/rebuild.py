"""Rebuilding views from history: facts a second beside scanning the same rows and decoding them with orjson."""

from __future__ import annotations

import resource
import sqlite3
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import orjson

from adapters.event_store.sqlite.recorder import ROW
from adapters.settings import settings

ROUNDS = 5
MEMORY_MB = 200
JOBS = settings().processes


@dataclass(frozen=True)
class Rebuilt:
    """Shares of the bare limit, medians, of rebuilding one view and all; whether the floors hold."""

    one: float
    every: float
    holds: bool


def run(path: Path) -> Rebuilt:
    """Prints the shares, each rebuild in a process of its own."""
    shares: dict[str, list[float]] = {"accountability": [], "all": []}
    memory, facts = [], 0
    for _ in range(ROUNDS):
        facts, bare = _bare(path)
        for views, found in shares.items():
            rate, peak = _rebuilt(path, views)
            found.append(rate / bare)
            memory.append(peak)
    one, every = shares.values()
    print(
        f"rebuild at {facts:,} facts, {path.stat().st_size / 2**20:,.0f} MB,"
        f" peak memory of {JOBS} processes {max(memory):,.0f} MB of 200"
    )
    held = [_tell("  one view", one, 0.25), _tell("  all views in one scan", every, 0.1)]
    return Rebuilt(statistics.median(one), statistics.median(every), all(held) and max(memory) <= MEMORY_MB)


def _tell(title: str, shares: list[float], floor: float) -> bool:
    middle = statistics.median(shares)
    mark = "ok" if middle >= floor else "BELOW THE FLOOR"
    print(
        f"{title:<58} {middle:6.2f} of scan + orjson [{min(shares):.2f}-{max(shares):.2f}]  floor {floor:.2f}  {mark}"
    )
    return middle >= floor


def _bare(path: Path) -> tuple[int, float]:
    """Facts, and facts a second, when every row is scanned and its bytes made into dicts, and nothing else.

    The rows are whole, for no fold does without a fact's position, stream, version and type; they come in the order
    in which they lie on the disk, which is the quickest there is.
    """
    c = sqlite3.connect(path)
    begun, count = time.perf_counter(), 0
    for row in c.execute(f"SELECT {ROW} FROM stored_events ORDER BY rowid"):
        orjson.loads(row[4])
        count += 1
    rate = count / (time.perf_counter() - begun)
    c.close()
    return count, rate


def _rebuilt(path: Path, views: str) -> tuple[float, float]:
    """Facts a second, and peak memory in MB, of a rebuild in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.rebuild", str(path), views]
    rate, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(rate), float(peak)


def _one_rebuild(path: str, views: str) -> None:
    import adapters.views.generations  # noqa: F401, PLC0415 - SQLAlchemy's import is start-up, measured apart
    from adapters.projecting.rebuild import rebuild  # noqa: PLC0415 - the child's own work
    from adapters.wiring import Application  # noqa: PLC0415
    from projections.registry import PROJECTIONS  # noqa: PLC0415

    app = Application.at(f"sqlite:///{path}")
    chosen = [one for one in PROJECTIONS if views in {"all", one.name}]
    facts = app.store.position()
    begun = time.perf_counter()
    rebuild(app.projector, chosen)
    rate = facts / (time.perf_counter() - begun)
    print(rate, _peak())


def _peak() -> float:
    """What this process and those it started held at most, in MB, as if each had done so at the same time."""
    others = JOBS - 1  # the largest of them stands for each
    return _own_peak() + others * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _own_peak() -> float:
    """This process's own peak: getrusage's also remembers what its parent held when it was started."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(told.split()[1]) / 1024


if __name__ == "__main__":
    _one_rebuild(sys.argv[1], sys.argv[2])
