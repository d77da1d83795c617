"""The portfolio page: a line an account, amounts with their currencies, and above them those to look at first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from adapters.languages import language, languages
from cli import layout
from projections.across import InPortfolio
from projections.pages.every import sheet_of

DAY = date(2026, 6, 30)
ACME = InPortfolio(
    account="acme",
    title="Acme clinics",
    currency="EUR",
    opened_on="2023-01-10",
    engagements=3,
    open=1,
    confirmed_periods=4,
    confirmed_own=2,
    latest_period="2025",
    latest_gain=Decimal(156000),
    latest_relative=Decimal("11000.5"),
    profit=Decimal(50020),
)
LOSING = replace(
    ACME, account="blue-door", currency="JPY", latest_relative=Decimal(-7000), profit=Decimal(3000), confirmed_own=0
)
LEVEL = replace(ACME, account="c", latest_gain=Decimal(9000), latest_relative=Decimal(0), profit=Decimal(-20))
NEW = replace(
    ACME,
    account="d",
    engagements=0,
    open=0,
    confirmed_periods=0,
    confirmed_own=0,
    latest_period=None,
    latest_gain=None,
    latest_relative=None,
    profit=None,
)
ROWS = [ACME, LOSING, LEVEL, NEW]


def told(*rows: InPortfolio) -> dict[str, str]:
    return dict(layout.lines(sheet_of("portfolio", list(rows), DAY)))


def test_each_account_is_a_line_with_its_amounts_in_its_currency() -> None:
    assert told(ACME)["acme"] == "156,000 EUR in 2025 · 11,000.50 EUR more with us · profit 50,020 EUR · 1 of 3 open"
    assert told(LOSING)["blue-door"] == "156,000 JPY in 2025 · 7,000 JPY less with us · profit 3,000 JPY · 1 of 3 open"
    assert told(LEVEL)["c"] == "9,000 EUR in 2025 · as much without us · profit -20 EUR · 1 of 3 open"
    assert told(NEW)["d"] == "no gain confirmed · not compared · no profit noted · no engagement"


def test_figures_of_one_kind_end_under_one_another() -> None:
    lines = [told(*ROWS)[row.account] for row in ROWS]
    assert len({line.rindex(" · ") for line in lines}) == 1
    assert {line.index(" EUR in 2025") for line in lines if "EUR in" in line} == {len("156,000")}


def test_what_all_have_together_stands_above_and_no_two_currencies_are_added_up() -> None:
    head = told(*ROWS)
    assert head["all accounts"] == "4 accounts · 3 of 9 engagements open"
    assert head["confirmed gains"] == "12 periods · 4 by customers themselves"
    assert head["our profit"] == "50,000 EUR · 3,000 JPY"
    assert told(ACME)["all accounts"] == "1 account · 1 of 3 engagements open"
    assert told(replace(ACME, confirmed_periods=1))["confirmed gains"].startswith("1 period ")


def test_those_to_look_at_first_are_named_and_none_where_there_is_none() -> None:
    head = told(*ROWS)
    assert (head["less with us"], head["no gain confirmed"]) == ("blue-door", "d")
    assert not {"less with us", "no gain confirmed"} & set(told(ACME))


@pytest.mark.parametrize("tag", languages())
def test_no_account_has_a_label_of_the_page(tag: str) -> None:
    """An account's name has no blank."""
    page = sheet_of("portfolio", ROWS, DAY, language(tag))
    head, accounts = page.sections
    assert all(" " in item.label for item in head.items)
    assert [item.label for item in accounts.items] == ["acme", "blue-door", "c", "d"]


def test_it_is_of_no_stream_and_nobody_else_reads_it() -> None:
    page: Any = sheet_of("portfolio", ROWS, DAY)
    assert page.stream is None
    assert "you read as" not in layout.render(page, "seller")
