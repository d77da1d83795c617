"""Figures in a terminal's table stand under one another, and amounts of one currency have as many decimals each."""

from __future__ import annotations

import pytest

from cli.columns import evened, numbers, table_lines

COLUMNS = ("id", "earned", "due", "latest", "currency")
ROWS = [
    ["acme", "1,035.5", "2025-01-31", "4.25", "EUR"],
    ["linden", "-20", "", "8", "EUR"],
    ["ito", "12,000", "2025-02-28", "1", "JPY"],
    ["upstream", "", "", "", "USD"],
]


def test_a_column_of_numbers_is_one_and_a_column_of_days_or_names_is_none() -> None:
    assert numbers(COLUMNS, ROWS) == {"earned", "latest"}
    assert numbers(("n",), [("12",), ("v2",)]) == set()
    assert numbers(("n",), [("",), ("",)]) == set(), "nothing is no number"
    assert numbers(COLUMNS, []) == set()


def test_amounts_of_one_currency_have_as_many_decimals_as_the_one_that_has_most() -> None:
    assert [row[1] for row in evened(COLUMNS, ROWS)] == ["1,035.5", "-20.0", "12,000", ""]


def test_what_is_measured_keeps_its_own_decimals() -> None:
    assert [row[3] for row in evened(COLUMNS, ROWS)] == ["4.25", "8", "1", ""]


def test_without_a_currency_the_numbers_of_a_column_have_one_number_of_decimals() -> None:
    assert evened(("id", "hours"), [["a", "1.5"], ["b", "2"]]) == [["a", "1.5"], ["b", "2.0"]]


def test_what_was_earned_paid_and_owed_has_as_many_decimals_each() -> None:
    rows = evened(("earned", "paid", "owed", "count", "currency"), [["9,380.00", "5,300.50", "4,080", "3", "EUR"]])
    assert rows == [["9,380.00", "5,300.50", "4,080.00", "3", "EUR"]]


def test_what_was_planned_and_the_balance_have_the_decimals_of_what_was_earned() -> None:
    rows = evened(("planned", "earned", "balance", "currency"), [["0", "9,380.50", "4,080", "EUR"]])
    assert rows == [["0.00", "9,380.50", "4,080.00", "EUR"]]


def test_a_percentage_has_as_many_decimals_as_the_others_of_its_column() -> None:
    assert evened(("percent",), [["22"], ["-9.6"]]) == [["22.0"], ["-9.6"]]


def test_what_was_paid_ahead_is_owed_in_the_words_of_the_page_and_stays_right_aligned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("ACCESSIBLE", raising=False)
    for name in ("owed", "balance"):
        columns = ("id", "gain", name, "currency")
        rows = [["acme", "-5", "-1,000", "EUR"], ["birch", "7", "20.5", "EUR"]]
        head, *lines = table_lines(columns, rows)
        assert head.split() == ["id", "gain", name, "currency"]
        assert lines == [
            "acme     -5  paid ahead 1,000.0  EUR",
            "birch     7                20.5  EUR",
        ]
