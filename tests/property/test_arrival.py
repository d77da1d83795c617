"""The same dated facts give the same money, in whatever order they arrive."""

from __future__ import annotations

import random

import pytest

from tests.property.arrival import (
    arrived,
    at_hours,
    by_agreement,
    by_arrival,
    by_payer,
    counted_apart,
    counter_set,
    dated_set,
    differing,
    in_months,
    money,
    shuffled,
    target_set,
)

SETS, ORDERS = 60, 8


def test_every_order_of_arrival_in_which_all_is_taken_gives_the_same_money() -> None:
    differ, taken, earned = differing(7, SETS, ORDERS)
    assert differ == 0
    assert taken > SETS * ORDERS // 2
    assert earned > 0


@pytest.mark.parametrize(
    "drawn",
    [
        at_hours(dated_set),
        in_months(dated_set),
        target_set,
        at_hours(target_set),
        in_months(target_set),
        at_hours(counter_set),
    ],
)
def test_it_does_so_for_targets_and_requests_and_where_dates_say_an_hour_or_a_month_alone(drawn) -> None:
    differ, taken, earned = differing(7, SETS, ORDERS, drawn=drawn)
    assert differ == 0
    assert taken > SETS * ORDERS // 8
    assert earned > 0


def test_terms_taken_from_the_moment_of_arrival_would_give_other_money() -> None:
    differ, _, _ = differing(7, SETS, ORDERS, by_arrival)
    assert differ > SETS // 4


@pytest.mark.parametrize("drawn", [dated_set, target_set, counter_set])
def test_the_money_is_what_the_stored_lines_come_to_counted_apart(drawn) -> None:
    chance = random.Random(7)
    for _ in range(SETS):
        facts = arrived(shuffled(chance, drawn(chance)))
        if facts is not None:
            assert counted_apart(facts) == by_payer(facts)


def test_the_day_that_terms_name_is_what_they_count_from() -> None:
    chance, other = random.Random(7), 0
    for _ in range(SETS):
        facts = arrived(dated_set(chance))
        other += facts is not None and money(facts) != money(by_agreement(facts))
    assert SETS // 4 < other < SETS
