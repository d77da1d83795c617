"""Kills a command with -9 between its commit and its answer, and sends the same again under its id: one fact.

`uv run python -m benchmarks.drills.kill_writers [--times 3000] [--postgres] [--control]`

Each command is a process of its own, forked from this one, that kills itself at a call of the driver: at the commit, at
the calls before it, and at each that comes after it until the answer is printed. Only kills that found the command
stored count towards the times. `--control` sends the same again without its id, as somebody would who was told nothing:
that has to double.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from click.testing import CliRunner

from benchmarks.drills.acts import facts
from benchmarks.drills.injected import Fault
from benchmarks.drills.places import Place, in_files_of, on_a_server
from cli.main import main as sameside

OPEN = "engagement open acme --title T --currency EUR --owner Ana --customer-owner Bo"
LAST_CALLS = 14
"""The commit is among the last so many."""


@dataclass
class Killing(Fault):
    """Ends the process at the call instead of failing."""

    def around(self, call: Callable[[], Any], error: Callable[[], Exception]) -> Any:  # noqa: ARG002 - it never fails
        self.calls += 1
        answer = call()
        if self.calls == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer


@dataclass
class Tally:
    """Kills that found the command stored, those that did not, and what was wrong after it was sent again."""

    stored: int = 0
    not_stored: int = 0
    wrong: list[str] = field(default_factory=list)


def run(place: Place, times: int, *, control: bool = False) -> Tally:
    """Kills until so many were between commit and answer."""
    tally, url = Tally(), place.begins
    _say(url, OPEN.split(), "opening")
    known = facts(url)
    calls = Killing()
    _say(url, _notice(0), "counted", calls, place)
    known += 1
    for number in count(1):
        if tally.stored >= times:
            return tally
        at = calls.calls - number % min(LAST_CALLS, calls.calls)
        _killed(url, _notice(number), f"kill-{number}", Killing(at), place)
        stored = facts(url) - known
        tally.stored += stored
        tally.not_stored += 1 - stored
        _say(url, _notice(number), None if control else f"kill-{number}")
        if facts(url) - known != 1:
            tally.wrong.append(f"killed at call {at} of {calls.calls}: {facts(url) - known} stored")
        known = facts(url)
    raise AssertionError("counting does not end")


def _notice(number: int) -> list[str]:
    return ["extra", "notice", "acme", "--says", f"they moved, {number}"]


def _say(
    url: str, words: list[str], id_: str | None, killing: Killing | None = None, place: Place | None = None
) -> None:
    line = ["--store", url, *words, *(["--id", id_] if id_ else [])]
    with place.trouble(killing) if place and killing else nullcontext():
        ended = CliRunner().invoke(sameside, line, prog_name="sameside")
    assert ended.exit_code == 0, ended.output


def _killed(url: str, words: list[str], id_: str, killing: Killing, place: Place) -> None:
    """In a process of its own, which ends by the kill."""
    child = os.fork()
    if not child:
        try:
            _say(url, words, id_, killing, place)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"it was to be killed at call {killing.at}"


def main() -> int:
    """0 when each is recorded once; with --control when it finds doubles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3000)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--control", action="store_true")
    asked = parser.parse_args()
    with on_a_server() if asked.postgres else in_files_of() as place:
        tally = run(place, asked.times, control=asked.control)
    print(f"{tally.stored} killed between commit and answer, {tally.not_stored} before; wrong: {len(tally.wrong)}")
    for line in tally.wrong[:10]:
        print(f"  {line}")
    return 0 if bool(tally.wrong) == asked.control else 1


if __name__ == "__main__":
    sys.exit(main())
