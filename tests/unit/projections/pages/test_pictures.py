"""Which pictures a page has: the course of each outcome, a customer's gains, support by the year and the next."""

from __future__ import annotations

from datetime import date

import pytest

from projections.account import ACCOUNT
from projections.accountability import ACCOUNTABILITY
from projections.pages.captions import figure, figures
from projections.pages.language import ENGLISH
from projections.pages.picture import Picture, Point
from projections.pages.pictures import pictures
from tests.spec import TARGET, Story, agreed, customer, given, measured, on_behalf, opened, proposed, seller
from tests.unit.domain.test_budget import HOURS, supported
from tests.unit.projections.given import folded

DAY = date(2024, 12, 31)
GAIN = {"method": "their books"}


def progress(story: Story) -> list[Picture]:
    (page,) = folded(ACCOUNTABILITY, story.facts).values()
    return pictures(page, DAY)


def gains(*lines: object) -> list[Picture]:
    story = given(seller("account.open", title="Acme", currency="EUR"), *lines)
    (page,) = folded(ACCOUNT, story.facts).values()
    return pictures(page, DAY)


def course(picture: Picture) -> dict[str, list[tuple[str, float | None]]]:
    return {series.name: [(point.label, point.value) for point in series.points] for series in picture.series}


def says(picture: Picture) -> set[str]:
    return {note.mark for note in picture.notes}


def test_gain_and_relative_gain_are_drawn_from_the_account_between_their_ends() -> None:
    (picture,) = gains(
        seller("account.gain", period="2023", value="80", low="70", high="90", **GAIN),
        seller("account.alternative", who="do nothing", period="2023", gain="90", source="the year before"),
        customer("account.confirm", figure="gain-1"),
    )
    assert (picture.title, picture.unit) == ("Acme: gain by year", "EUR")
    assert course(picture) == {"gain": [("2023", 80)], "relative gain": [("2023", -10)]}
    assert [point.interval for point in picture.points] == [(70, 90), (-20, 0)]
    assert says(picture) == {"between"}


def test_a_gain_that_nobody_confirmed_is_marked_and_explained() -> None:
    (picture,) = gains(seller("account.gain", period="2023", value="80", **GAIN))
    assert course(picture) == {"gain": [("2023", 80)]}
    assert [point.confirmed for point in picture.points] == [False]
    assert says(picture) == {"unconfirmed"}
    assert "not confirmed by the customer yet" in picture.summary


def test_a_year_without_a_gain_stays_a_gap() -> None:
    (picture,) = gains(
        seller("account.gain", period="2021", value="80", **GAIN),
        seller("account.alternative", who="do nothing", period="2022", gain="90", source="the year before"),
        seller("account.gain", period="2023", value="90", **GAIN),
    )
    assert course(picture)["gain"] == [("2021", 80), ("2022", None), ("2023", 90)]
    assert [len(run) for run in picture.series[0].runs()] == [1, 1]


def test_a_month_is_never_set_beside_a_year() -> None:
    both = gains(
        seller("account.gain", period="2022", value="80", **GAIN),
        seller("account.gain", period="2023-05", value="9", **GAIN),
    )
    assert [(one.title, course(one)["gain"]) for one in both] == [
        ("Acme: gain by year", [("2022", 80)]),
        ("Acme: gain by month", [("May 2023", 9)]),
    ]


def test_the_last_aim_is_what_gains_are_held_against() -> None:
    (picture,) = gains(
        seller("account.gain", period="2022", value="80", **GAIN),
        seller("account.aim", period="2023", value="120"),
        seller("account.aim", period="2024", value="150"),
    )
    assert picture.target is not None
    assert (picture.target.value, picture.target.by) == (150, date(2024, 12, 31))
    assert picture.target.label == "aim 150 in 2024"


def test_support_is_drawn_by_years_with_the_next_as_an_estimate() -> None:
    (picture,) = pictures(supported(*HOURS), DAY)
    assert picture.unit == "hours of support"
    *years, ahead = picture.points
    assert [(year.label, year.value, year.firm) for year in years] == [
        ("2023-Q1 to 2023-Q4", 60, True),
        ("2024-Q1 to 2024-Q4", 95, True),
    ]
    assert [round(end or 0, 1) for end in (ahead.value, ahead.low, ahead.high)] == [130.9, 113.3, 148.5]
    assert (ahead.label, ahead.begins, ahead.ends) == ("next year", date(2025, 1, 1), date(2025, 12, 31))
    assert ahead.estimated
    assert says(picture) == {"estimated"}


