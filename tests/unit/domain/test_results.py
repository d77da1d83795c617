"""Results and payments: measured, reached, confirmed, disputed, retracted, corrected (table 0.1)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from domain.engagement import opening
from domain.engagement.measuring import MeasurementCorrected, ResultMeasured
from domain.engagement.outcome import OutcomeAgreed, OutcomeEnded
from domain.engagement.payments import PaymentCorrected, PaymentNoted
from domain.engagement.reaching import ResultReached
from domain.engagement.results import ResultConfirmed, ResultCorrected, ResultDidNotHold
from domain.engagement.shared.disputing import ResultDisputed
from domain.errors import (
    AlreadyStands,
    EngagementClosed,
    FutureDate,
    Interval,
    Invalid,
    MoreThanStands,
    NotMeasured,
    NotNow,
    NotYourWord,
    PastDate,
    ReachedSince,
    TargetNotMet,
    Unknown,
)
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
    witness,
)

TICKET = reached(reference="T-1")
CONFIRM = customer("result.confirm", outcome="o-1", reference="T-1")
DISPUTE = customer("result.dispute", outcome="o-1", reference="T-1", why="it is back")
RETRACT = seller("result.retract", outcome="o-1", reference="T-1", why="it did not hold")
AGAIN = proposed(outcome="o-1", why="more")
END = seller("outcome.end", outcome="o-1", why="enough")
MISS = seller("outcome.miss", outcome="o-1", why="late", recorded="2026-12-16T08:00:00+00:00")


def by(day: str) -> dict[str, Any]:
    return {**TARGET, "metric": {**TARGET["metric"], "by": day}}


def outcome(story: Story) -> str:
    return story.state.outcomes["o-1"].status


def result(story: Story, reference: str = "T-1") -> tuple[str, int]:
    found = story.state.results["o-1", reference]
    return found.status, found.quantity


@pytest.mark.parametrize("side", [seller, customer, witness])
def test_anybody_measures_what_is_agreed(side) -> None:
    said = side("result.measure", outcome="o-1", value="7", low="6", high="8", period="2026-02")
    told = {"value": "7", "low": "6", "high": "8", "period": "2026-02", "method": "CRM export", "version": 1}
    given(agreed()).when(said).then(fact(ResultMeasured, **told))


@pytest.mark.parametrize("rest", [(measured(), reached()), (MISS,), (END,), (seller("engagement.close", why="x"),)])
def test_it_is_measured_later_too(rest: tuple[Said, ...]) -> None:
    given(agreed(), rest).when(measured("7")).then(fact(ResultMeasured, low="7", high="7"))


def test_nothing_is_measured_before_it_is_agreed() -> None:
    given(opened(), proposed()).when(measured()).then_refuses(NotNow)


@pytest.mark.parametrize("ends", [{"low": "6"}, {"high": "4"}, {"low": "4", "high": "4.9"}])
def test_a_figure_lies_in_its_own_interval(ends: dict[str, str]) -> None:
    given(agreed()).when(measured("5", **ends)).then_refuses(Interval)


def test_a_figure_is_of_a_period_that_has_begun() -> None:
    given(agreed()).when(measured("5", period="2027")).then_refuses(FutureDate)


@pytest.mark.parametrize("side", [seller, customer])
def test_a_target_is_reached_by_a_measurement(side) -> None:
    story = given(agreed(), measured()).when(side("result.reach", outcome="o-1"))
    story.then(fact(ResultReached, reference="v1", quantity=1, measurement=4, version=1))
    assert outcome(story) == "reached"
    assert result(story, "v1")[0] == ("confirmed" if side is customer else "reached")


def test_the_latest_measurement_is_cited_unless_another_is() -> None:
    story = given(agreed(), measured("4", period="2026-01"), measured("7", period="2026-02"))
    story.when(reached()).then_refuses(TargetNotMet)
    story.when(reached(measurement=9)).then_refuses(NotMeasured)
    story.when(reached(measurement=4)).then(fact(ResultReached, measurement=4))


def test_a_target_is_not_reached_by_a_claim() -> None:
    given(agreed()).when(reached()).then_refuses(NotMeasured)


def test_a_measurement_of_another_version_says_nothing_of_this_one() -> None:
    early = measured(occurred_at="2026-02-28")
    given(agreed(), early, AGAIN, agrees(2)).when(reached()).then_refuses(NotMeasured)


def test_an_interval_across_the_target_reaches_it() -> None:
    given(agreed(), measured("5", low="4", high="6")).when(reached()).then(fact(ResultReached))


def test_december_is_past_the_fifteenth_of_december_and_not_past_its_last_day() -> None:
    december = measured(period="2018-12")
    given(agreed(by("2018-12-15")), december).when(reached()).then_refuses(PastDate)
    given(agreed(by("2018-12-31")), december).when(reached()).then(fact(ResultReached))


def test_a_period_that_goes_on_counts_on_the_day_it_was_recorded() -> None:
    early = measured(period="2026-12", recorded="2026-12-10T08:00:00+00:00")
    given(agreed(by("2026-12-15")), early).when(reached()).then(fact(ResultReached))


def test_a_corrected_figure_still_counts_on_its_day() -> None:
    early = measured("5", period="2026-12", recorded="2026-12-10T08:00:00+00:00")
    wrong = seller(
        "result.correct-measurement", corrects=4, value="4", why="typo", recorded="2027-01-10T08:00:00+00:00"
    )
    given(agreed(by("2026-12-15")), early, wrong).when(reached()).then(fact(ResultReached, measurement=4))


def test_what_was_missed_is_reached_by_a_measurement_of_then() -> None:
    story = given(agreed(), MISS, measured(period="2026-12-15")).when(reached()).then(fact(ResultReached))
    assert outcome(story) == "reached"


@pytest.mark.parametrize("rest", [(END,), (measured(), reached())], ids=["ended", "reached"])
def test_a_target_is_reached_while_it_is_agreed_or_missed(rest: tuple[Said, ...]) -> None:
    given(agreed(), rest).when(reached()).then_refuses(NotNow)


def test_reached_did_not_hold_agreed_again_reached_again() -> None:
    story = given(agreed(), measured(), reached())
    story.when(seller("result.retract", outcome="o-1", why="it came back"))
    story.then(fact(ResultDidNotHold, reference="v1", quantity=1))
    assert outcome(story) == "agreed"
    story.when(reached()).then(fact(ResultReached, reference="v1"))
    assert outcome(story) == "reached"


def test_a_result_of_an_earlier_version_that_did_not_hold_leaves_the_version_in_force() -> None:
    story = given(agreed(), measured(), reached(), AGAIN, agrees(2), measured("4"), reached())
    story.when(seller("result.retract", outcome="o-1", reference="v1", why="it came back")).then(fact(ResultDidNotHold))
    assert outcome(story) == "reached"


@pytest.mark.parametrize("side", [seller, customer])
def test_each_unit_of_a_count_is_a_result(side) -> None:
    story = given(agreed(COUNT)).when(side("result.reach", outcome="o-1", reference="T-1", quantity=3))
    story.then(fact(ResultReached, reference="T-1", quantity=3, measurement=None))
    assert (outcome(story), result(story)[1]) == ("agreed", 3)


@pytest.mark.parametrize("told", [{}, {"reference": "T-1", "measurement": 1}], ids=["no reference", "a measurement"])
def test_a_unit_of_a_count_has_a_reference_and_cites_no_measurement(told: dict[str, Any]) -> None:
    given(agreed(COUNT)).when(reached(**told)).then_refuses(Invalid)


def test_a_reference_counts_once_and_again_when_the_first_did_not_hold() -> None:
    story = given(agreed(COUNT), TICKET)
    story.when(reached(reference="T-1")).then_refuses(AlreadyStands)
    story.and_given(RETRACT).when(TICKET).then(fact(ResultReached, reference="T-1"))


def test_a_count_ends_on_its_date() -> None:
    terms = {**COUNT, "metric": {**COUNT["metric"], "by": "2026-02"}}
    story = given(agreed(terms))
    story.when(reached(reference="T-1", occurred_at="2026-03-01")).then_refuses(PastDate)
    story.when(reached(reference="T-2", occurred_at="2026-02-28")).then(fact(ResultReached))


def dated(said: Said, on: str) -> Said:
    return replace(said, fields={**said.fields, "occurred_at": on})


def early(said: tuple[Said, ...]) -> tuple[Said, ...]:
    """The same, in January."""
    return tuple(dated(one, "2026-01-10") for one in said)


def test_a_count_that_ended_takes_what_was_reached_before() -> None:
    story = given(early(agreed(COUNT)), seller("outcome.end", outcome="o-1", why="enough", occurred_at="2026-02-10"))
    story.when(reached(reference="T-1", occurred_at="2026-02-11")).then_refuses(PastDate)
    story.when(reached(reference="T-1", occurred_at="2026-02-10")).then(fact(ResultReached))


def test_a_count_agreed_again_after_its_end_goes_on() -> None:
    ended = seller("outcome.end", outcome="o-1", why="enough", occurred_at="2026-02-10")
    again = (proposed(COUNT, outcome="o-1", why="on we go"), agrees(2))
    given(early(agreed(COUNT)), ended, again).when(TICKET).then(fact(ResultReached, version=2))


def test_an_agreement_an_end_and_results_are_recorded_in_the_order_in_which_they_may_have_happened() -> None:
    """Else the same dated facts would end what went on, or go on with what had ended, by the order of arrival."""
    ends = seller("outcome.end", outcome="o-1", why="enough", occurred_at="2026-02-10")
    again = proposed(COUNT, outcome="o-1", why="on we go")
    story = given(early(agreed(COUNT)), ends, again)
    for too_early in ("2026-02-09", "2026-02-10", "2026-02-10T18:00:00Z", "2026-02"):
        story.when(dated(agrees(2), too_early)).then_refuses(NotNow, "ended on 2026-02-10: terms that go on")
    story.when(dated(agrees(2), "2026-02-11")).then(fact(OutcomeAgreed))
    story = given(early(agreed(COUNT)), dated(again, "2026-02-10"), dated(agrees(2), "2026-02-10"))
    story.when(ends).then(fact(OutcomeEnded, version=2))
    story = given(early(agreed(COUNT)), dated(again, "2026-02-11"), dated(agrees(2), "2026-02-11"))
    story.when(ends).then_refuses(NotNow, "o-1 was agreed on 2026-02-11, after 2026-02-10")
    told = given(early(agreed(COUNT)), reached(reference="T-1", occurred_at="2026-02-11"))
    told.when(ends).then_refuses(NotNow, "T-1 was reached on 2026-02-11")
    told.and_given(seller("result.retract", outcome="o-1", reference="T-1", why="it came back"))
    told.when(ends).then(fact(OutcomeEnded))


def test_of_one_day_an_agreement_and_an_end_are_taken_in_the_order_of_their_hours() -> None:
    at_ten, at_three = "2026-02-10T10:00:00Z", "2026-02-10T15:00:00Z"
    ends, again = seller("outcome.end", outcome="o-1", why="enough"), proposed(COUNT, outcome="o-1", why="on we go")
    ended = given(early(agreed(COUNT)), dated(ends, at_ten), dated(again, at_ten))
    ended.when(dated(agrees(2), "2026-02-10T09:59:00Z")).then_refuses(NotNow, "or at a later hour of that day")
    ended.when(dated(agrees(2), at_three)).then(fact(OutcomeAgreed))
    anew = given(early(agreed(COUNT)), dated(again, at_ten), dated(agrees(2), at_three))
    anew.when(dated(ends, at_ten)).then_refuses(NotNow, f"o-1 was agreed on 2026-02-10, after {at_ten}")
    anew.when(dated(ends, "2026-02-10T15:01:00Z")).then(fact(OutcomeEnded, version=2))


def test_no_hour_is_left_of_a_day_on_which_it_ended_without_an_hour_unless_that_day_was_not_over() -> None:
    """Recorded the other way round, such an end ends what was agreed at that hour: it counts at the end of its day."""
    at_six = "2026-02-10T18:00:00Z"
    ends, again = seller("outcome.end", outcome="o-1", why="enough"), proposed(COUNT, outcome="o-1", why="on we go")
    told = given(early(agreed(COUNT)), dated(ends, "2026-02-10"), dated(again, at_six))
    refused = told.when(dated(agrees(2), at_six)).then_refuses(NotNow, "agreed on a later day: of that day no hour was")
    assert "later hour" not in refused.message
    told.when(dated(agrees(2), "2026-02-11T00:00:00Z")).then(fact(OutcomeAgreed))
    given(early(agreed(COUNT)), dated(again, at_six), dated(agrees(2), at_six)).when(dated(ends, "2026-02-10")).then(
        fact(OutcomeEnded, version=2)
    )
    before, *rest = early(agreed(COUNT))
    at_noon = replace(dated(ends, "2026-02-10"), recorded="2026-02-10T12:00:00+00:00")
    told = given(replace(before, recorded="2026-01-10T12:00:00+00:00"), rest, at_noon, dated(again, "2026-02-10"))
    told.when(dated(agrees(2), "2026-02-10T11:00:00Z")).then_refuses(NotNow, "or at a later hour of that day")
    later = replace(dated(agrees(2), "2026-02-10T12:30:00Z"), recorded="2026-02-10T13:00:00+00:00")
    told.when(later).then(fact(OutcomeAgreed))


@pytest.mark.parametrize("second", ["", ".0", ".000", ".000000000"])
def test_of_one_written_instant_an_end_and_a_target_reached_wait_whatever_digits_a_program_writes(second: str) -> None:
    """Only the clock gives an instant once; an export writes three digits or nine of what somebody typed as an hour."""
    instant = f"2026-02-10T10:00:00{second}Z"
    ends, again = seller("outcome.end", outcome="o-1", why="enough"), proposed(COUNT, outcome="o-1", why="on we go")
    ended = given(early(agreed(COUNT)), dated(ends, instant), dated(again, instant))
    ended.when(dated(agrees(2), instant)).then_refuses(NotNow, "or at a later hour of that day")
    there = (measured("5", occurred_at="2026-02-10T09:00:00Z"), reached(occurred_at=instant))
    told = given(early(agreed()), there, dated(proposed(outcome="o-1", why="on we go"), instant))
    told.when(dated(agrees(2), instant)).then_refuses(ReachedSince)


def test_of_two_words_that_the_clock_dates_the_one_recorded_later_is_the_later() -> None:
    again = proposed(COUNT, outcome="o-1", why="on we go")
    given(early(agreed(COUNT)), END, again).when(agrees(2)).then(fact(OutcomeAgreed, version=2))


def test_what_was_missed_goes_on_by_a_later_agreement() -> None:
    past = {**TARGET, "metric": {**TARGET["metric"], "by": "2026-01-31"}}
    missed = seller("outcome.miss", outcome="o-1", why="late", occurred_at="2026-02-10")
    story = given(early(agreed(past)), missed, proposed(past, outcome="o-1", why="on we go"))
    story.when(dated(agrees(2), "2026-02-09")).then_refuses(NotNow, "missed on 2026-02-10")
    reached_after_all = given(early(agreed(past)), missed, measured("5", period="2026-01-30"), reached())
    reached_after_all.and_given(proposed(past, outcome="o-1", why="on we go"))
    reached_after_all.when(dated(agrees(2), "2026-02-09")).then_refuses(NotNow, "missed on 2026-02-10")
    story.when(dated(agrees(2), "2026-02-11")).then(fact(OutcomeAgreed))


def test_a_target_is_reached_by_a_figure_of_before() -> None:
    """Else one figure would earn twice: under the terms of its own day, and under those of the day that is claimed."""
    story = given(early(agreed()), measured("5", occurred_at="2026-02-20"))
    story.when(reached(occurred_at="2026-02-19")).then_refuses(NotMeasured, "it was measured for 2026-02-20")
    story.when(reached(occurred_at="2026-02-20")).then(fact(ResultReached))


def test_the_same_answer_of_a_later_day_counts_beside_one_between_the_two() -> None:
    def on(day: str, verb: str) -> Said:
        return customer(f"result.{verb}", outcome="o-1", reference="T-1", why="so", occurred_at=f"2026-02-{day}")

    story = given(early(agreed(COUNT)), reached(reference="T-1", occurred_at="2026-02-01"))
    story.and_given(on("05", "dispute"), on("10", "dispute"), on("07", "confirm"))
    assert [one.status for one in story.state.results.values()] == ["in-dispute"]
    story.when(on("09", "dispute")).then_refuses(NotNow, "in dispute already")
    story.and_given(on("12", "confirm"), on("14", "confirm"), on("13", "dispute"))
    assert [one.status for one in story.state.results.values()] == ["confirmed"]
    story.when(on("14", "confirm")).then_refuses(NotNow, "confirmed already")


def test_it_is_closed_on_the_day_of_its_last_result_or_later() -> None:
    closes = seller("engagement.close", why="done", occurred_at="2026-02-10")
    story = given(early(agreed(COUNT)), reached(reference="T-1", occurred_at="2026-02-11"))
    story.when(closes).then_refuses(NotNow, "something was reached on 2026-02-11")
    story.when(dated(closes, "2026-02-11")).then(fact(opening.EngagementClosed))


def test_it_is_closed_on_the_day_of_its_last_agreement_or_later() -> None:
    """Recorded the other way round, the agreement is refused: it is closed."""
    closes = seller("engagement.close", why="done", occurred_at="2026-02-09")
    again = dated(proposed(COUNT, outcome="o-1", why="more"), "2026-02-10")
    story = given(early(agreed(COUNT)), again, dated(agrees(2), "2026-02-10"))
    story.when(closes).then_refuses(
        NotNow, "an outcome was agreed on 2026-02-10, after 2026-02-09: close it on that day"
    )
    story.when(dated(closes, "2026-02")).then(fact(opening.EngagementClosed))
    given(early(agreed(COUNT)), again, closes).when(dated(agrees(2), "2026-02-10")).then_refuses(EngagementClosed)


def test_of_one_day_a_closing_and_another_version_are_taken_in_the_order_of_their_hours() -> None:
    at_nine, at_three = "2026-02-10T09:00:00Z", "2026-02-10T15:00:00Z"
    again = proposed(COUNT, outcome="o-1", why="on we go")
    story = given(early(agreed(COUNT)), dated(again, at_three), dated(agrees(2), at_three))
    closes = seller("engagement.close", why="done")
    story.when(dated(closes, at_nine)).then_refuses(NotNow, "an outcome was agreed on 2026-02-10, after 2026-02-10T09")
    story.and_given(dated(proposed(COUNT, outcome="o-1", why="and on"), at_three))
    story.when(dated(agrees(3), at_nine)).then_refuses(NotNow, "v3 is agreed at a later hour of that day")
    story.when(dated(agrees(3), "2026-02-10T15:01:00Z")).then(fact(OutcomeAgreed, version=3))
    story.when(dated(closes, "2026-02-10")).then(fact(opening.EngagementClosed))


def test_a_figure_of_a_version_whose_agreement_was_denied_is_of_the_one_of_its_day() -> None:
    again = proposed(TARGET, outcome="o-1", why="so")
    second = (dated(again, "2026-02-01"), dated(on_behalf(agrees(2)), "2026-02-01"))
    story = given(early(agreed()), second, measured("5", occurred_at="2026-02-20"))
    story.and_given(customer("word.disown", version=5, why="I never said so"))
    story.when(reached(occurred_at="2026-02-21")).then(fact(ResultReached, version=1))


def test_the_customer_confirms_one_result() -> None:
    story = given(agreed(COUNT), TICKET).when(CONFIRM).then(fact(ResultConfirmed, reference="T-1"))
    story.when(CONFIRM).then_refuses(NotNow)


def test_the_customer_confirms_all_through_a_date() -> None:
    tickets = [reached(reference=f"T-{day}", occurred_at=f"2026-02-{day}") for day in (10, 11, 12)]
    story = given(agreed(COUNT), tickets)
    through = customer("result.confirm", outcome="o-1", through="2026-02-11")
    story.when(through).then(fact(ResultConfirmed, reference=None, through="2026-02-11"))
    assert [result(story, f"T-{day}")[0] for day in (10, 11, 12)] == ["confirmed", "confirmed", "reached"]
    story.when(through).then_refuses(NotNow)
    both = customer("result.confirm", outcome="o-1", through="2026-02-11", reference="T-10")
    story.when(both).then_refuses(Invalid)


@pytest.mark.parametrize("before", [(), (CONFIRM,)], ids=["reached", "confirmed"])
def test_the_customer_disputes_what_stands(before: tuple[Said, ...]) -> None:
    story = given(agreed(COUNT), TICKET, before).when(DISPUTE).then(fact(ResultDisputed, reference="T-1"))
    story.when(DISPUTE).then_refuses(NotNow)
    story.when(CONFIRM).then(fact(ResultConfirmed))


@pytest.mark.parametrize("before", [(), (CONFIRM,), (DISPUTE,)], ids=["reached", "confirmed", "in dispute"])
def test_the_seller_takes_back_what_did_not_hold(before: tuple[Said, ...]) -> None:
    story = given(agreed(COUNT), TICKET, before).when(RETRACT).then(fact(ResultDidNotHold, quantity=1))
    story.when(RETRACT).then_refuses(NotNow)


def test_part_of_a_result_is_taken_back_and_no_more_than_stands() -> None:
    part = seller("result.retract", outcome="o-1", reference="T-1", quantity=3, why="three came back")
    story = given(agreed(COUNT), reached(reference="T-1", quantity=5), CONFIRM)
    story.when(part).then(fact(ResultDidNotHold, quantity=3, stood=5))
    assert result(story) == ("confirmed", 2)
    story.when(part).then_refuses(MoreThanStands)


@pytest.mark.parametrize("said", [CONFIRM, DISPUTE, RETRACT])
def test_only_a_result_that_is_there_is_confirmed_disputed_or_retracted(said: Said) -> None:
    given(agreed(COUNT)).when(said).then_refuses(NotNow)


CORRECT = seller("result.correct", corrects=4, quantity=2, why="counted twice")


@pytest.mark.parametrize(("before", "after"), [((), "reached"), ((CONFIRM,), "reached"), ((DISPUTE,), "in-dispute")])
def test_a_confirmed_result_corrected_must_be_confirmed_again_and_a_disputed_one_stays_so(before, after: str) -> None:
    story = given(agreed(COUNT), reached(reference="T-1", quantity=3), before)
    story.when(CORRECT).then(fact(ResultCorrected, corrects=4, reference="T-1", quantity=2, version=1))
    assert result(story) == (after, 2)


def test_a_corrected_result_stays_under_the_version_that_it_was_reached_under() -> None:
    story = given(agreed(COUNT), reached(reference="T-1"), proposed(COUNT, outcome="o-1", why="more"), agrees(2))
    story.when(CORRECT).then(fact(ResultCorrected, version=1))


def test_a_target_is_reached_once_whatever_is_corrected() -> None:
    wrong = seller("result.correct", corrects=5, quantity=2, why="twice as good")
    given(agreed(), measured(), reached()).when(wrong).then_refuses(Invalid)


def test_what_is_retracted_is_not_corrected() -> None:
    given(agreed(COUNT), TICKET, RETRACT).when(CORRECT).then_refuses(Unknown)


def test_a_march_figure_recorded_in_april_and_corrected_in_june_keeps_its_date_and_both_stay() -> None:
    april = measured("20", period="2026-03", occurred_at="2026-03-31", recorded="2026-04-02T09:00:00+00:00")
    june = seller(
        "result.correct-measurement", corrects=4, value="18", why="typo", recorded="2026-06-05T09:00:00+00:00"
    )
    story = given(agreed(), april).when(june)
    story.then(fact(MeasurementCorrected, corrects=4, value="18", low="18", period="2026-03", method="CRM export"))
    old, new = (one.entry for one in story.facts[-2:])
    assert (old.occurred_at, new.occurred_at) == ("2026-03-31", "2026-03-31")
    as_of_may = [one.fact.value for one in story.facts[3:] if one.entry.recorded_at < "2026-05"]
    assert (as_of_may, story.state.measurements[4].value) == ([Decimal(20)], Decimal(18))


@pytest.mark.parametrize(
    ("said", "correction"),
    [
        (measured(), ("result.correct-measurement", {"value": "4"})),
        (TICKET, ("result.correct", {"quantity": 2})),
        (seller("payment.note", amount="10"), ("payment.correct", {"amount": "11"})),
    ],
    ids=["measurement", "result", "payment"],
)
def test_everybody_corrects_their_own_word_only(said: Said, correction: tuple[str, dict[str, Any]]) -> None:
    name, told = correction
    story = given(agreed(COUNT), said)
    story.when(customer(name, corrects=4, why="not so", **told)).then_refuses(NotYourWord)
    story.when(seller(name, corrects=3, why="not so", **told)).then_refuses(Unknown)
    story.when(seller(name, corrects=4, why="a typing error", **told))
    assert len(story.and_given(story.asked).facts) == 5


def test_a_correction_has_the_date_of_what_it_corrects_whatever_date_is_given() -> None:
    paid = seller("payment.note", amount="10", occurred_at="2026-01")
    correct = seller("payment.correct", corrects=2, amount="11", why="typo", occurred_at="2026-02-20")
    assert given(opened(), paid, correct).facts[-1].entry.occurred_at == "2026-01"


@pytest.mark.parametrize("side", [seller, customer])
def test_payments_are_noted_in_the_engagements_currency(side) -> None:
    said = side("payment.note", amount="-100.50", outcome="o-1", bill="2026/7")
    told = {"amount": {"amount": "-100.50", "currency": "EUR"}, "payer": "customer", "outcome": "o-1"}
    given(agreed(), seller("engagement.close", why="done")).when(said).then(fact(PaymentNoted, **told))


@pytest.mark.parametrize(
    ("told", "refusal"), [({"amount": "0"}, Invalid), ({"amount": "1", "outcome": "o-9"}, Unknown)]
)
def test_a_payment_is_of_something_for_something_that_is_there(told: dict[str, str], refusal: type[Any]) -> None:
    given(opened()).when(seller("payment.note", **told)).then_refuses(refusal)


def test_a_corrected_payment_keeps_what_is_not_said_again() -> None:
    noted = seller("payment.note", amount="10", payer="head office", bill="7")
    story = given(opened(), noted).when(seller("payment.correct", corrects=2, amount="11", why="typo"))
    story.then(fact(PaymentCorrected, corrects=2, payer="head office", bill="7"))


@pytest.mark.parametrize("told", [{}, {"payer": "head office"}, {"bill": "7"}, {"occurred_at": "2026-02"}])
def test_a_correction_that_changes_nothing_of_a_payment_is_refused(told: dict[str, str]) -> None:
    noted = seller("payment.note", amount="10", payer="head office", bill="7", occurred_at="2026-01")
    story = given(opened(), noted)
    story.when(seller("payment.correct", corrects=2, amount="10", why="typo", **told)).then_refuses(Invalid)


@pytest.mark.parametrize("told", [{"payer": "Bo"}, {"bill": "8"}])
def test_a_correction_may_keep_the_amount(told: dict[str, str]) -> None:
    noted = seller("payment.note", amount="10", payer="head office", bill="7")
    story = given(opened(), noted).when(seller("payment.correct", corrects=2, amount="10", why="typo", **told))
    story.then(fact(PaymentCorrected, corrects=2, **told))


def test_a_day_that_has_not_begun_is_refused() -> None:
    story = given(agreed())
    story.when(measured(occurred_at="2026-03-02")).then_refuses(FutureDate)
    story.when(measured(occurred_at="2026")).then(fact(ResultMeasured, period="2026"))
    story.when(on_behalf(customer("result.measure", outcome="o-1", value="5", occurred_at="2026-03-01")))
    story.then(fact(ResultMeasured))


FIRST = {"outcome": "o-1", "occurred_at": "2026-01-01"}
REPRICED = (
    opened(),
    proposed(COUNT, occurred_at="2026-01-01"),
    customer("outcome.agree", outcome="o-1", version=1, occurred_at="2026-01-01"),
    proposed(COUNT, outcome="o-1", why="more", occurred_at="2026-02-01"),
    customer("outcome.agree", outcome="o-1", version=2, occurred_at="2026-02-01"),
)


@pytest.mark.parametrize(("on", "version"), [("2026-01-31", 1), ("2026-02-01", 2), ("2026-02", 2), ("2025-12-31", 1)])
def test_a_result_counts_under_the_terms_of_the_day_it_happened_whenever_it_is_told(on: str, version: int) -> None:
    story = given(*REPRICED).when(reached(reference="T-1", occurred_at=on))
    story.then(fact(ResultReached, version=version, named=False))


def test_a_result_may_name_the_version_that_it_counts_under() -> None:
    story = given(*REPRICED)
    story.when(reached(reference="T-1", version=1)).then(fact(ResultReached, version=1, named=True))
    story.when(reached(reference="T-2", version=3)).then_refuses(Unknown)


def test_a_result_of_before_its_agreement_is_recorded_and_warned_of() -> None:
    early = reached(reference="T-1", occurred_at="2025-12-31")
    (told,) = given(*REPRICED).when(early).warns()
    assert told.startswith("BEFORE-AGREED: it happened on 2025-12-31, before the agreement of 2026-01-01")
    assert given(*REPRICED).when(reached(reference="T-1", occurred_at="2026-01-01")).warns() == []


def test_what_happened_before_a_closing_is_told_after_it_and_says_why() -> None:
    closed = seller("engagement.close", why="stop", occurred_at="2026-02-15")
    late, later = (reached(reference="T-1", occurred_at=f"2026-02-{day}") for day in (14, 15))
    story = given(*REPRICED, closed)
    story.when(later).then_refuses(EngagementClosed)
    assert story.when(late).warns() == ["AFTER-CLOSING: the engagement is closed, and no reason is given"]
    story.when(late).then(fact(ResultReached, version=2))
    reopened = seller("engagement.reopen", why="more to do")
    given(*REPRICED, closed, reopened).when(later).then(fact(ResultReached))


def test_a_target_reached_under_its_first_terms_is_told_after_they_were_agreed_anew() -> None:
    first = (opened(), proposed(occurred_at="2026-01-01"), replace(agrees(), fields={**FIRST, "version": 1}))
    anew = (proposed(outcome="o-1", why="more"), agrees(2))
    story = given(*first, measured(occurred_at="2026-01-20"), *anew)
    story.when(reached(occurred_at="2026-01-21")).then(fact(ResultReached, version=1, reference="v1"))
    story.when(reached(occurred_at="2026-01-22")).then_refuses(AlreadyStands)
    assert story.state.outcomes["o-1"].status == "agreed"
