"""The success report is computed from what was measured, in the rhythm of the terms (text 002)."""

from __future__ import annotations

from datetime import date
from typing import Any

from domain.engagement.reporting import SuccessReported
from domain.errors import Invalid, NotNow, NotYourWord, Unknown
from projections.accountability import ACCOUNTABILITY
from projections.accountability.reading import overdue
from projections.success import NEVER, SUCCESS, rank
from projections.success.rows import Success
from tests.spec import (
    COUNT,
    TARGET,
    Said,
    Story,
    agreed,
    agrees,
    customer,
    fact,
    given,
    measured,
    on_behalf,
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
        fact(SuccessReported, kind="count", standing=1, confirmed=1, in_dispute=1)
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


MONTHLY: dict[str, Any] = {**TARGET, "measured": {"how": "export", "every": "month"}}


def reagreed(terms: dict[str, Any], version: int = 2, on: str = "2026-03-01") -> tuple[Said, Said]:
    return (
        seller("outcome.propose", outcome="o-1", terms=terms, why="as it is now", occurred_at=on),
        customer("outcome.agree", outcome="o-1", version=version, occurred_at=on),
    )


def test_what_was_due_after_a_report_stays_due_when_a_new_version_is_agreed() -> None:
    story = given(agreed(QUARTERLY), REPORT, reagreed({**QUARTERLY, "says": "within a week"}))
    assert (late(story, date(2030, 1, 1)), told(story).due) == (["2026-04-30"], "2026-04-30")
    story.and_given(reagreed(TARGET, version=3))
    assert (late(story, date(2030, 1, 1)), told(story).due) == (["2026-04-30"], "2026-04-30")


def test_a_rhythm_agreed_after_a_report_without_one_is_not_put_off_by_the_next_version() -> None:
    signs = customer("outcome.agree", outcome="o-1", version=1, occurred_at="2026-01-10")
    first = (proposed(TARGET, occurred_at="2026-01-10"), signs)
    story = given(opened(), first, REPORT, reagreed(MONTHLY, on="2026-02-10"), reagreed(MONTHLY, version=3))
    assert (late(story, date(2030, 1, 1)), told(story).due) == (["2026-03-10"], "2026-03-10")


def test_a_quicker_rhythm_that_is_agreed_after_a_report_counts_from_its_agreement() -> None:
    story = given(agreed(QUARTERLY), REPORT, reagreed(MONTHLY))
    assert (late(story, date(2030, 1, 1)), told(story).due) == (["2026-04-01"], "2026-04-01")


def test_an_outcome_is_listed_with_its_first_report_due_once_it_is_agreed() -> None:
    story = given(opened(), proposed(QUARTERLY))
    assert (told(story).due, rank(told(story))) == (None, None)
    story.and_given(agrees())
    found = told(story)
    assert (found.every, found.last, found.due, rank(found)) == ("quarter", None, "2026-06-01", (False, "2026-06-01"))


def test_what_has_no_rhythm_is_listed_once_it_was_reported() -> None:
    story = given(agreed(TARGET))
    assert rank(told(story)) is None
    assert rank(told(story.and_given(REPORT))) == (True, NEVER)


def test_no_report_is_due_of_what_ended_or_is_closed_until_it_goes_on() -> None:
    ended = given(agreed(QUARTERLY), seller("outcome.end", outcome="o-1", why="no more need"))
    assert (told(ended).due, rank(told(ended))) == (None, None)
    closed = given(agreed(QUARTERLY), REPORT, seller("engagement.close", why="a pause"))
    assert (told(closed).due, rank(told(closed))) == (None, (True, NEVER))
    assert told(closed.and_given(seller("engagement.reopen", why="it goes on"))).due == "2026-04-30"


def test_a_new_version_says_nothing_of_the_reports_until_it_is_agreed() -> None:
    story = given(agreed(QUARTERLY), REPORT, reagreed(MONTHLY)[0])
    assert (told(story).version, told(story).every, told(story).due) == (1, "quarter", "2026-04-30")


def test_an_agreement_that_the_customer_denies_makes_no_report_due() -> None:
    story = given(opened(), proposed(QUARTERLY), on_behalf(agrees()))
    assert told(story).due == "2026-06-01"
    denies = customer("word.disown", version=3, why="I never agreed")
    assert (told(story.and_given(denies)).due, rank(told(story))) == (None, None)
