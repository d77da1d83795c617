"""A picture's figures as a table."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.pictures import hard, months, picture, series, year
from projections.pages.language import ENGLISH
from projections.pages.picture import Picture
from projections.pages.tables import table


def test_each_figure_stands_beside_its_period_with_between_what_it_lies() -> None:
    found = table(ENGLISH, picture(months(12, None, 9)))
    assert found.heads == ("Period", "days")
    assert found.rows == (("2026-01", "12 (10.8 to 13.2)"), ("2026-02", "not measured"), ("2026-03", "9 (8.1 to 9.9)"))
    assert found.caption == "o-1 A new client starts within five days (days)"


def test_a_period_that_one_series_alone_knows_leaves_the_others_cell_empty() -> None:
    gains = Picture(
        "g", "gain by year", "EUR", (series("a", year(2021, 5), year(2022, 6)), series("b", year(2022, 1))), ""
    )
    assert table(ENGLISH, gains).rows == (("2021", "5", ""), ("2022", "6", "1"))


def test_what_was_measured_twice_on_a_day_is_two_rows() -> None:
    (twice,) = hard()["case-same-day"]
    assert [row[1] for row in table(ENGLISH, twice).rows] == ["9", "8", "7"]


def test_what_is_to_be_known_of_a_figure_stands_with_it() -> None:
    unconfirmed = Picture("g", "gain", "EUR", (series("gain", replace(year(2024, 5), confirmed=False)),), "")
    assert table(ENGLISH, unconfirmed).rows == (("2024", "5, not confirmed by the customer yet"),)
