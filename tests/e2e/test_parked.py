"""A stream that cannot be folded to its end is named by whoever rebuilds."""

from __future__ import annotations

import json
import sqlite3

import pytest

from tests.e2e.conftest import Run


@pytest.fixture
def damaged(first_hour: Run, store: str) -> Run:
    """A ledger whose fourth fact of acme is no JSON any more; another engagement is whole."""
    first_hour("engagement open other --title Other --currency EUR --owner Ana --customer-owner Bo")
    with sqlite3.connect(store.removeprefix("sqlite:///")) as c:
        c.execute("DROP TRIGGER stored_events_no_update")
        where = "originator_id = 'engagement/acme' AND originator_version = 4"
        assert c.execute(f"UPDATE stored_events SET state = x'7b' WHERE {where}").rowcount == 1
    return first_hour


@pytest.mark.parametrize("how", ["", "--verify", "--from-ledger"])
def test_a_rebuild_says_which_streams_it_parked_and_why_and_ends_with_six(damaged: Run, how: str) -> None:
    stderr = damaged(f"rebuild {how}", code=6).stderr
    (told,) = [line for line in stderr.splitlines() if "PARKED" in line]
    assert told.startswith("warning[PARKED]: engagement/acme waits at entry 4: Unreadable")
    assert told.endswith(" views")


def test_a_rebuild_in_json_has_each_parked_stream_with_its_view(damaged: Run) -> None:
    (told,) = json.loads(damaged("rebuild accountability --json", code=6).stdout)["parked"]
    assert (told["stream"], told["projection"]) == ("engagement/acme", "accountability")
    assert told["reason"].startswith("entry 4: ")


def test_views_of_other_streams_are_rebuilt_without_a_word(damaged: Run) -> None:
    assert "PARKED" not in damaged("rebuild habits").stderr


def test_a_rebuild_of_an_honest_ledger_parks_nothing(first_hour: Run) -> None:
    assert json.loads(first_hour("rebuild why --json").stdout)["parked"] == []
