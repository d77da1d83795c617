"""Cuts the power after every operation on the ledger's files, and opens whatever may then be found on the disk.

`uv run python -m benchmarks.drills.power [--states 200000] [--seed 7] [--moments 20] [--level NORMAL] [--newer]`;
`--moments` looks at about so many of a job, instead of at all. `--level` is the control: ledgers synced as that says
instead of as ours, where losses must be found. `--newer` does it with the SQLite that comes with APSW in the place of
the one that Python is linked to. Exit 1 when an acknowledged fact was lost or a ledger is corrupt; with `--level` when
none was.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from adapters.event_store.sqlite.connections import journal_mode
from benchmarks.drills.power.disk import KINDS
from benchmarks.drills.power.states import Tally, run
from benchmarks.drills.power.work import WORK, Job

JOURNALS = ("DELETE", "WAL")


def with_newer(asked: Sequence[str]) -> None:
    """This drill again, in a process whose `sqlite3` uses APSW's SQLite; ends this one."""
    spec = find_spec("apsw")
    places = [] if spec is None or spec.origin is None else [*Path(spec.origin).parent.rglob("libsqlite3_tool.so")]
    if not places:
        sys.exit("APSW is not installed, or comes without a library of SQLite on this system")
    environment = {**os.environ, "LD_PRELOAD": str(places[0])}
    os.execve(sys.executable, [sys.executable, "-m", "benchmarks.drills.power", *asked], environment)


def main(asked: Sequence[str]) -> int:
    """Prints the figures; 1 when they are not as they should be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--states", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--level", choices=("OFF", "NORMAL", "FULL"))
    parser.add_argument("--moments", type=int)
    parser.add_argument("--newer", action="store_true")
    told = parser.parse_args(asked)
    if told.newer:
        with_newer([argument for argument in asked if argument != "--newer"])
    ours, level = journal_mode(), f"synchronous={told.level}" if told.level else "synced as a ledger is"
    print(f"power loss on SQLite {sqlite3.sqlite_version}, which keeps a ledger by {ours}; {level}")
    every, began = Tally(), time.monotonic()
    parts = [(name, journal) for journal in JOURNALS for name in WORK]
    for name, journal in parts:
        tally = run(Job(name, journal, told.level, seed=told.seed), told.states // len(parts), told.moments)
        every.add(tally)
        print(f"  {name:8} {journal:7}{_figures(tally)}", flush=True)
    seconds = time.monotonic() - began
    print(f"  together        {_figures(every)}; {every.went_on} went on; {seconds:,.0f} s")
    for what in (every.lost[:10] + every.corrupt[:10]) if not told.level else []:
        print(f"  WRONG {what}")
    return int(bool(every.wrong) != bool(told.level))


def _figures(tally: Tally) -> str:
    kinds = ", ".join(f"{tally.seen[kind]:,} {kind}" for kind in KINDS)
    wrong = f"{len(tally.lost):,} lost, {len(tally.corrupt):,} corrupt"
    return f"{tally.total:8,} different states of {tally.seen.total():,} ({kinds}): {wrong}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
