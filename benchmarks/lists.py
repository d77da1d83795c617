"""What each list, and each view across streams, costs: seconds of CPU, and how many rows it has.

    uv run python -m benchmarks.lists [ENGAGEMENTS=10000] [LEDGER]

A simulated portfolio of that many engagements is imported into the ledger unless it is there; its views are filled
before anything is timed. Each command runs in a process of its own: once into a pipe, with every row, and once at a
terminal, where as much is shown as a person looks at.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import orjson

from adapters.wiring import Application
from benchmarks.histories import load
from benchmarks.spent import at_a_terminal, spent
from cli.main import NOUNS
from cli.stories.portfolio import EACH, portfolio
from projections.across import ACROSS
from projections.registry import PROJECTIONS

ME = (sys.executable, "-m", "cli.start")
ALL_ACTIVE = 1_000_000
"""The seller's own stream cites what has begun by its date: nothing waits for room."""


class Timed(NamedTuple):
    """One command: its rows, and the seconds of CPU into a pipe and at a terminal."""

    command: str
    rows: int
    piped: float
    at_a_terminal: float


def commands() -> Iterator[tuple[str, ...]]:
    """Every list, what waits today, and every view across streams."""
    yield from ((noun, "list") for noun in NOUNS)
    yield ("today",)
    yield from (("report", view.name) for view in ACROSS)


def filled(url: str, engagements: int) -> None:
    """A portfolio at that place, with every view that a list may read."""
    app = Application.at(url, create=True)
    if not app.position:
        told = (orjson.dumps(line) + b"\n" for line in portfolio(-(-engagements // EACH), active_max=ALL_ACTIVE))
        load(app, b"".join(told))
    app.projector.catch_up(PROJECTIONS)
    app.close()


def timed(url: str, words: Sequence[str]) -> Timed:
    """What a command costs that answers in rows, and the same for whoever looks at it."""
    before = spent()
    told = subprocess.run([*ME, "--store", url, *words, "--ndjson"], check=True, stdout=subprocess.PIPE).stdout
    piped = spent() - before
    return Timed(" ".join(words), told.count(b"\n"), piped, at_a_terminal([*ME, "--store", url, *words], os.environ))


def printed(every: Iterator[Timed]) -> None:
    """One line each as it is known."""
    print(f"{'list':32} {'rows':>9} {'CPU s, every row':>17} {'at a terminal':>14}")
    for one in every:
        print(f"{one.command:32} {one.rows:>9,} {one.piped:>17.2f} {one.at_a_terminal:>14.2f}", flush=True)


def main() -> None:
    engagements = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[2] if len(sys.argv) > 2 else f"sqlite:///{Path(folder) / 'portfolio.db'}"
        filled(url, engagements)
        printed(timed(url, words) for words in commands())


if __name__ == "__main__":
    main()
