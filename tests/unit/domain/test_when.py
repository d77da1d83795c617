"""Dates as people know them."""

from __future__ import annotations

from datetime import date

import pytest

from domain import moments, when


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
    ["", "18", "2018-13", "2018-02-30", "2018-1", "0000", "2018-12-04T25:00Z", "2018-12-04T10",
     "2018-12-04t10:00Z", "2018-12-04 10:00:00.1234567890",
     "2018-12-04\n", "٢٠١٨", "2018-12-04T10:00:00+99:00", "+2018"],
)  # fmt: skip
def test_what_is_no_date(wrong: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 - the words are pydantic's to tell
        when.check(wrong)
    assert not {"range", "must", "timedelta"} & set(str(refusal.value).split()), "the calendar's own words"


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/Los_Angeles"])
@pytest.mark.parametrize("edge", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_the_ends_of_the_calendar_are_days_everywhere(zone: str, edge: str) -> None:
    assert when.first_day(edge, zone).isoformat() == edge[:10]


@pytest.mark.parametrize("offset", ["Z", "+00:00", "+0000", "+00"])
def test_an_instant_is_a_day_in_the_engagements_zone_however_its_offset_was_written(offset: str) -> None:
    written = f"2018-12-04T23:30:00{offset}"
    assert when.check(written) == written
    assert when.last_day(written, "Europe/Rome") == date(2018, 12, 5)
    assert when.last_day(written, "America/New_York") == date(2018, 12, 4)


def test_a_moment_with_another_offset_is_the_day_it_was_in_the_engagements_zone() -> None:
    assert when.last_day("2018-12-04T23:30:00-05:00", "Europe/Rome") == date(2018, 12, 5)
    assert when.last_day("2018-12-04T00:30:00+02:00", "UTC") == date(2018, 12, 3)


@pytest.mark.parametrize(
    "written",
    ["2025-05-13 02:10:36.000000000", "2025-05-13T02:10:36.123456789Z", "2025-05-13T02:10:36+0000", "2025-05-13 02:10",
     "2025-05-13 02:10:36.123456789+00:00"],
)  # fmt: skip
def test_what_pandas_java_and_jira_write_is_a_moment_and_stays_as_written(written: str) -> None:
    assert when.check(written) == written
    assert moments.is_moment(written)


def test_a_moment_without_an_offset_is_one_in_the_engagements_zone() -> None:
    assert when.last_day("2018-12-04 23:30:00", "Europe/Rome") == date(2018, 12, 4)
    assert moments.moment("2018-12-04 23:30:00", "Europe/Rome") == moments.moment("2018-12-04T22:30:00Z")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2025-10-26 02:30", ["2025-10-26T02:30:00+02:00", "2025-10-26T02:30:00+01:00"]),
        ("2025-03-30 02:30", ["2025-03-30T02:30:00+01:00", "2025-03-30T02:30:00+02:00"]),
        ("2025-10-26 03:30", ["2025-10-26T03:30:00+01:00"]),
        ("2025-10-26T02:30Z", ["2025-10-26T02:30Z"]),
        ("2025-10-26", ["2025-10-26"]),
    ],
)
def test_an_hour_that_is_there_twice_or_not_at_all_has_two_readings(written: str, told: list[str]) -> None:
    assert moments.readings(written, "Europe/Rome") == told


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("4.12.2018", "write 2018"),
        ("2018-12-04T10", "two digits"),
        ("2018-12-04 10:00:00 CET", "' CET' is no offset"),
        ("2018-12-04 10:00:00.1234567890", "nine digits"),
        ("2018-13", "month"),
        ("0001-01-01 00:00", "years 1 to 9999"),
    ],
)
def test_the_refusal_of_a_wrong_date_says_what_is_wrong(wrong: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        when.check(wrong)


def test_it_counts_as_its_last_day_or_the_day_it_was_recorded_if_that_is_earlier() -> None:
    assert when.counts_on("2018-12", "2019-03-01T00:00:00Z") == date(2018, 12, 31)
    assert when.counts_on("2018-12", "2018-12-10T00:00:00Z") == date(2018, 12, 10)