def test_a_year_that_lacks_quarters_is_marked_as_not_whole() -> None:
    (picture,) = pictures(supported(*HOURS, 9, 9, 9), date(2025, 9, 30))
    assert [(point.label, point.value, point.whole) for point in picture.points[:3]] == [
        ("2023-Q1 to 2023-Q3", 41, False),
        ("2023-Q4 to 2024-Q3", 86, True),
        ("2024-Q4 to 2025-Q3", 55, True),
    ]
    assert picture.points[-1].ends == date(2026, 9, 30)
    assert says(picture) == {"part", "estimated"}


def test_progress_is_drawn_by_outcome_in_the_order_of_its_days() -> None:
    (picture,) = progress(
        given(agreed(), measured("9", period="2026-02"), measured("12", period="2026-01", low="11", high="13"))
    )
    assert picture.title == "o-1 New clients start within 5 days"
    assert list(course(picture).values()) == [[("Jan 2026", 12), ("Feb 2026", 9)]]
    assert [(point.value, point.interval) for point in picture.points] == [(12, (11, 13)), (9, None)]
    assert (picture.baseline and picture.baseline.value, picture.target and picture.target.value) == (21, 5)
    assert "baseline 21" in picture.summary
    assert "Jan 2026: 12 (11 to 13)" in picture.summary


def test_a_figure_recorded_before_its_period_ended_is_of_what_there_was_of_it() -> None:
    story = given(agreed(), measured("9", period="2026"))
    (picture,) = progress(story)
    (point,) = picture.points
    assert not point.whole
    assert point.ends < date(2026, 12, 31)
    assert point.begins <= point.ends
    assert says(picture) == {"part"}


def test_outcomes_are_drawn_each_in_its_own_unit_and_none_without_figures() -> None:
    story = given(agreed(), measured("9"), proposed({**TARGET, "metric": {**TARGET["metric"], "name": "calls"}}))
    story.and_given(customer("outcome.agree", outcome="o-2", version=1))
    assert [picture.name for picture in progress(story)] == ["o-1"]
    story.and_given(seller("result.measure", outcome="o-2", value="7"))
    assert ["calls" in picture.unit for picture in progress(story)] == [False, True]


@pytest.mark.parametrize(("unit", "shown"), [("days", "mood (days)"), ("of 10", "mood (of 10)"), (None, "mood")])
def test_a_unit_stands_behind_its_metric_whatever_word_it_begins_with(unit: str | None, shown: str) -> None:
    metric = {**TARGET["metric"], "name": "mood", "unit": unit}
    (picture,) = progress(given(agreed({**TARGET, "metric": metric}), measured("9")))
    assert picture.unit == shown


def test_a_figure_that_they_deny_is_not_drawn() -> None:
    story = given(agreed(), measured("9"), on_behalf(customer("result.measure", outcome="o-1", value="1")))
    story.and_given(customer("word.disown", all=True, why="nobody measured"))
    assert [point.value for picture in progress(story) for point in picture.points] == [9]


def test_a_page_without_figures_has_no_picture() -> None:
    assert progress(given(opened())) == []
    assert gains() == []
    assert pictures(supported(), date(2023, 1, 2)) == []
    assert pictures(supported(), date(2026, 12, 31)) == [], "years of nothing noted are no years without support"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (15_711.43, "15,711"),
        (130.94, "130.9"),
        (6.25, "6.25"),
        (-10_000, "-10,000"),
        (0.0123, "0.0123"),
        (-0.0, "0"),
        (99.999, "100"),
        (1e18, "1,000,000 tn"),
    ],
)
def test_a_number_is_written_with_what_is_read_at_a_glance(value: float, written: str) -> None:
    assert figure(ENGLISH, value) == written


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ((0, 500_000, 1_000_000), ["0", "0.5 M", "1 M"]),
        ((0, 2.5e9), ["0", "2.5 bn"]),
        ((1_000_001, 1_000_002), ["1,000,001", "1,000,002"]),
        ((20_000.5, 20_001), ["20,000.5", "20,001"]),
        ((5,), ["5"]),
    ],
)
def test_no_two_numbers_beside_an_axis_read_alike(values: tuple[float, ...], written: list[str]) -> None:
    assert figures(ENGLISH, values) == written


def test_of_many_figures_the_ends_are_told_and_not_each() -> None:
    story = given(agreed(), *(measured(str(40 - at), period=f"2025-{at % 12 + 1:02}") for at in range(13)))
    (picture,) = progress(story)
    assert "13 figures: first" in picture.summary
    assert picture.summary.count(";") == 3


def test_a_point_is_firm_only_as_a_whole_confirmed_figure() -> None:
    usual = Point("2024", date(2024, 1, 1), DAY, 1.0)
    assert usual.firm
    assert not Point("2024", date(2024, 1, 1), DAY, 1.0, whole=False).firm
    assert not Point("2024", date(2024, 1, 1), DAY, 1.0, estimated=True).firm
    assert not Point("2024", date(2024, 1, 1), DAY, 1.0, confirmed=False).firm
