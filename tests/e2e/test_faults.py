"""A few verbs of the drill with trouble at every call; all of them is `python -m benchmarks.drills.faults`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.drills.acts import BY_LOGIN, NOTED, messages
from benchmarks.drills.faults import Tally, run, together
from benchmarks.drills.places import Databases, Place, in_files_of
from domain.catalogue import COMMANDS
from tests.servers.postgres import NAMED


@pytest.fixture
def files() -> Iterator[Place]:
    with in_files_of() as place:
        yield place


@pytest.fixture
def databases(tmp_path: Path, postgres: str) -> Iterator[Place]:
    with closing(Databases(tmp_path, postgres)) as place:
        yield place


@pytest.mark.parametrize(
    ("verb", "every"), [("extra.notice", 2), ("account.merge", 6), ("import", 5), ("invite", 8), ("move", 60)]
)
def test_whatever_breaks_off_a_verb_what_is_said_of_it_is_what_is_stored(files: Place, verb: str, every: int) -> None:
    tally = run(files, only=verb, every=every)
    assert (tally.wrong, tally.doubled) == ([], [])
    assert tally.said["none"]


@pytest.mark.parametrize(("verb", "every"), [("extra.notice", 4), ("import", 9), ("account.merge", 12)])
def test_on_a_server_too(databases: Place, verb: str, every: int) -> None:
    tally = run(databases, only=verb, every=every)
    assert (tally.wrong, tally.doubled) == ([], [])
    assert tally.said["all"]
    assert tally.said["none"]


def test_without_the_look_at_what_is_stored_the_drill_finds_doubles(files: Place) -> None:
    tally = run(files, only="extra.notice", control=True)
    assert tally.doubled


def test_and_on_a_server_it_finds_them_too(databases: Place) -> None:
    tally = run(databases, only="extra.notice", first=14, control=True)
    assert tally.doubled


def test_calls_shared_among_processes_are_all_tried() -> None:
    whole, *parts = (_tried(**calls) for calls in ({"every": 3}, {"every": 6}, {"first": 4, "every": 6}))
    assert (together(parts).calls, together(parts).said) == (whole.calls, whole.said)


def _tried(**calls: int) -> Tally:
    with in_files_of() as place:
        return run(place, only="account.open", **calls)  # type: ignore[arg-type]


def test_every_command_that_somebody_types_is_tried() -> None:
    assert {message["command"] for message in messages() if "tried" in message} == COMMANDS.keys() - BY_LOGIN - NOTED


def test_whoever_is_killed_between_commit_and_answer_sends_it_again_and_it_counts_once() -> None:
    """In a process of its own, which forks; all of it is `python -m benchmarks.drills.kill_writers`."""
    drill = [sys.executable, "-m", "benchmarks.drills.kill_writers", "--times"]
    ended = subprocess.run([*drill, "12"], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("12 killed between commit and answer, ")
    assert subprocess.run([*drill, "4", "--control"], capture_output=True, check=False).returncode == 0


def test_on_a_server_whoever_is_killed_counts_once_too(postgres: str) -> None:
    drill = [sys.executable, "-m", "benchmarks.drills.kill_writers", "--postgres", "--times"]
    named = {**os.environ, NAMED: postgres}
    ended = subprocess.run([*drill, "6"], capture_output=True, text=True, check=False, env=named)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("6 killed between commit and answer, ")
    assert subprocess.run([*drill, "2", "--control"], capture_output=True, check=False, env=named).returncode == 0
