"""Figures over time, as small as a word."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cli.spark import spark
from projections.account import ACCOUNT
from projections.accountability import ACCOUNTABILITY
from projections.support import SUPPORT
from tests.pages import lines
from tests.pages import lines as account_lines
from tests.spec import agreed, customer, given, measured, seller
from tests.unit.domain.test_budget import HOURS, supported
from tests.unit.projections.given import folded

DAY = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("figures", "bars"),
    [
        ((), ""),
        ((5,), ""),
        ((0, 0), "▁▁"),
        ((0, 7), "▁█"),
        ((-10, 30, 50), "▁▅█"),
        ((-50, -10), "▁▆"),
    ],
)
def test_zero_the_lowest_and_the_highest_are_the_ends(figures: tuple[int, ...], bars: str) -> None:
    assert spark([Decimal(one) for one in figures]) == bars


def test_gains_over_time_are_those_that_the_customer_confirmed() -> None:
    story = given(seller("account.open", title="Acme", currency="EUR"))
    for number, (year, gain, other) in enumerate(((2023, 80, 90), (2024, 120, 90), (2025, 150, 100)), 1):
        story.and_given(
            seller("account.gain", period=str(year), value=str(gain), method="their books"),
            seller("account.alternative", who="Initech", period=str(year), gain=str(other), source="an offer"),
        )
        if year != 2025:
            story.and_given(customer("account.confirm", figure=f"gain-{number}"))
    (page,) = folded(ACCOUNT, story.facts).values()
    told = dict(account_lines(page, DAY))
    assert list(ACCOUNT.course(page)) == [80, 120]
    assert told["gain over time"] == "from 80 EUR in 2023 to 120 EUR in 2024 · 40 EUR more than in 2023 · ▅█"
    assert told["relative gain over time"] == "from -10 EUR in 2023 to 30 EUR in 2024 · ▁█"


def test_progress_has_its_figures_beside_the_latest() -> None:
    story = given(agreed(), measured("14", period="2026-01"), measured("7", period="2026-02"))
    (page,) = folded(ACCOUNTABILITY, story.facts).values()
    assert dict(lines(page, DAY))["o-1 progress"].endswith("last measured 7, for 2026-02, by the seller · █▄")


def test_support_is_told_by_the_quarter() -> None:
    assert spark(SUPPORT.course(supported(*HOURS))) == "▄▄▄▅▆▆▇█"
