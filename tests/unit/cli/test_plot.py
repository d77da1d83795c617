"""A page's figures as a picture: gains, progress and the budget with their intervals, the same bytes each time."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from cli.plot import Bar, Chart, charts, drawn, write
from domain.errors import Invalid
from projections.account import ACCOUNT
from projections.accountability import ACCOUNTABILITY
from tests.spec import TARGET, agreed, customer, given, measured, on_behalf, opened, proposed, seller
from tests.unit.domain.test_budget import HOURS, supported
from tests.unit.projections.given import folded

DAY = date(2024, 12, 31)
YEARS = [
    Chart(
        "Acme",
        "EUR",
        [
            ("gain", [Bar("2023", 80000, 70000, 90000), Bar("2024", 120000)]),
            ("relative gain", [Bar("2023", -10000), Bar("2024", None)]),
        ],
    )
]
NOTHING = [Bar("2023", None)]


def texts(svg: str) -> set[str]:
    return {(one.text or "").strip() for one in ET.fromstring(svg).iter()}


def test_gain_and_relative_gain_are_drawn_from_the_account() -> None:
    story = given(
        seller("account.open", title="Acme", currency="EUR"),
        seller("account.gain", period="2023", value="80", low="70", high="90", method="their books"),
        seller("account.alternative", who="do nothing", period="2023", gain="90", source="the year before"),
        customer("account.confirm", figure="gain-1"),
    )
    (page,) = folded(ACCOUNT, story.facts).values()
    (chart,) = charts(page, DAY)
    assert (chart.title, chart.unit) == ("Acme: gain by period, between its ends", "EUR")
    assert dict(chart.series) == {
        "gain": [Bar("2023", 80, 70, 90)],
        "relative gain": [Bar("2023", -10, -20, 0)],
        "gain, not confirmed yet": NOTHING,
        "relative gain, not confirmed yet": NOTHING,
    }


def test_a_gain_that_nobody_confirmed_is_drawn_apart() -> None:
    story = given(
        seller("account.open", title="Acme", currency="EUR"),
        seller("account.gain", period="2023", value="80", method="their books"),
    )
    (page,) = folded(ACCOUNT, story.facts).values()
    (chart,) = charts(page, DAY)
    assert [bars for _, bars in chart.series] == [NOTHING, NOTHING, [Bar("2023", 80, 80, 80)], NOTHING]


def test_the_budget_is_drawn_by_years_with_the_next_and_its_interval() -> None:
    ((_, unit, ((_, bars),)),) = charts(supported(*HOURS), DAY)
    assert unit == "hours of support"
    assert [(bar.label, bar.value) for bar in bars[:2]] == [("2023-Q1 to 2023-Q4", 60), ("2024-Q1 to 2024-Q4", 95)]
    assert bars[2].label == "next year"
    assert [round(one or 0, 1) for one in bars[2][1:]] == [130.9, 113.3, 148.5]


def test_quarters_before_the_first_whole_year_are_drawn_too() -> None:
    ((_, _, ((_, bars),)),) = charts(supported(*HOURS, 9, 9, 9), date(2025, 9, 30))
    assert [(bar.label, bar.value) for bar in bars[:3]] == [
        ("2023-Q1 to 2023-Q3", 41),
        ("2023-Q4 to 2024-Q3", 86),
        ("2024-Q4 to 2025-Q3", 55),
    ]


def test_progress_is_drawn_by_outcome_in_the_order_of_its_days() -> None:
    story = given(agreed(), measured("9", period="2026-02"), measured("12", period="2026-01", low="11", high="13"))
    (page,) = folded(ACCOUNTABILITY, story.facts).values()
    assert list(charts(page, DAY)) == [
        Chart(
            "o-1 New clients start within 5 days",
            "days",
            [("days", [Bar("baseline", 21), Bar("2026-01", 12, 11, 13), Bar("2026-02", 9, 9, 9), Bar("target", 5, 5)])],
        )
    ]


def test_two_figures_of_one_month_are_both_drawn() -> None:
    story = given(
        agreed(),
        measured("9", period="2026-01"),
        customer("result.measure", outcome="o-1", value="8", period="2026-01"),
    )
    (page,) = folded(ACCOUNTABILITY, story.facts).values()
    (chart,) = charts(page, DAY)
    assert [bar.label for bar in chart.series[0][1]] == ["baseline", "2026-01", "2026-01 (2)", "target"]


def test_outcomes_are_drawn_below_each_other_each_in_its_own_unit() -> None:
    story = given(agreed(), measured("9"), proposed({**TARGET, "metric": {**TARGET["metric"], "name": "calls"}}))
    story.and_given(
        customer("outcome.agree", outcome="o-2", version=1), seller("result.measure", outcome="o-2", value="7")
    )
    (page,) = folded(ACCOUNTABILITY, story.facts).values()
    assert [chart.unit for chart in charts(page, DAY)] == ["days", "calls"]
    svg = drawn(list(charts(page, DAY)))
    assert ET.fromstring(svg).get("height") == "800"
    assert {"days", "calls"} <= texts(svg)


def test_a_figure_that_they_deny_is_not_drawn() -> None:
    story = given(agreed(), measured("9"), on_behalf(customer("result.measure", outcome="o-1", value="1")))
    story.and_given(customer("word.disown", all=True, why="nobody measured"))
    (page,) = folded(ACCOUNTABILITY, story.facts).values()
    assert [bar.value for chart in charts(page, DAY) for _, bars in chart.series for bar in bars] == [21, 9, 5]


def test_a_picture_has_its_figures_and_intervals_and_nothing_that_is_fetched_or_tells_a_day() -> None:
    svg = drawn(YEARS)
    assert {"Acme", "2023", "2024", "gain", "relative gain"} <= texts(svg)
    assert svg.count('class="ci"') == 1
    assert "80,000" in texts(svg), "a picture that nobody can point at has its figures written in it"
    assert svg == drawn(YEARS)
    assert "<!--" not in svg
    assert "<script" not in svg
    assert date.today().isoformat() not in svg  # noqa: DTZ011 - as a comment of pygal's would tell it


def test_an_interval_lies_inside_the_picture() -> None:
    """The axis goes as far as the intervals do, and not only as the figures."""
    svg = ET.fromstring(drawn([Chart("Acme", "EUR", [("gain", [Bar("2024", 120, 60, 179)])])]))
    assert "160" in {(one.text or "").strip() for one in svg.iter()}


def test_a_page_without_figures_is_not_drawn(tmp_path: Path) -> None:
    (page,) = folded(ACCOUNTABILITY, given(opened()).facts).values()
    with pytest.raises(Invalid, match="no figures to draw"):
        write(str(tmp_path / "a.svg"), page, DAY)
    assert not (tmp_path / "a.svg").exists()


def test_where_it_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="cannot be written"):
        write(str(tmp_path / "none" / "a.svg"), supported(*HOURS), DAY)


def test_a_picture_is_named_as_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"ends in \.svg"):
        write(str(tmp_path / "a.png"), supported(*HOURS), DAY)


def test_without_pygal_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygal", None)
    with pytest.raises(Invalid, match="--extra plot"):
        drawn(YEARS)
