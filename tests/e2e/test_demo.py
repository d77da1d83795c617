"""The demo: the first thing anybody runs."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adapters.proving.checking import findings
from adapters.wiring import Application
from cli.main import main
from cli.stories.demo import stories


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_it_shows_the_page_both_read_and_four_things_to_try() -> None:
    found = run("demo")
    assert found.exit_code == 0
    assert "Why: a third dimension that you cannot have on a two-dimensional call" in found.output
    assert (
        "demonstration in person · checked (accepted by the customer, recorded by the seller) · helped" in found.output
    )
    assert found.output.count("sameside --store sqlite:///sameside-demo.db") == 4


def test_under_uv_run_it_says_what_is_found_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_RUN_RECURSION_DEPTH", "1")
    tried = [line for line in run("demo").output.splitlines() if "--store sqlite:///sameside-demo.db" in line]
    assert len(tried) == 4
    assert all(line.startswith("  uv run --no-dev sameside --store ") for line in tried)


def test_what_it_says_to_try_next_can_be_run() -> None:
    lines = [line.strip() for line in run("demo").output.splitlines() if line.startswith("  sameside ")]
    answers = [run(*shlex.split(line)[1:]) for line in lines]
    assert [answer.exit_code for answer in answers] == [0, 0, 0, 0]
    assert all(answer.output for answer in answers)


def test_again_it_adds_nothing() -> None:
    run("demo")
    assert run("demo").stderr.startswith("0 facts added; ")


def test_it_leaves_a_ledger_in_which_nothing_is_amiss() -> None:
    run("demo", "--portfolio", "3", "--seed", "5")
    app = Application.at("sqlite:///sameside-demo.db")
    assert app.store.position() > 600
    assert [one for one in findings(app.store) if one.severity == "broken"] == []


def test_the_stories_by_themselves_give_no_warning() -> None:
    run("demo", "--file", "stories.db")
    assert list(findings(Application.at("sqlite:///stories.db").store)) == []


def test_it_does_not_write_into_a_ledger_that_somebody_uses() -> None:
    owners = ["--owner", "Ana", "--customer-owner", "Bo"]
    run("--store", "sqlite:///mine.db", "engagement", "open", "acme", "--title", "T", "--currency", "EUR", *owners)
    found = run("demo", "--file", "mine.db")
    assert found.exit_code == 2
    assert Application.at("sqlite:///mine.db").store.position() == 1


def test_it_tells_what_text_000_tells() -> None:
    told = {(line["stream"], line["command"]) for line in stories()}
    assert {
        ("parley-demos", "extra.notice"),
        ("parley-demos", "choice.make"),
        ("parley-demos", "extra.observe"),
        ("parley-hourly", "extra.hold-back"),
        ("faster-intake", "payment.note"),
        ("resolved-tickets", "result.retract"),
        ("own", "practice.habit"),
    } <= told
