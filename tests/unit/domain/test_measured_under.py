"""A figure is of the version that was in force on its day, whenever it is told, or of the version that is named."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.engagement.measuring import MeasurementCorrected, ResultMeasured
from domain.engagement.outcome import OutcomeAgreed
from domain.engagement.reaching import ResultReached
from domain.engagement.shared.disputing import ResultDisputed
from domain.errors import Invalid, NotMeasured, NotNow, ReachedSince, Unknown
from projections.accountability import ACCOUNTABILITY
from tests.pages import lines
from tests.spec import (
    TARGET,
    Said,
    Story,
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

OTHER: dict[str, Any] = {**TARGET, "metric": {**TARGET["metric"], "name": "hours", "baseline": "500", "target": "100"}}


def version(number: int, on: str, terms: dict[str, Any] = TARGET) -> tuple[Said, Said]:
    name = {"outcome": "o-1", "why": "sharper"} if number > 1 else {}
    agrees = customer("outcome.agree", outcome="o-1", version=number, occurred_at=on)
    return seller("outcome.propose", **name, terms=terms, occurred_at=on), agrees


FIRST = (opened(), *version(1, "2026-01-10"))
SECOND = version(2, "2026-02-10")


def under(story: Story) -> list[tuple[str, int]]:
    """Each figure on the page, and the version that it is of."""
    (page,) = folded(ACCOUNTABILITY, story.facts).values()
    return sorted((figure.period, figure.under) for figure in page.outcomes["o-1"].figures.values())


@pytest.mark.parametrize(
    ("period", "number"), [("2026-02-09", 1), ("2026-02-10", 2), ("2026-01", 1), ("2026-02", 2), ("2025-12", 1)]
)
def test_a_figure_is_of_the_version_in_force_on_its_day_whenever_it_is_told(period: str, number: int) -> None:
    told = measured(period=period)
    after = given(FIRST, SECOND).when(told).then(fact(ResultMeasured, version=number, named=False))
    assert under(after) == under(given(FIRST, told, SECOND)) == [(period, number)]


def test_a_figure_may_name_the_version_that_it_is_of() -> None:
    early = {"period": "2026-02-09", "version": 2}
    story = given(FIRST, SECOND).when(measured(**early)).then(fact(ResultMeasured, version=2, named=True))
    assert under(story) == [("2026-02-09", 2)]
    story.when(reached()).then(fact(ResultReached, version=2))
    story.when(measured(version=3)).then_refuses(Unknown, "version 3 of o-1 is not agreed")
    given(opened(), proposed()).when(measured(version=1)).then_refuses(NotNow)


def test_a_target_is_reached_by_a_figure_of_its_own_version_in_either_order_of_arrival() -> None:
    early, late = measured("5", period="2026-02-09"), measured("5", period="2026-02-11")
    for story in (given(FIRST, early, SECOND), given(FIRST, SECOND, early)):
        story.when(reached(occurred_at="2026-02-12")).then_refuses(NotMeasured)
        story.when(reached(occurred_at="2026-02-09")).then(fact(ResultReached, version=1, measurement=at(story)))
    for story in (given(FIRST, late, SECOND), given(FIRST, SECOND, late)):
        story.when(reached(occurred_at="2026-02-12")).then(fact(ResultReached, version=2, measurement=at(story)))


def at(story: Story) -> int:
    """Which fact measured."""
    return next(one.entry.version for one in story.facts if isinstance(one.fact, ResultMeasured))


def test_a_figure_that_is_corrected_to_another_period_is_of_that_periods_version() -> None:
    wrong = seller("result.correct-measurement", corrects=6, value="6", period="2026-02-09", why="the day before")
    story = given(FIRST, SECOND, measured(period="2026-02-11")).when(wrong).then(fact(MeasurementCorrected))
    assert under(story) == [("2026-02-09", 1)]
    story.when(reached(occurred_at="2026-02-12")).then_refuses(NotMeasured)


def test_a_figure_never_passes_to_a_version_with_another_metric() -> None:
    told = measured("5", period="2026-02-11")
    story = given(FIRST, told, version(2, "2026-02-10", OTHER))
    assert under(story) == [("2026-02-11", 1)]
    story.when(reached(occurred_at="2026-02-12")).then_refuses(NotMeasured)


REACHED = (measured("5", period="2026-02-12"), reached(occurred_at="2026-02-12"))


@pytest.mark.parametrize(
    ("on", "since"), [("2026-02-11", {}), ("2026-02-12", {}), ("2026-02-20", {"counts_from": "2026-02-01"})]
)
def test_terms_that_would_cover_a_target_reached_before_wait_until_it_is_taken_back(
    on: str, since: dict[str, str]
) -> None:
    proposes, agrees = version(2, on, {**TARGET, **since})
    story = given(FIRST, REACHED, proposes)
    story.when(agrees).then_refuses(ReachedSince, "v1 was reached on 2026-02-12, and these terms count from 2026-02-")
    story.and_given(seller("result.retract", outcome="o-1", occurred_at="2026-02-13", why="under other terms"))
    story.when(agrees).then(fact(OutcomeAgreed, version=2))
    story.when(reached(occurred_at="2026-02-12")).then(fact(ResultReached, version=2, named=False))


def turn(story: Story) -> str:
    """The first line on the page of what waits for a side."""
    (page,) = folded(ACCOUNTABILITY, story.facts).values()
    return dict(lines(page, date(2026, 3, 1)))["waits 1"]


def test_terms_whose_agreement_would_be_refused_are_told_so_and_wait_for_who_proposed_them() -> None:
    covering = version(2, "2026-02-20", {**TARGET, "counts_from": "2026-02-01"})[0]
    assert "REACHED-SINCE" in [one.partition(":")[0] for one in given(FIRST, REACHED).when(covering).warns()]
    story = given(FIRST, REACHED, covering)
    told = "propose other terms: it was reached on a day that these would count from"
    assert turn(story).startswith(f"for the seller · o-1: {told} · sameside outcome propose acme/o-1 --counts-from …")
    story.and_given(seller("result.retract", outcome="o-1", occurred_at="2026-02-13", why="under other terms"))
    assert (
        turn(story) == "for the customer · o-1: agree the proposal · sameside outcome agree acme/o-1 --version 2 "
        "--as customer"
    )


def test_terms_that_count_from_after_the_target_was_reached_wait_for_the_other_side() -> None:
    later = version(2, "2026-02-20", {**TARGET, "counts_from": "2026-02-13"})[0]
    assert not any("REACHED-SINCE" in one for one in given(FIRST, REACHED).when(later).warns())
    assert turn(given(FIRST, REACHED, later)).startswith("for the customer · o-1: agree the proposal · sameside")


def test_first_terms_that_name_a_day_to_count_from_can_be_agreed_up_to_that_day_and_the_page_says_so() -> None:
    first = version(1, "2026-01-10", {**TARGET, "counts_from": "2026-01-10"})[0]
    assert any(
        one.startswith("CANNOT-COUNT: these terms count from 2026-01-10") for one in given(opened()).when(first).warns()
    )
    assert "agree the proposal · on 2026-01-10 at the latest · sameside" in turn(given(opened(), first))
    denies = customer("word.disown", version=3, why="nobody asked us")
    again = version(2, "2026-02-20", {**TARGET, "counts_from": "2026-02-01"})[0]
    story = given(opened(), version(1, "2026-01-10")[0], on_behalf(version(1, "2026-01-10")[1]), again, denies)
    assert "for the seller · o-1: propose other terms: these count from before anything was agreed" in turn(story)


def test_terms_that_count_later_or_are_agreed_at_a_later_hour_of_that_day_do_not() -> None:
    at_ten = (REACHED[0], reached(occurred_at="2026-02-12T10:00:00Z"))
    for on, before in (("2026-02-13", REACHED), ("2026-02-12T18:00:00Z", at_ten)):
        given(FIRST, before, version(2, on)[0]).when(version(2, on)[1]).then(fact(OutcomeAgreed, version=2))
    for on, before in (("2026-02-12T18:00:00Z", REACHED), ("2026-02-12T09:00:00Z", at_ten)):
        given(FIRST, before, version(2, on)[0]).when(version(2, on)[1]).then_refuses(ReachedSince)
    of_the_first = reached(occurred_at="2026-02-12", version=1)
    story = given(FIRST, measured("5", period="2026-02-11", version=1), of_the_first, version(2, "2026-02-11"))
    assert story.state.outcomes["o-1"].status == "agreed"


def test_a_target_reached_at_an_hour_before_the_agreement_of_that_day_says_under_which_terms() -> None:
    story = given(FIRST, measured("5", period="2026-02-12", version=1), version(2, "2026-02-12T18:00:00Z"))
    at_ten = "2026-02-12T10:00:00Z"
    story.when(reached(occurred_at=at_ten)).then_refuses(NotNow, "with --version 1 or --version 2")
    story.when(reached(occurred_at=at_ten, version=1)).then(fact(ResultReached, version=1, named=True))
    story.when(reached(occurred_at="2026-02-12T18:01:00Z")).then_refuses(NotMeasured)


def test_before_any_terms_count_a_target_is_of_the_first_version_whatever_is_agreed_later() -> None:
    """Else a result would be of the first version or of the second, as it was recorded before that or after."""
    from_march = version(1, "2026-01-10", {**TARGET, "counts_from": "2026-03-01"})
    told = (measured("5", period="2026-01-20"), reached(occurred_at="2026-01-21"))
    for story in (
        given(opened(occurred_at="2026-01-01"), from_march, told, SECOND),
        given(opened(occurred_at="2026-01-01"), from_march, SECOND, told),
    ):
        assert [one.fact.reference for one in story.facts if isinstance(one.fact, ResultReached)] == ["v1"]
        assert story.state.outcomes["o-1"].status == "agreed"


def test_what_is_said_of_a_target_without_a_reference_is_of_the_version_of_its_day() -> None:
    story = given(FIRST, measured("5", period="2026-01-20"), reached(occurred_at="2026-01-21"), SECOND)
    said = {"outcome": "o-1", "why": "it was not so"}
    story.when(customer("result.dispute", **said, occurred_at="2026-02-11")).then_refuses(Invalid, "says which: v1")
    story.when(customer("result.dispute", **said, occurred_at="2026-02-01")).then(fact(ResultDisputed, reference="v1"))


def test_a_figure_by_which_one_version_was_reached_reaches_no_other() -> None:
    """By the hour the result came before the later version, and by its day the figure is of that one: paid twice."""
    early = (measured("5", occurred_at="2026-02-10T09:00:00Z"), reached(occurred_at="2026-02-10T09:30:00Z"))
    named = (measured("5", occurred_at="2026-02-10"), reached(occurred_at="2026-02-10", version=1))
    for told, agreed_at in ((early, "2026-02-10T12:00:00Z"), (named, "2026-02-01")):
        story = given(FIRST, told, version(2, agreed_at))
        again = reached(occurred_at="2026-02-11")
        story.when(again).then_refuses(NotMeasured, "the figure of entry 4 is what v1 was reached by, and counts once")
        story.when(reached(occurred_at="2026-02-11", measurement=4)).then_refuses(NotMeasured, "counts once")
        story.and_given(measured("4", occurred_at="2026-02-11"))
        story.when(again).then(fact(ResultReached, version=2, measurement=8))


def test_a_figure_that_is_corrected_into_another_version_stays_with_the_result_that_it_reached() -> None:
    moved = seller("result.correct-measurement", corrects=4, value="5", period="2026-02-20", why="a week late")
    story = given(FIRST, measured("5", period="2026-02-01"), reached(occurred_at="2026-02-02"), SECOND, moved)
    story.when(reached(occurred_at="2026-02-21")).then_refuses(NotMeasured, "v1 was reached by")
    story.and_given(seller("result.retract", outcome="o-1", reference="v1", occurred_at="2026-02-21", why="not so"))
    story.when(reached(occurred_at="2026-02-21")).then(fact(ResultReached, version=2, measurement=4))
