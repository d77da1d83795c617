"""The success report is computed from what was measured, in the rhythm of the terms (text 002)."""

from __future__ import annotations

from datetime import date
from typing import Any

from domain.engagement.reporting import SuccessReported
from domain.errors import Invalid, NotNow, NotYourWord, Unknown
from projections.accountability import ACCOUNTABILITY
from projections.accountability.reading import overdue
from projections.success import SUCCESS, Success
from tests.spec import (
    COUNT,
    TARGET,
    Said,
    Story,
    agreed,
    customer,
    fact,
    given,
    measured,
    opened,
    proposed,
    reached,
    seller,
)
from tests.unit.projections.given import folded

QUARTERLY: dict[str, Any] = {**TARGET, "measured": {"how": "export", "every": "quarter"}}
REPORT = seller("outcome.report", outcome="o-1", occurred_at="2026-01-31")


def told(story: Story) -> Success:
    (found,) = folded(SUCCESS, story.facts).values()
    return found


def figure(value: str, period: str) -> Said:
    return customer("result.measure", outcome="o-1", value=value, period=period)


def late(story: Story, day: date) -> list[str]:
    (page,) = folded(ACCOUNTABILITY, story.facts).values()
    return [due.by for due in overdue(page, day) if due.what == "success report"]


def test_the_rows_are_what_was_measured_since_the_report_before() -> None:
    story = given(agreed(QUARTERLY), figure("12", "2025-11"), figure("9", "2025-10"), REPORT)
    assert [(str(row.value), row.period, row.by) for row in told(story).reports[0].rows] == [
        ("9", "2025-10", "customer"),
        ("12", "2025-11", "customer"),
    ]
    story.and_given(measured("7", period="2025-12"), REPORT)
    assert [str(row.value) for row in told(story).reports[1].rows] == ["7"]


def test_a_figure_that_was_corrected_since_is_reported_again() -> None:
    correct = customer("result.correct-measurement", corrects=4, value="11", why="two were counted twice")
    story = given(agreed(QUARTERLY), figure("12", "2025-11"), REPORT, correct, REPORT)
    assert [[str(row.value) for row in report.rows] for report in told(story).reports] == [["12"], ["11"]]


def test_nobody_types_a_row() -> None:
    rows = [{"period": "2026-01", "value": "5"}]
    given(agreed(QUARTERLY)).when(seller("outcome.report", outcome="o-1", rows=rows)).then_refuses(Invalid)


def test_nothing_measured_is_reported_as_nothing() -> None:
    given(agreed(QUARTERLY)).when(REPORT).then(fact(SuccessReported, rows=(), standing=0))


def test_a_count_reports_the_results_that_stand() -> None:
    tickets = [reached(reference=f"T-{n}") for n in range(3)]
    confirms = customer("result.confirm", outcome="o-1", reference="T-0")
    disputes = customer("result.dispute", outcome="o-1", reference="T-1", why="it broke again")
    retracts = seller("result.retract", outcome="o-1", reference="T-2", why="it did not hold")
    given(agreed(COUNT), tickets, confirms, disputes, retracts).when(REPORT).then(
        fact(SuccessReported, kind="count", standing=2, confirmed=1, in_dispute=1)
    )


def test_the_seller_reports_on_what_was_agreed() -> None:
    given(opened()).when(REPORT).then_refuses(Unknown)
    given(opened(), proposed(QUARTERLY)).when(REPORT).then_refuses(NotNow)
    given(agreed(QUARTERLY)).when(customer("outcome.report", outcome="o-1")).then_refuses(NotYourWord)


def test_each_report_says_when_the_next_is_due_and_a_late_one_shows_by_itself() -> None:
    story = given(agreed(QUARTERLY), REPORT)
    assert told(story).due == "2026-04-30"
    assert late(story, date(2026, 4, 30)) == []
    assert late(story, date(2026, 5, 1)) == ["2026-04-30"]


def test_the_first_report_is_due_one_rhythm_after_the_agreement() -> None:
    (first,) = late(given(agreed(QUARTERLY)), date(2030, 1, 1))
    assert first == "2026-06-01"


def test_without_a_rhythm_no_report_is_ever_late() -> None:
    assert late(given(agreed(TARGET)), date(2030, 1, 1)) == []


def test_a_late_report_stays_due_when_a_new_version_is_agreed() -> None:
    story = given(
        opened(),
        seller("outcome.propose", terms=QUARTERLY, occurred_at="2025-01-31"),
        customer("outcome.agree", outcome="o-1", version=1, occurred_at="2025-01-31"),
    )
    assert late(story, date(2025, 5, 1)) == ["2025-04-30"]
    story.and_given(
        seller("outcome.propose", outcome="o-1", terms={**QUARTERLY, "says": "within a week"}, why="a holiday"),
        customer("outcome.agree", outcome="o-1", version=2),
    )
    assert late(story, date(2030, 1, 1)) == ["2025-04-30"]
    assert late(story.and_given(REPORT), date(2026, 4, 30)) == []
