"""The same dated facts in many orders of arrival: one sum of money wherever all was taken.

    uv run python -m benchmarks.drills.arrival 2000 20

The control takes a result's terms from the moment it arrived, and must find other money.
"""

from __future__ import annotations

import sys

from tests.property.arrival import by_arrival, differing, target_set

SEED = 1


def main(sets: int = 2000, orders: int = 20) -> int:
    """0 when every set gave one result, and the control did not."""
    differ, taken, earned = differing(SEED, sets, orders)
    print(f"{sets} sets in {orders} orders each: all taken {taken} times, earned {earned}; {differ} sets differ")
    others, reached, earned = differing(SEED, sets, orders, drawn=target_set)
    print(f"{sets} sets of targets: all taken {reached} times, earned {earned}; {others} sets differ")
    controlled, _, _ = differing(SEED, control := max(sets // 10, 1), orders, by_arrival)
    print(f"control, terms of the moment of arrival: {controlled} of {control} sets differ")
    return 0 if taken and reached and not differ and not others and controlled else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
