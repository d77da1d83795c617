"""The same dated facts give the same money, in whatever order they arrive."""

from __future__ import annotations

from tests.property.arrival import by_arrival, differing

SETS, ORDERS = 60, 8


def test_every_order_of_arrival_in_which_all_is_taken_gives_the_same_money() -> None:
    differ, taken, earned = differing(7, SETS, ORDERS)
    assert differ == 0
    assert taken > SETS * ORDERS // 2
    assert earned > 0


def test_terms_taken_from_the_moment_of_arrival_would_give_other_money() -> None:
    differ, _, _ = differing(7, SETS, ORDERS, by_arrival)
    assert differ > SETS // 4
