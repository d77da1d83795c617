"""What a person waits for before anything happens, in CPU time, as multiples of bare Python."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROUNDS = 11
MAIN = "from cli.main import main; main()"


def run(folder: Path) -> bool:
    """Prints the multiples; whether they hold."""
    store = f"sqlite:///{folder}/start.db"
    opened = ["engagement", "open", "acme", "--title", "Intake", "--currency", "EUR"]
    owners = ["--owner", "Ana", "--customer-owner", "Bo"]
    _cpu([MAIN, "--store", store, *opened, *owners], "-c")
    note = [MAIN, "--store", store, "extra", "notice", "acme", "--says", "they are in our city"]
    commands = {"bare": ["pass"], "click": ["import click"], "help": [MAIN, "--help"], "note": note}
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            taken[name].append(_cpu(command, "-c"))
    found = {name: statistics.median(times) for name, times in taken.items()}
    holds = _tell("sameside --help", found["help"] / found["click"], 2, "python -c 'import click'")
    holds = _tell("a recording command", found["note"] / found["bare"], 18, "bare Python") and holds
    print("  " + " · ".join(f"{name} {1000 * cpu:.0f} ms CPU" for name, cpu in found.items()))
    return holds


def _tell(title: str, ratio: float, ceiling: float, of: str) -> bool:
    mark = "ok" if ratio <= ceiling else "ABOVE THE CEILING"
    print(f"{title:<58} {ratio:6.2f} times {of}  ceiling {ceiling}  {mark}")
    return ratio <= ceiling


def _cpu(command: list[str], flag: str) -> float:
    # Compiled once, as an installed tool is: what is measured is starting, not compiling.
    environment = {name: told for name, told in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, flag, *command], check=True, capture_output=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
