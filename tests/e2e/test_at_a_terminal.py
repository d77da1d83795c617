"""What is asked of a person at a terminal, and of nobody else."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import Run

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from cli.main import main; main()"]
MAKE = ["request", "make", "acme", "--kind", "errand", "--says", "file our permit", "--as", "customer"]


def at_a_terminal(store: str, answer: str, *more: str) -> tuple[int, str]:
    """Somebody who is shown the effect, and answers."""
    return screen_of(store, answer, [*MAKE, *more])


def _there(screen: int) -> Iterator[bytes]:
    """All that stands on it; one read may give only the first of it."""
    while select.select([screen], [], [], 0.5)[0]:
        yield os.read(screen, 65_536)


def screen_of(store: str, answer: str, words: list[str]) -> tuple[int, str]:
    """What somebody types and answers: the exit code, and what stood on the screen."""
    theirs, ours = os.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SAMESIDE_STORE": store}
    try:
        os.write(theirs, answer.encode())
        line = [*COMMAND, *words]
        done = subprocess.run(line, env=environment, stdin=ours, stderr=ours, timeout=180, check=False)
        return done.returncode, b"".join(_there(theirs)).decode()
    finally:
        os.close(ours)
        os.close(theirs)


@pytest.mark.parametrize(("answer", "code", "sent"), [("y\n", 0, 1), ("n\n", 10, 0), ("\n", 10, 0)])
def test_who_reads_the_effect_at_a_terminal_sends_it_there(
    first_hour: Run, store: str, answer: str, code: int, sent: int
) -> None:
    ended, screen = at_a_terminal(store, answer)
    assert "a line of its own on the bill" in screen
    assert "Send it?" in screen
    assert ended == code
    rows = json.loads(first_hour("report requests acme --json").stdout)["rows"]
    assert [row["status"] for row in rows] == ["open"] * sent


@pytest.mark.usefixtures("first_hour")
def test_who_asks_for_json_is_asked_nothing(store: str) -> None:
    ended, screen = at_a_terminal(store, "y\n", "--json")
    assert (ended, json.loads(screen[screen.index("{") :])["error"]["code"]) == (3, "EFFECT-FIRST")


def test_a_program_that_sends_it_unseen_is_refused_and_asked_nothing(first_hour: Run) -> None:
    refused = first_hour("request make acme --kind errand --says x --as customer", code=3).stderr
    assert "EFFECT-FIRST" in refused
    assert "Send it?" not in refused
