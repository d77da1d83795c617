"""The same dated facts in many orders of arrival: one sum of money wherever all was taken.

    uv run python -m benchmarks.drills.arrival 2000 20

The control takes a result's terms from the moment it arrived, and must find other money.
"""

from __future__ import annotations

import sys

from tests.property.arrival import at_hours, by_arrival, counter_set, dated_set, differing, in_months, target_set

SEED = 1
DRAWN = {
    "counted results": dated_set,
    "targets": target_set,
    "counted results, half of them at an hour": at_hours(dated_set),
    "targets, half of it at an hour": at_hours(target_set),
    "counted results, a third of them in a month": in_months(dated_set),
    "targets, a third of it in a month": in_months(target_set),
    "requests that are countered": counter_set,
    "requests, half of it at an hour": at_hours(counter_set),
}


def main(sets: int = 2000, orders: int = 20) -> int:
    """0 when every set gave one result, and the control did not."""
    holds = True
    for what, drawn in DRAWN.items():
        differ, taken, earned = differing(SEED, sets, orders, drawn=drawn)
        print(f"{what}, {sets} sets: all taken {taken} times of {sets * orders}, earned {earned}; {differ} sets differ")
        holds = holds and taken > 0 and not differ
    controlled, _, _ = differing(SEED, control := max(sets // 10, 1), orders, by_arrival)
    print(f"control, terms of the moment of arrival: {controlled} of {control} sets differ")
    return 0 if holds and controlled else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
