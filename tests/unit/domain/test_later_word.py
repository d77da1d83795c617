"""Of a yes and a no to one result the later holds, by when they were said; a correction gives back nothing."""

from __future__ import annotations

from itertools import permutations

import pytest

from domain.engagement.results import ResultConfirmed, ResultCorrected
from domain.engagement.shared.disputing import ResultDisputed
from domain.errors import MoreThanStands, NotNow
from domain.later import counts_at, last_instant
from projections.reconcile import RECONCILE
from projections.tree_swing import TREE_SWING
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
    on_behalf,
    proposed,
    reached,
    seller,
)
from tests.unit.projections.given import folded

PRICED = {
    **COUNT,
    "worth": {"low": "900", "high": "900", "per": "result"},
    "matters": "they wait",
    "price": [{"form": "per-result", "amount": "100"}],
}
REACHED = (*agreed(PRICED), reached(reference="T-1", quantity=4))
TOLD = {"outcome": "o-1", "reference": "T-1"}
ONE_BACK = seller("result.retract", **TOLD, quantity=1, why="one came back")


def yes(on: str | None = None, recorded: str | None = None) -> Said:
    return customer("result.confirm", **TOLD, recorded=recorded, **({"occurred_at": on} if on else {}))


def no(on: str | None = None, recorded: str | None = None) -> Said:
    return customer("result.dispute", **TOLD, why="no", recorded=recorded, **({"occurred_at": on} if on else {}))


def corrects(quantity: int) -> Said:
    return seller("result.correct", corrects=4, quantity=quantity, why="counted twice")


def stands(story: Story) -> tuple[str, int, int, int]:
    """Its status and quantity, and what is earned and in dispute."""
    (one,) = story.state.results.values()
    money = folded(RECONCILE, story.facts)["engagement/acme#o-1"]
    return one.status, one.quantity, int(money.earned), int(money.in_dispute)


YES, NO = ("confirmed", 4, 400, 0), ("in-dispute", 4, 0, 400)


@pytest.mark.parametrize(
    ("confirmed", "disputed", "holds"),
    [
        ("2026-02-10", "2026-02-05", YES),
        ("2026-02-05", "2026-02-10", NO),
        ("2026-02-05", "2026-02", NO),
        ("2026-01", "2026-02-01", NO),
        ("2026-02-10T09:00:00Z", "2026-02-10T10:00:00Z", NO),
        ("2026-02-10", "2026-02-10T22:00:00Z", YES),
        ("2026-02-10", None, NO),
        (None, "2026-02-10", YES),
    ],
)
def test_the_later_word_holds_in_whatever_order_they_are_recorded(
    confirmed: str | None, disputed: str | None, holds: tuple[str, int, int, int]
) -> None:
    for words in permutations((yes(confirmed), no(disputed))):
        assert stands(given(REACHED, words)) == holds


def later(story: Story) -> list[str]:
    return [one for one in story.warns() if one.startswith("LATER-WORD")]


def test_an_earlier_word_is_recorded_and_warned_of() -> None:
    story = given(REACHED, yes("2026-02-10")).when(no("2026-02-05"))
    assert later(story) == ["LATER-WORD: T-1 stays confirmed: the answer of 2026-02-10 is later than this"]
    story.then(fact(ResultDisputed, reference="T-1"))
    story = given(REACHED, no("2026-02-10")).when(yes("2026-02-05"))
    assert later(story) == ["LATER-WORD: T-1 stays in dispute: the answer of 2026-02-10 is later than this"]
    assert later(story.when(yes("2026-02-11"))) == []


def test_of_words_without_a_date_the_one_recorded_later_holds() -> None:
    story = given(REACHED, yes(), no())
    assert stands(story) == NO
    assert stands(story.and_given(yes())) == YES


def test_todays_date_is_no_later_than_what_is_said_afterwards() -> None:
    story = given(REACHED, yes("2026-03-01", recorded="2026-03-01T12:00:00+00:00"))
    assert stands(story.and_given(no(recorded="2026-03-01T13:00:00+00:00"))) == NO


