"""Next year's support from the whole quarters that are known (text 004), by the constructed example of domain 1.4."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from projections.pages.language import ENGLISH
from projections.pages.support import spans
from projections.support import SUPPORT, Support
from projections.support.estimate import estimate, student, whole_quarters
from tests.pages import lines
from tests.spec import Said, Story, agreed, agrees, customer, given, on_behalf, proposed, seller
from tests.unit.domain.test_requests import HOURLY
from tests.unit.projections.given import folded

HOURS = (12, 15, 14, 19, 21, 20, 26, 28)
# The upper 2.5 % points of NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2.
TABLE = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 10: 2.228, 15: 2.131, 30: 2.042, 100: 1.984}


def supported(*hours: int, opened: str = "2023-01-01", topics: tuple[str, ...] = ("mail",)) -> Support:
    """An engagement at 120 an hour, and one support a quarter from the beginning of 2023."""
    (support,) = folded(SUPPORT, given(begun(opened), *_each(hours, topics)).facts).values()
    return support


def begun(on: str = "2023-01-01") -> list[Said]:
    """An engagement that was opened, and its terms agreed, on that day."""
    return [replace(word, fields={**word.fields, "occurred_at": on}) for word in agreed(HOURLY)]


def _each(hours: tuple[int, ...], topics: tuple[str, ...]) -> list[Said]:
    return [
        seller(
            "work.support",
            hours=str(one),
            topic=topics[at % len(topics)],
            occurred_at=f"{2023 + at // 4}-{at % 4 * 3 + 2:02}-15",
        )
        for at, one in enumerate(hours)
        if one
    ]


def quarters(hours: tuple[int, ...], *missing: str) -> list[tuple[str, int]]:
    """From the beginning of 2023, but for those that are missing."""
    named = [(f"{2023 + at // 4}-Q{at % 4 + 1}", one) for at, one in enumerate(hours)]
    return [one for one in named if one[0] not in missing]


def page(support: Support, day: str) -> dict[str, str]:
    return dict(lines(support, date.fromisoformat(day)))


def test_the_constructed_example_gives_its_hours_interval_and_budget() -> None:
    found = estimate(quarters(HOURS))
    assert found is not None
    assert [round(one, 1) for one in found.quarters] == [29.4, 31.6, 33.8, 36.1]
    assert (round(found.whole, 1), round(found.low, 1), round(found.high, 1)) == (130.9, 113.3, 148.5)
    assert (round(found.deviation, 2), found.same_as_last_year) == (1.62, 95)


def test_a_line_that_falls_below_zero_counts_as_no_hours() -> None:
    found = estimate(quarters((9, 7, 4, 2)))
    assert found is not None
    assert (found.quarters, found.whole, found.low) == ((0, 0, 0, 0), 0, 0)
    assert found.high >= found.whole


def test_the_page_says_method_inputs_and_interval_beside_the_same_as_last_year() -> None:
    told = page(supported(*HOURS), "2024-12-31")
    assert told["next year"].startswith("130:56 h (113:20 to 148:31 in 95 of 100 such years)")
    assert (told["same as last year"], told["budget"]) == ("95:00 h", "15,711 EUR at 120 EUR an hour")
    assert "2023-Q1 to 2024-Q4: 12:00, 15:00, 14:00, 19:00, 21:00, 20:00, 26:00, 28:00" in told["method"]


def test_fewer_than_four_whole_quarters_are_too_little_history() -> None:
    assert page(supported(*HOURS), "2023-12-30")["next year"].startswith("too little history: 3 whole quarters")
    assert page(supported(*HOURS), "2023-12-31")["next year"].startswith("92:00 h")


def test_only_whole_quarters_count_and_one_without_support_counts_as_none_given() -> None:
    late = supported(*HOURS, opened="2023-01-02")
    assert whole_quarters(late, date(2025, 6, 30))[0] == ("2023-Q2", 15 * 60)
    assert whole_quarters(late, date(2025, 6, 30))[-2:] == [("2025-Q1", 0), ("2025-Q2", 0)]


def test_an_engagement_that_is_closed_has_no_quarters_after_it() -> None:
    closed = seller("engagement.close", why="they moved", occurred_at="2024-02-10")
    (support,) = folded(SUPPORT, given(begun(), *_each(HOURS[:4], ("mail",)), closed).facts).values()
    assert [name for name, _ in whole_quarters(support, date(2025, 6, 30))][-1] == "2023-Q4"


def test_topics_stand_under_their_quarter_and_a_correction_counts_once() -> None:
    support = supported(3, 4, topics=("mail", "printers"))
    assert support.topics == {"2023-Q1": {"mail": 180}, "2023-Q2": {"printers": 240}}
    story = given(agreed(HOURLY), seller("work.support", hours="3", topic="mail", says="constructed"))
    story.and_given(seller("work.correct", corrects=4, hours="2.5", why="half an hour was another's"))
    (one,) = folded(SUPPORT, story.facts).values()
    assert (one.minutes, one.noted["4"].corrected_from[0].minutes, one.said) == (150, 180, ["constructed"])


@pytest.mark.parametrize(("degrees", "deviations"), TABLE.items())
def test_students_t_is_that_of_the_tables(degrees: int, deviations: float) -> None:
    assert round(student(degrees), 3) == deviations


def test_a_quarter_that_is_not_whole_is_shown_and_is_no_part_of_the_estimate() -> None:
    told = page(supported(*HOURS), "2024-11-30")
    assert told["2024-Q4"] == "28:00 h · mail 28:00 · not a whole quarter: no part of the estimate"
    assert told["2024-Q3"] == "26:00 h · mail 26:00"


def test_the_budget_is_at_what_the_version_in_force_asks_for_an_hour() -> None:
    """Not at one that they deny having agreed, nor at that of a version which another has replaced."""

    def rate(story: Story) -> Decimal | None:
        (support,) = folded(SUPPORT, story.facts).values()
        return support.rate

    dearer = {**HOURLY, "price": [{"form": "per-unit", "amount": "150", "unit": "hour"}]}
    fixed = {**HOURLY, "worth": {"low": "9000", "high": "9000"}, "matters": "they wait", "price": [{"amount": "4000"}]}
    story = given(agreed(HOURLY), proposed(dearer, outcome="o-1", why="nights too"))
    assert rate(story) == 120
    story.and_given(on_behalf(agrees(2)))
    assert rate(story) == 150
    story.and_given(customer("word.disown", all=True, why="we did not"))
    assert rate(story) == 120
    story.and_given(proposed(fixed, outcome="o-1", why="for the result"), agrees(3))
    assert rate(story) is None


def test_support_that_is_older_than_the_engagement_here_is_history_too() -> None:
    support = supported(*HOURS, opened="2025-02-01")
    assert next(name for name, _ in whole_quarters(support, date(2024, 12, 31))) == "2023-Q1"
    assert "130:56 h" in page(support, "2024-12-31")["next year"]


def test_a_time_in_which_it_was_closed_is_no_time_without_need() -> None:
    closed = seller("engagement.close", why="paused", occurred_at="2024-01-01")
    again = seller("engagement.reopen", why="on again", occurred_at="2025-10-01")
    story = given(begun(), *_each(HOURS[:4], ("mail",)), closed, again)
    (support,) = folded(SUPPORT, story.facts).values()
    known = [name for name, _ in whole_quarters(support, date(2025, 12, 31))]
    assert known == ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2025-Q4"]
    told = page(support, "2025-12-31")
    assert "over 5 whole quarters, 2023-Q1 to 2023-Q4, 2025-Q4: 12:00, 15:00, 14:00, 19:00, 0:00" in told["method"]
    assert told["same as last year"] == "48:00 h · 2023-Q2 to 2023-Q4, 2025-Q4"


def test_a_quarter_that_is_missing_moves_no_other() -> None:
    """What lies on a line goes on along it, whichever quarters of it are known."""
    line = tuple(range(10, 42, 4))
    whole, parts = estimate(quarters(line)), estimate(quarters(line, "2023-Q2", "2023-Q3", "2024-Q2"))
    assert whole is not None
    assert parts is not None
    assert [round(one, 6) for one in parts.quarters] == [round(one, 6) for one in whole.quarters] == [42, 46, 50, 54]
    assert spans(ENGLISH, ["2023-Q1", "2023-Q4", "2024-Q1", "2024-Q3"]) == "2023-Q1, 2023-Q4 to 2024-Q1, 2024-Q3"


def test_silence_is_told_for_nothing_noted_is_not_nothing_needed() -> None:
    told = page(supported(*HOURS), "2025-06-30")
    assert (
        told["silence"]
        == "none noted since 2024-Q4: 2 quarters counted as no need. If notes ended then: --on 2024-12-31"
    )
    assert "silence" not in page(supported(*HOURS), "2024-12-31")
    assert "silence" not in page(supported(3, 0, 0, 5), "2023-11-30"), "it was noted again since"


def test_closed_and_reopened_on_one_day_is_closed_for_none() -> None:
    closed = seller("engagement.close", why="by mistake", occurred_at="2023-05-05")
    again = seller("engagement.reopen", why="it goes on", occurred_at="2023-05-05")
    (support,) = folded(SUPPORT, given(begun(), closed, again).facts).values()
    assert [name for name, _ in whole_quarters(support, date(2023, 6, 30))] == ["2023-Q1", "2023-Q2"]


def test_support_that_was_taken_out_begins_nothing() -> None:
    mistaken = seller("work.support", hours="3", topic="mail", occurred_at="2020-02")
    story = given(seller("engagement.open", **{**agreed()[0].fields, "occurred_at": "2025-01-01"}), mistaken)
    story.and_given(seller("work.correct", corrects=2, hours="0", why="it was another's"))
    (support,) = folded(SUPPORT, story.facts).values()
    assert support.begins == "2025-01-01"
    assert page(support, "2026-12-31")["next year"] == "no support was noted yet", "and nothing is estimated from it"
