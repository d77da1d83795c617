"""Dates as people know them."""

from __future__ import annotations

from datetime import date

import pytest

from domain import when


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2018", (2018, 1, 1), (2018, 12, 31)),
        ("2018-02", (2018, 2, 1), (2018, 2, 28)),
        ("2020-02", (2020, 2, 1), (2020, 2, 29)),
        ("2018-12-04", (2018, 12, 4), (2018, 12, 4)),
        ("2018-12-04T23:30:00Z", (2018, 12, 4), (2018, 12, 4)),
        ("2018-12-04T23:30+09:00", (2018, 12, 4), (2018, 12, 4)),
        ("0001", (1, 1, 1), (1, 12, 31)),
        ("9999-12", (9999, 12, 1), (9999, 12, 31)),
    ],
)
def test_a_date_lies_between_its_first_and_its_last_day(
    written: str, first: tuple[int, ...], last: tuple[int, ...]
) -> None:
    assert when.check(written) == written
    assert (when.first_day(written), when.last_day(written)) == (date(*first), date(*last))


@pytest.mark.parametrize(
    "wrong",
    ["", "18", "2018-13", "2018-02-30", "2018-1", "0000", "2018-12-04T25:00Z", "2018-12-04T10:00", "2018-12-04 10:00Z",
     "2018-12-04\n", "٢٠١٨", "2018-12-04T10:00:00+99:00", "+2018"],
)  # fmt: skip
def test_what_is_no_date(wrong: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are pydantic's to tell
        when.check(wrong)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/Los_Angeles"])
@pytest.mark.parametrize("edge", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_the_ends_of_the_calendar_are_days_everywhere(zone: str, edge: str) -> None:
    assert when.first_day(edge, zone).isoformat() == edge[:10]


def test_a_moment_in_utc_is_a_day_in_the_engagements_zone_and_one_with_its_offset_says_its_own() -> None:
    assert when.last_day("2018-12-04T23:30:00Z", "Europe/Rome") == date(2018, 12, 5)
    assert when.last_day("2018-12-04T23:30:00-05:00", "Europe/Rome") == date(2018, 12, 4)


def test_who_asks_for_a_moment_means_the_day_it_was_there_whatever_offset_they_wrote() -> None:
    assert when.asked_day("2018-12-04T23:30:00-05:00", "Europe/Rome") == date(2018, 12, 5)
    assert when.asked_day("2018-12", "Europe/Rome") == date(2018, 12, 31)


def test_it_counts_as_its_last_day_or_the_day_it_was_recorded_if_that_is_earlier() -> None:
    assert when.counts_on("2018-12", "2019-03-01T00:00:00Z") == date(2018, 12, 31)
    assert when.counts_on("2018-12", "2018-12-10T00:00:00Z") == date(2018, 12, 10)
