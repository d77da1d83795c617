"""Whoever closes an engagement at a terminal reads what is still open in it, and is asked for a yes."""

from __future__ import annotations

import json

import pytest

from tests.e2e.conftest import Run
from tests.e2e.test_asked import OPEN, asked
from tests.e2e.test_asked_rightly import last, meanwhile
from tests.terminal import CTRL_C

CLOSE = ["engagement", "close", "acme", "--why", "both move on"]
QUESTION = "Close it? [y/N]: "


@pytest.fixture
def running(first_hour: Run) -> Run:
    """An agreed outcome, money that was paid ahead, and a request that waits."""
    first_hour("pay --amount 12000")
    effect = json.loads(first_hour("request make acme --kind errand --says permit --as customer --json", code=3).stderr)
    effect = effect["error"]["way_out"]["fixed"]["effect"]
    first_hour(f"request make acme --kind errand --says permit --as customer --effect {effect}")
    return first_hour


def state(run: Run) -> str:
    (row,) = json.loads(run("engagement list --json").stdout)["rows"]
    return str(row["state"])


@pytest.mark.parametrize(("answer", "ends", "stands"), [("y", 0, "closed"), ("n", 10, "open"), (CTRL_C, 130, "open")])
def test_what_is_still_open_is_read_before_a_yes_and_anything_else_leaves_it_open(
    running: Run, store: str, answer: str, ends: int, stands: str
) -> None:
    code, screen = asked(store, CLOSE, [(QUESTION, answer)])
    assert code == ends, screen
    read = screen[: screen.index(QUESTION)]
    for part in ("acme · Faster intake: still open", "paid ahead 12,000 EUR", "o-1", "agreed", "r-1: "):
        assert part in read
    assert state(running) == stands


def test_it_is_read_in_the_language_of_the_pages(running: Run, store: str) -> None:
    assert running
    _, screen = asked(store, CLOSE, [(QUESTION, "n")], SAMESIDE_LANGUAGE="de")
    assert "vorausbezahlt 12.000 EUR" in screen


def test_where_all_is_settled_it_says_so(run: Run, store: str) -> None:
    run(OPEN)
    code, screen = asked(store, ["engagement", "close", "acme"], [(QUESTION, "y")])
    assert (code, "acme · T: nothing is open" in screen) == (0, True)


@pytest.mark.parametrize("more", [["--no-input"], ["--json"], ["--dry-run"]])
def test_who_wants_no_question_is_asked_none(running: Run, store: str, more: list[str]) -> None:
    assert running
    code, screen = asked(store, [*CLOSE, *more], [])
    assert (code, "[y/N]" in screen) == (0, False)


def test_a_pipe_is_asked_nothing(running: Run) -> None:
    closed = running("engagement close acme --why done")
    assert ("Close it?" in closed.output, state(running)) == (False, "closed")


def test_what_came_after_it_was_shown_is_not_closed_away(running: Run, store: str) -> None:
    late = meanwhile(running, "need hear acme --verbatim late --as customer", answer="y")
    code, screen = asked(store, CLOSE, [(QUESTION, late)])
    assert (code, "error[CONFLICT]" in screen) == (5, True), screen
    assert last(running)["type"].startswith("need-heard")
