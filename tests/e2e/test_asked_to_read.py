"""What is read and was left out is taken where it is clear, and asked for at a terminal."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Run
from tests.e2e.test_asked import OPEN, asked


@pytest.mark.parametrize("line", ["why", "why acme"])
def test_a_little_thing_is_picked_by_its_name(first_hour: Run, store: str, line: str) -> None:
    answers = [
        ("little thing: ", "helped"),
        ("there is no little thing helped: write one of these\nlittle thing: ", "x-1"),
    ]
    code, screen = asked(store, line.split(), answers)
    assert (code, "← hoped: they decide sooner" in screen) == (0, True), screen
    assert "Which little thing?\n  x-1  kick-off in person\n  x-2  weekly visit\n" in screen
    assert "name the little thing too, as in acme/x-1" in first_hour(line, code=2).stderr


def test_the_only_one_is_meant_and_where_there_is_none_that_is_said(run: Run) -> None:
    run(OPEN)
    assert "there is no little thing in acme yet" in run("why", code=2).stderr
    run('extra hold-back acme --says "weekly visit" --obstacle own-doubt --why "does it help?"')
    only = run("why")
    assert ("little thing: x-1 (the only one)" in only.stderr, "weekly visit" in only.stdout) == (True, True)
    assert "sameside extra list acme" in run("why o-1", code=3).stderr


def test_a_view_is_picked_by_its_name_and_enter_takes_the_page(first_hour: Run, store: str) -> None:
    code, screen = asked(store, ["report"], [("view [accountability]: ", "pag"), ("view [accountability]: ", "")])
    assert (code, "Faster intake" in screen, "there is no view pag" in screen) == (0, True, True), screen
    refused = first_hour("report", code=2).stderr
    assert "name a view, as in sameside report accountability" in refused
    assert "sameside report --help" in refused
