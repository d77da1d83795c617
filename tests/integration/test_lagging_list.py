"""A list says up to which fact it was folded, and what it lacks while the ledger is further, as a page does."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from click.testing import CliRunner

from adapters.wiring import Application
from cli import output
from cli.listed import listed
from cli.main import main

OPEN = ("engagement", "open", "acme", "--title", "T", "--currency", "EUR", "--owner", "Ana", "--customer-owner", "Bo")
NEED = ("need", "hear", "acme", "--verbatim", "faster")
Said = Callable[..., str]
BEHIND = "the ledger is at position 4 already: 2 facts are not in this list yet"


@pytest.fixture
def said(url: str) -> Said:
    """What is typed at one ledger, and what it answers on stdout."""

    def say(*words: str) -> str:
        told = CliRunner().invoke(main, ["--store", url, *words])
        assert told.exit_code == 0, told.output
        return told.stdout

    say(*OPEN)
    say(*NEED)
    return say


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "on_terminal", lambda _: True)


def how_far(said: Said, *words: str) -> tuple[Any, ...]:
    told = json.loads(said(*words, "--json"))
    return told["position"], told["ledger_position"], told["missing"]


def stop_projecting(url: str) -> None:
    """The views are left to projectors, of which none runs."""
    with closing(Application.at(url)) as app, app.projector.models.database.writing() as c:
        c.execute("UPDATE builds SET fed='facts'")


LISTS = [("need", "list"), ("need", "list", "acme"), ("report", "tree_swing"), ("report", "tree_swing", "acme")]


@pytest.mark.parametrize(
    "words", [*LISTS, ("report", "tree_swing", "--as-of", "2999"), ("report", "portfolio")], ids=" ".join
)
def test_a_list_says_the_position_of_the_last_fact_that_it_was_folded_from(said: Said, words: tuple[str, ...]) -> None:
    assert how_far(said, *words) == (2, 2, 0)
    said(*NEED)
    assert how_far(said, *words) == (3, 3, 0)


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_on_a_terminal_the_position_stands_under_the_list(said: Said, terminal: None, words: tuple[str, ...]) -> None:
    assert said(*words).splitlines()[-2:] == ["", "as of position 2 in the ledger"]


@pytest.mark.parametrize("noun", ["person", "outcome", "payment"])
def test_on_a_terminal_a_list_with_nothing_in_it_is_no_error(said: Said, terminal: None, noun: str) -> None:
    assert said(noun, "list").strip() == "as of position 2 in the ledger"


@pytest.mark.parametrize("form", ["--csv", "--ndjson", "--plain"])
@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_what_programs_read_row_by_row_holds_rows_alone(
    said: Said, terminal: None, form: str, words: tuple[str, ...]
) -> None:
    assert "position" not in said(*words, form)
    assert len(said(*words, form).splitlines()) == 1 + (form == "--csv")


def test_of_one_stream_the_position_is_of_its_own_facts(said: Said) -> None:
    said("practice", "idea", "--says", "a visit")
    assert how_far(said, "need", "list", "acme") == how_far(said, "report", "tree_swing", "acme") == (2, 2, 0)
    assert how_far(said, "need", "list") == how_far(said, "report", "tree_swing") == (3, 3, 0)
    assert how_far(said, "need", "show", "acme/g-1") == (2, 2, 0)
    assert said("need", "show", "acme/g-1").splitlines()[-2:] == ["", "as of position 2 in the ledger"]


@pytest.mark.parametrize("stream", [(), ("acme",)])
def test_a_list_that_projectors_keep_says_what_it_lacks(
    said: Said, url: str, terminal: None, stream: tuple[str]
) -> None:
    assert how_far(said, "report", "tree_swing", *stream) == (2, 2, 0)
    stop_projecting(url)
    for _ in range(2):
        said(*NEED)
    assert how_far(said, "report", "tree_swing", *stream) == (2, 4, 2)
    assert said("report", "tree_swing", *stream).splitlines()[-2:] == ["as of position 2 in the ledger", BEHIND]


@pytest.mark.parametrize("stream", [None, "engagement/acme"])
def test_what_is_recorded_while_a_list_is_made_is_not_in_it_and_said_to_be_missing(
    said: Said, url: str, stream: str | None
) -> None:
    with closing(Application.at(url)) as app:
        found = listed(app, "need", stream)
        for _ in range(2):
            said(*NEED)
        assert [row["id"] for row in found.rows] == ["acme/g-1"]
        assert tuple(found.reach()) == (2, 4, 2)