def test_a_yes_and_a_no_of_one_day_need_their_hours() -> None:
    given(REACHED, yes("2026-02-10")).when(no("2026-02-10")).then_refuses(NotNow, "confirmed on 2026-02-10 too")
    story = given(REACHED, no("2026-02"))
    story.when(yes("2026-02-28")).then_refuses(NotNow, "disputed on 2026-02-28 too")
    story.when(yes("2026-03-01")).then(fact(ResultConfirmed))


@pytest.mark.parametrize("second", ["", ".000", ".000000000"])
def test_a_yes_and_a_no_of_one_written_moment_need_another(second: str) -> None:
    at_ten = f"2026-02-10T10:00:00{second}Z"
    given(REACHED, yes("2026-02-10T10:00:00Z")).when(no(at_ten)).then_refuses(NotNow, "give each its own hour")
    given(REACHED, no("2026-02-10T10:00:00Z")).when(yes(at_ten)).then_refuses(NotNow, "give each its own hour")


def test_a_word_that_is_denied_holds_no_longer() -> None:
    story = given(REACHED, on_behalf(no("2026-02-10")), yes("2026-02-05"))
    assert stands(story) == NO
    assert stands(story.and_given(customer("word.disown", version=5, why="we never did"))) == YES


def test_results_confirmed_through_a_day_say_nothing_against_a_no() -> None:
    through = customer("result.confirm", outcome="o-1", through="2026-03")
    assert stands(given(REACHED, through, no("2026-02-05"))) == NO


def test_a_correction_is_of_all_that_was_reached_and_what_was_taken_back_stays_so() -> None:
    story = given(REACHED, ONE_BACK).when(corrects(3))
    assert story.warns() == ["TAKEN-BACK: what was taken back of T-1, 1, stays so: 2 stand"]
    story.then(fact(ResultCorrected, quantity=2))
    assert stands(story) == stands(given(REACHED, corrects(3), ONE_BACK)) == ("reached", 2, 200, 0)
    assert stands(story.and_given(corrects(5))) == ("reached", 4, 400, 0)


def test_no_correction_is_to_less_than_was_taken_back() -> None:
    given(REACHED, ONE_BACK).when(corrects(1)).then_refuses(MoreThanStands, "of T-1 1 have been taken back")


def test_a_day_counts_at_its_end_where_it_is_and_never_later_than_it_was_told() -> None:
    late = "2026-03-01T10:00:00.000000Z"
    assert last_instant("2026-02-10", "Pacific/Auckland") == "2026-02-10T10:59:59.999999Z"
    assert counts_at("2026-02", late) == "2026-02-28T23:59:59.999999Z"
    assert counts_at("2026", late) == counts_at("2026-03-01", late) == late
    assert last_instant("9999-12-31", "America/New_York") == "9999-12-31T23:59:59.999999Z"


def test_what_an_outcome_became_is_what_was_said_of_it_last_by_its_date() -> None:
    words = (
        customer("result.confirm", outcome="o-1", reference="T-1", occurred_at="2026-02-10"),
        customer("result.dispute", outcome="o-1", reference="T-1", why="no", occurred_at="2026-02-05"),
    )
    for order in (words, words[::-1]):
        story = given(agreed(COUNT), reached(reference="T-1", occurred_at="2026-02-01"), order)
        (found,) = folded(TREE_SWING, story.facts).values()
        assert found.became["o-1"].says == "confirmed"


def test_a_yes_without_a_day_is_of_the_version_in_force_though_a_later_one_counts_from_a_day_to_come() -> None:
    later = {**TARGET, "counts_from": "2026-12"}
    reach = (measured("5"), reached())
    again = (proposed(later, outcome="o-1", why="harder then"), customer("outcome.agree", outcome="o-1", version=2))
    story = given(agreed(), reach, again)
    story.when(customer("result.confirm", outcome="o-1")).then(fact(ResultConfirmed, reference="v1"))
    assert given(agreed(), reach, again).when(customer("result.confirm", outcome="o-1")).warns() == []
