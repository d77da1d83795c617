"""What is told of the lag while nobody can look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from adapters.kafka import health
from adapters.kafka.health import ProjectorHealth, RelayHealth
from domain.errors import FeedTrouble, StoreTrouble
from tests.clock import Clock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(health, "time", found)
    return found


def number(told: Any, name: str) -> float | None:
    found: float | None = told.registry.get_sample_value(name)
    return found


def relay_looks(told: Any) -> None:
    told.standing(7, 7, [])


def projector_looks(told: Any) -> None:
    told.looked(0, {0: 0})


@pytest.mark.parametrize(
    ("made", "looks", "trouble"),
    [
        (RelayHealth, relay_looks, StoreTrouble("the database is away")),
        (ProjectorHealth, projector_looks, StoreTrouble("the database is away")),
        (ProjectorHealth, projector_looks, FeedTrouble("the broker is away")),
    ],
)
def test_the_lag_counts_on_while_nobody_can_look(
    clock: Clock, made: Callable[[], Any], looks: Callable[[Any], None], trouble: Exception
) -> None:
    told = made()
    looks(told)
    clock.now += 40
    assert (number(told, "sameside_lag_seconds"), number(told, "sameside_unseen_seconds")) == (0, 40)
    told.trouble(trouble)
    clock.now += 60
    assert (number(told, "sameside_lag_seconds"), number(told, "sameside_unseen_seconds")) == (100, 100)
    looks(told)
    assert (number(told, "sameside_lag_seconds"), number(told, "sameside_unseen_seconds")) == (0, 0)


def test_a_database_that_was_never_there_counts_from_the_start(clock: Clock) -> None:
    told = RelayHealth()
    told.trouble(StoreTrouble("the database is away"))
    clock.now += 31
    assert number(told, "sameside_lag_seconds") == 31


def test_ends_of_which_no_broker_speaks_are_no_look(clock: Clock) -> None:
    told = ProjectorHealth()
    clock.now += 5
    told.looked(0, {0: 0}, answered=False)
    assert number(told, "sameside_unseen_seconds") == 5


def test_a_relay_whose_turn_it_is_not_has_no_lag_of_its_own(clock: Clock) -> None:
    told = RelayHealth()
    clock.now += 50
    told.standby(moves=True)
    told.trouble(StoreTrouble("the database is away"))
    clock.now += 2
    assert number(told, "sameside_lag_seconds") == 2
