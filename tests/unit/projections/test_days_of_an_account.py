"""On which day a word of an account counts, and what is not there on the day that is asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.account.confirming import FigureConfirmed
from domain.account.ways import WayMatched, WayToHelpNamed
from projections.account import ACCOUNT, Account
from projections.gains import GAINS, Period
from projections.gives import GIVES
from projections.ways import WAYS
from tests.pages import lines
from tests.spec import Story, customer, given, seller
from tests.unit.projections.given import folded

BEGAN = "2022-01-01T00:00:00Z"
WAY = {"says": "faster calls", "mechanism": "nobody waits", "amount": "900"}


def opened(zone: str = "UTC") -> Story:
    return given(seller("account.open", title="Acme", currency="EUR", time_zone=zone, recorded=BEGAN))


def account(story: Story, *without: type[Any]) -> Account:
    """The account by its facts, but for those of these kinds."""
    (page,) = folded(ACCOUNT, [one for one in story.facts if not isinstance(one.fact, without)]).values()
    return page


@pytest.mark.parametrize(
    ("zone", "day", "expires"),
    [
        ("UTC", "2025-08-05", "2026-08-05"),
        ("Europe/Berlin", "2025-08-06", "2026-08-06"),
        ("America/New_York", "2025-08-05", "2026-08-05"),
    ],
)
def test_a_moment_is_the_day_that_it_was_for_both_parties(zone: str, day: str, expires: str) -> None:
    said = {"recorded": "2025-08-05T23:30:00Z"}
    story = opened(zone).and_given(customer("account.way", **WAY, **said))
    story.and_given(seller("account.give", kind="help", says="a day", **said))
    (way,) = folded(WAYS, story.facts).values()
    (give,) = folded(GIVES, story.facts).values()
    assert (way.expires_on, give.day) == (expires, day)
    assert f"on {day}" in dict(lines(account(story), date(2026, 1, 1)))["give-1"]


def test_a_correction_counts_on_the_day_that_what_it_corrects_does() -> None:
    """`2022` recorded in September counts in September; corrected a year later, it does so still."""
    estimated = {"who": "Initech", "period": "2022", "gain": "90", "source": "an offer", "occurred_at": "2022"}
    story = opened().and_given(
        seller("account.alternative", recorded="2022-09-19T10:00:00Z", **estimated),
        seller("account.correct", corrects="alternative-1", value="95", why="misread", recorded="2023-09-20T10:00:00Z"),
    )
    (period,) = folded(GAINS, story.facts).values()
    assert isinstance(period, Period)
    assert (period.best, period.best_day) == (95, "2022-09-19")
    assert story.facts[-1].entry.occurred_at == "2022-09-19"


def test_what_names_something_that_is_not_there_is_left_out_and_counted() -> None:
    story = opened().and_given(
        seller("account.way", **WAY, unmatched=True),
        customer("account.confirm", figure="way-1"),
        seller("account.match", way="way-1", who="Initech"),
        seller("account.correct", corrects="way-1", value="800", why="a typing error"),
    )
    assert account(story).left_out == 0
    page = account(story, WayToHelpNamed)
    assert page.left_out == 3
    assert dict(lines(page, date(2026, 1, 1)))["left out"] == "3 facts that name what is not there yet"
    assert account(story, WayToHelpNamed, FigureConfirmed).left_out == 2
    one = account(story, WayToHelpNamed, FigureConfirmed, WayMatched)
    assert dict(lines(one, date(2026, 1, 1)))["left out"] == "1 fact that names what is not there yet"


def test_a_month_is_never_set_beside_a_year() -> None:
    story = opened()
    story.clock.tick(86400 * 365 * 4)
    for period, value in (("2023", "100"), ("2024", "120"), ("2025-01", "11"), ("2025-02", "12")):
        story.and_given(customer("account.gain", period=period, value=value, method="their books"))
    page = account(story)
    assert (page.latest_gain, page.change) == (12, 1)
    assert dict(lines(page, date(2026, 1, 1)))["gain over time"].startswith(
        "from 11 EUR in 2025-01 to 12 EUR in 2025-02 · 1 EUR more than in 2025-01 · "
    )
