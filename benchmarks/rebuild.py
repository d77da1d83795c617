"""Rebuilding views from history: facts a second beside scanning the same rows and decoding them with orjson."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import orjson

ROUNDS = 5


def run(path: Path, facts: int) -> bool:
    """Prints the shares for a ledger of `facts` facts, each rebuild in a process of its own; whether they hold."""
    one, every, memory = [], [], []
    for _ in range(ROUNDS if facts <= 200_000 else 3):
        bare = _bare(path)
        for found, views in ((one, "accountability"), (every, "all")):
            rate, peak = _rebuilt(path, views)
            found.append(rate / bare)
            memory.append(peak)
    holds = _tell(f"rebuild of one view, {facts:,} facts", one, 0.25)
    holds = _tell(f"rebuild of all views in one scan, {facts:,} facts", every, 0.1) and holds
    print(f"  peak memory {max(memory):,.0f} MB of 200")
    return holds and max(memory) <= 200


def _tell(title: str, shares: list[float], floor: float) -> bool:
    middle = sorted(shares)[len(shares) // 2]
    mark = "ok" if middle >= floor else "BELOW THE FLOOR"
    print(
        f"{title:<58} {middle:6.2f} of scan + orjson [{min(shares):.2f}-{max(shares):.2f}]  floor {floor:.2f}  {mark}"
    )
    return middle >= floor


def _bare(path: Path) -> float:
    """Facts a second when every row is scanned and its bytes made into dicts, and nothing else."""
    c = sqlite3.connect(path)
    begun, count = time.perf_counter(), 0
    for (state,) in c.execute("SELECT state FROM stored_events ORDER BY rowid"):
        orjson.loads(state)
        count += 1
    return count / (time.perf_counter() - begun)


def _rebuilt(path: Path, views: str) -> tuple[float, float]:
    """Facts a second, and peak memory in MB, of a rebuild in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.rebuild", str(path), views]
    told = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ}).stdout.split()
    return float(told[0]), float(told[1])


def _one_rebuild(path: str, views: str) -> None:
    from adapters.rebuild import rebuild  # noqa: PLC0415 - the child's own work
    from adapters.wiring import Application  # noqa: PLC0415
    from projections import PROJECTIONS  # noqa: PLC0415

    app = Application.at(f"sqlite:///{path}")
    chosen = [one for one in PROJECTIONS if views in ("all", one.name)]
    facts = app.store.position()
    begun = time.perf_counter()
    rebuild(app.projector, chosen)
    rate = facts / (time.perf_counter() - begun)
    print(rate, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    _one_rebuild(sys.argv[1], sys.argv[2])
