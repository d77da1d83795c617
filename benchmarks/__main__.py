"""Everything, one after the other: `uv run python -m benchmarks [PART …] [--small]`.

The parts: start, append, import, reading, rebuild, long, postgres, runner, kafka. Each figure is a ratio measured in
the same run against a bare limit or a peer. `--small` leaves the ledger of 1,000,000 facts out. Exit 1 when a floor
does not hold.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import append, feeds, importing, long_stream, postgres, reading, rebuild, runner, startup
from benchmarks.histories import ledger

SMALL, LARGE = 100_000, 1_000_000


def main(asked: list[str]) -> int:
    """0 when every floor holds, else 1."""
    with tempfile.TemporaryDirectory() as told:
        folder = Path(told)
        parts: dict[str, Callable[[], bool]] = {
            "start": lambda: startup.run(folder),
            "append": lambda: append.run(folder),
            "import": lambda: importing.run(folder, 20_000),
            "reading": lambda: reading.run(folder),
            "rebuild": lambda: _rebuilds(folder, small="--small" in asked),
            "long": lambda: long_stream.run(folder),
            "postgres": postgres.run,
            "runner": runner.run,
            "kafka": feeds.run,
        }
        chosen = [part for part in asked if part in parts] or list(parts)
        held = [parts[part]() for part in chosen]
    return 0 if all(held) else 1


def _rebuilds(folder: Path, *, small: bool) -> bool:
    ledger(folder / "small.db", SMALL).store.close()
    first = rebuild.run(folder / "small.db")
    if small:
        return first.holds
    ledger(folder / "large.db", LARGE).store.close()
    second = rebuild.run(folder / "large.db")
    shares = [second.one / first.one, second.every / first.every]
    even = all(share >= 0.85 for share in shares)  # a longer history gains: starting a process weighs less
    mark = "ok" if even else "MORE THAN 15 % SLOWER"
    print(f"rate at the larger over the rate at the smaller: one {shares[0]:.2f}, all {shares[1]:.2f}  {mark}")
    return first.holds and second.holds and even


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
