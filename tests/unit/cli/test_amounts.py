"""Amounts are shown so that nobody reads another one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cli.amounts import money


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("1.000", "1 EUR"),
        ("2.500", "2.5 EUR"),
        ("1234.50", "1,234.50 EUR"),
        ("18000", "18,000 EUR"),
        ("1.0", "1 EUR"),
        ("135.00", "135.00 EUR"),
        ("0.125", "0.125 EUR"),
        ("-1.5000", "-1.5 EUR"),
        ("1000000.000", "1,000,000 EUR"),
    ],
)
def test_a_fraction_never_ends_with_zeros_that_read_as_thousands(told: str, shown: str) -> None:
    assert money(Decimal(told), "EUR") == shown
