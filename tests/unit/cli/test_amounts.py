"""Amounts are shown so that nobody reads another one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cli.amounts import money, part_of
from cli.room import short
from domain.engagement.shared.terms import Part


@pytest.mark.parametrize(
    ("told", "currency", "shown"),
    [
        ("3000.00", "JPY", "3,000 JPY"),
        ("1500.5", "JPY", "1,500.5 JPY"),
        ("1500.5", "EUR", "1,500.50 EUR"),
        ("1035.00", "EUR", "1,035 EUR"),
        ("0.00", "EUR", "0 EUR"),
        ("2.5", "KWD", "2.500 KWD"),
        ("0.125", "EUR", "0.125 EUR"),
    ],
)
def test_one_amount_is_written_one_way_by_the_coins_of_its_currency(told: str, currency: str, shown: str) -> None:
    assert money(Decimal(told), currency) == shown


@pytest.mark.parametrize("balance", ["1500.00", "1500", "1500.0"])
def test_a_row_on_a_terminal_and_what_an_agreement_costs_are_written_the_same_way(balance: str) -> None:
    assert short(Decimal(balance), "JPY") == "1,500"
    part = Part(form="per-result", amount=Decimal("1500.5"), cap=Decimal(balance))
    assert short([part], "EUR") == part_of(part, "EUR") == "1,500.50 per result up to 1,500"


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("1.000", "1 EUR"),
        ("2.500", "2.50 EUR"),
        ("1234.50", "1,234.50 EUR"),
        ("18000", "18,000 EUR"),
        ("1.0", "1 EUR"),
        ("135.00", "135 EUR"),
        ("0.125", "0.125 EUR"),
        ("-1.5000", "-1.50 EUR"),
        ("1000000.000", "1,000,000 EUR"),
    ],
)
def test_a_fraction_never_ends_with_zeros_that_read_as_thousands(told: str, shown: str) -> None:
    assert money(Decimal(told), "EUR") == shown
