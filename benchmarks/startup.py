"""What a person waits for before anything happens, in CPU time, as multiples of bare Python.

Each command is measured in pairs, right after a bare Python, so that whatever else the machine does slows both; the
medians of the ratios count. docs/adr/0028 says what is loaded when, and what the libraries alone cost.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.spent import at_a_terminal, spent

ROUNDS = 9
MAIN = "from cli.main import main; main()"
PAGE = ("report", "accountability", "acme")
CEILINGS = {
    "sameside --help": 5,
    "a recording command": 13,
    "a page that is kept, into a pipe": 16,
    "a page that is kept, at a terminal": 16,
}


def run(folder: Path) -> bool:
    """Prints the multiples; whether they hold."""
    ledger = ["-c", MAIN, "--store", f"sqlite:///{folder}/start.db"]
    opened = ["engagement", "open", "acme", "--title", "Intake", "--currency", "EUR"]
    _piped([*ledger, *opened, "--owner", "Ana", "--customer-owner", "Bo"])
    measured: dict[str, Callable[[], float]] = {
        "sameside --help": lambda: _piped([*ledger, "--help"]),
        "a page that is kept, into a pipe": lambda: _piped([*ledger, *PAGE]),
        "a page that is kept, at a terminal": lambda: at_a_terminal([sys.executable, *ledger, *PAGE], _environment()),
        # The last, since the page has to be brought up to date by what is noticed.
        "a recording command": lambda: _piped([*ledger, "extra", "notice", "acme", "--says", "they are in our city"]),
    }
    ratios: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(ROUNDS):
        _piped([*ledger, *PAGE])
        for name, command in measured.items():
            bare = _piped(["-c", "pass"])
            ratios[name].append(command() / bare)
    held = [_tell(name, statistics.median(found)) for name, found in ratios.items()]
    return all(held)


def _tell(name: str, ratio: float) -> bool:
    mark = "ok" if ratio <= CEILINGS[name] else "ABOVE THE CEILING"
    print(f"{name:<58} {ratio:6.2f} times bare Python  ceiling {CEILINGS[name]}  {mark}")
    return ratio <= CEILINGS[name]


def _piped(command: Sequence[str]) -> float:
    before = spent()
    subprocess.run([sys.executable, *command], check=True, capture_output=True, env=_environment())
    return spent() - before


def _environment() -> dict[str, str]:
    """Modules are compiled once, as those of an installed tool are: what is measured is starting, not compiling."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
