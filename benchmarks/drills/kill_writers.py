"""Kills a command with -9 between its commit and its answer, and sends the same again under its id: one fact.

`uv run python -m benchmarks.drills.kill_writers [--times 3000] [--postgres] [--control]`

Each command is a process of its own, forked from this one, that kills itself at a call of the driver: at the commit, at
the calls before it, and at each that comes after it until the answer is printed; once the call is done, or by turns
while it is on its way. Only kills that found the command stored count towards the times. `--control` sends the same
again without its id, as somebody would who was told nothing: that has to double.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
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

OPEN = "--title T --currency EUR --owner Ana --customer-owner Bo"
A_STREAM = 50
"""So many kills in a stream, and then in a new one: each decision reads its stream whole."""
LAST_CALLS = 14
"""The commit is among the last so many."""
WITHIN_SECONDS, GOLDEN = 0.004, 0.6180339887
"""A call lasts about so long; multiples of the other fall evenly between 0 and 1."""


@dataclass
class Killing(Fault):
    """Ends the process at the call instead of failing: when it is done, or `within` so many seconds, done or not."""

    within: float | None = None

    def around(self, call: Callable[[], Any], error: Callable[[], Exception]) -> Any:  # noqa: ARG002 - it never fails
        number = self.counted()
        if number == self.at and self.within is not None:
            killer = threading.Timer(self.within, _kill)
            killer.daemon = True
            killer.start()
        answer = call()
        if number == self.at:
            _kill()
        return answer


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass
class Tally:
    """Kills that found the command stored, those that did not, and what was wrong after it was sent again."""

    stored: int = 0
    not_stored: int = 0
    wrong: list[str] = field(default_factory=list)


def run(place: Place, times: int, *, control: bool = False) -> Tally:
    """Kills until so many were between commit and answer."""
    tally, url = Tally(), place.begins
    calls = Killing()
    for number in count():
        if tally.stored >= times:
            return tally
        if number % A_STREAM == 0:
            _say(url, ["engagement", "open", _stream(number), *OPEN.split()], f"opening-{number}")
            calls = Killing()
            _say(url, _notice(number), f"counted-{number}", calls, place)
            known = facts(url)
        last = min(LAST_CALLS, calls.calls)
        at, within = calls.calls - number % last, number * GOLDEN % 1 * WITHIN_SECONDS if number // last % 2 else None
        _killed(url, _notice(number), f"kill-{number}", Killing(at, within=within), place)
        stored = facts(url) - known
        tally.stored += stored
        tally.not_stored += 1 - stored
        _say(url, _notice(number), None if control else f"kill-{number}")
        if facts(url) - known != 1:
            tally.wrong.append(f"killed at call {at} of {calls.calls}: {facts(url) - known} stored")
        known = facts(url)
    raise AssertionError("counting does not end")


def _notice(number: int) -> list[str]:
    return ["extra", "notice", _stream(number), "--says", f"they moved, {number}"]


def _stream(number: int) -> str:
    return f"acme-{number // A_STREAM}"


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
