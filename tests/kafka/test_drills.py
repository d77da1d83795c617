"""The long drills on a small scale: killed, stopped, away, and nothing lost, sent twice or out of order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.drills import kill_broker, kill_projectors, kill_relay
from tests.servers.java import jars

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(autouse=True)
def a_broker_of_our_own() -> None:
    try:
        jars()
    except FileNotFoundError as missing:
        pytest.skip(str(missing))


def test_a_relay_that_is_killed_loses_repeats_and_reorders_nothing(kafka_server: Any, tmp_path: Path) -> None:
    found = kill_relay.drill(kafka_server, tmp_path, kills=3, facts=6000, within=0.2)
    assert found.exact
    assert found.records == 7800


def test_going_on_after_what_was_acknowledged_would_send_facts_twice(
    kafka_server: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The control: the judge finds it. It takes a kill between sending and noting, which chance may miss."""
    rounds = (tmp_path_factory.mktemp("control") for _ in range(20))
    small = {"kills": 2, "facts": 2000, "within": 0.1}  # noting comes a twentieth of a second after sending, or later
    assert any(kill_relay.drill(kafka_server, where, how="control", **small).twice for where in rounds)


def test_two_relays_without_a_lease_stopped_and_continued_send_nothing_twice(kafka_server: Any, tmp_path: Path) -> None:
    two = {"kills": 0, "relays": 2, "stops": 4, "how": "none"}
    assert kill_relay.drill(kafka_server, tmp_path, **two, facts=6000, within=0.4).exact


def test_one_relay_outlives_its_broker(tmp_path: Path) -> None:
    found = kill_broker.drill(tmp_path, kills=1, outage=2, waiting=4000, pause=11, facts=4000)
    assert found.well


def test_projectors_that_are_killed_or_stand_still_leave_the_views_as_history_says(
    kafka_server: Any, postgres_server: Any, tmp_path: Path
) -> None:
    refused = 0
    for number in range(5):  # whether another takes over while one stands still is chance, on a busy machine
        places = [postgres_server.database() for _ in range(2)]
        where = tmp_path / str(number)
        where.mkdir()
        found = kill_projectors.drill(*places, kafka_server, where, kills=2, stops=1, facts=100)
        assert (found.views, found.rows) == ([], [])
        refused += found.refused
        if refused:
            break
    assert refused, "the one that stood still was overtaken"
    for place in places:
        postgres_server.drop(place)
