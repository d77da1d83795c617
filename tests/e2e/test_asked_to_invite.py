"""Whoever invites somebody at a terminal is asked who it is, and what they may do."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.e2e.conftest import Run
from tests.e2e.test_asked import OPEN, asked
from tests.terminal import CTRL_C

WHO = ("--who: ", "Jan Peters")
REST = [(f"--{name} (Enter leaves it out): ", "") for name in ("side", "role", "mail")]


def invited(run: Run) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(run("report people acme --json").stdout)["rows"]
    return rows


def test_who_is_invited_is_asked_and_the_rest_may_be_left_out(run: Run, store: str) -> None:
    run(OPEN)
    code, screen = asked(store, ["invite"], [("--who: ", ""), WHO, *REST])
    assert code == 0, screen
    assert screen.index("engagement: acme (the only one open)") < screen.index("--who: "), "where, before who"
    assert "m-1 · Jan Peters · the customer's · agrees" in screen
    assert screen.count("engagement: acme") == 1


def test_what_is_said_is_not_asked_and_a_wrong_answer_is_mended_there(run: Run, store: str) -> None:
    run(OPEN)
    answers = [
        WHO,
        ("--role (Enter leaves it out): ", "boss"),
        ("--role (Enter leaves it out): ", "reads"),
        ("--mail (Enter leaves it out): ", "no address"),
        ("--mail (Enter leaves it out): ", ""),
    ]
    code, screen = asked(store, ["invite", "acme", "--side", "seller"], answers)
    assert (code, "m-1 · Jan Peters · the seller's · reads" in screen) == (0, True), screen


def test_of_several_engagements_it_is_asked_which(run: Run, store: str) -> None:
    run(OPEN)
    run(OPEN.replace("acme", "birch"))
    answers = [
        ("engagement/person: ", "nobody"),
        ("engagement/person: ", "acme"),
        WHO,
        *REST,
    ]
    code, screen = asked(store, ["invite"], answers)
    assert (code, len(invited(run))) == (0, 1), screen


def test_ctrl_c_invites_nobody(run: Run, store: str) -> None:
    run(OPEN)
    code, screen = asked(store, ["invite"], [WHO, ("--side (Enter leaves it out): ", CTRL_C)])
    assert (code, screen.rstrip().splitlines()[-1]) == (130, "nothing was recorded")
    assert invited(run) == []


@pytest.mark.parametrize("line", [["invite", "--no-input"], ["invite", "--json"]])
def test_who_wants_no_question_is_asked_none(run: Run, store: str, line: list[str]) -> None:
    run(OPEN)
    code, screen = asked(store, line, [])
    assert (code, "--who" in screen, "(Enter" in screen) == (2, True, False)


def test_a_pipe_is_asked_nothing(run: Run) -> None:
    run(OPEN)
    assert "say --who" in run("invite", code=2).stderr
