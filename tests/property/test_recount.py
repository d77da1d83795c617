"""Whatever the rules and the cases: the parts add up, the steps do too, and nothing hangs on the order of arrival."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.recount.cases import STRENGTH, Case
from domain.recount.steps import Sum, steps, sums
from domain.recount.verdicts import Rules, judge
from projections.shared.recounting import summed
from tests.examples import examples
from tests.property.recounted import BEGUN, SPAN, known_by, shuffled, some_cases, some_rules, unexplained

DAYS = [BEGUN + timedelta(days=number) for number in range(-1, 2 * SPAN)]
RANDOM = st.randoms(use_true_random=False)
ON = st.sampled_from(DAYS)


def drawn(random: Random) -> tuple[Rules, list[Case]]:
    rules = some_rules(random)
    return rules, some_cases(random, rules)


@settings(max_examples=examples(300), deadline=None)
@given(RANDOM, ON)
def test_what_counts_is_the_sum_of_its_five_parts(random: Random, day: date) -> None:
    rules, cases = drawn(random)
    judged = judge(cases, rules, day)
    added = summed(judged.values())
    by_word = [added.by_word.of(whose) for whose in STRENGTH]
    assert sum(by_word) == added.counts
    others = (added.provisional, added.in_dispute, added.came_back, added.taken_back)
    assert added.counts + sum(others) + sum(added.excluded.values()) + sum(added.not_shown.values()) == sum(
        case.units for case in cases if case.day <= day
    )


@settings(max_examples=examples(60), deadline=None)
@given(RANDOM)
def test_the_steps_until_any_day_add_up_to_the_sums_of_that_day(random: Random) -> None:
    rules, cases = drawn(random)
    changes = steps(cases, rules)
    for day in DAYS:
        until = dict[Sum, int]()
        for change in changes:
            if change.day <= day:
                until[change.of] = until.get(change.of, 0) + change.units
        assert {of: units for of, units in until.items() if units} == dict(sums(cases, judge(cases, rules, day)))


@settings(max_examples=examples(300), deadline=None)
@given(RANDOM, ON)
def test_any_order_of_arrival_gives_the_same(random: Random, day: date) -> None:
    rules, cases = drawn(random)
    other = shuffled(random, cases)
    assert judge(other, rules, day) == judge(cases, rules, day)
    assert steps(other, rules) == steps(cases, rules)


@settings(max_examples=examples(200), deadline=None)
@given(RANDOM)
def test_a_later_word_changes_nothing_of_an_earlier_day(random: Random) -> None:
    rules, cases = drawn(random)
    for day in {change.day - timedelta(days=1) for change in steps(cases, rules)}:
        assert judge(known_by(cases, day), rules, day) == judge(cases, rules, day)


@settings(max_examples=examples(300), deadline=None)
@given(RANDOM, ON)
def test_every_unit_has_one_verdict_and_every_verdict_its_reason(random: Random, day: date) -> None:
    rules, cases = drawn(random)
    judged = judge(cases, rules, day)
    assert judged.keys() == {case.reference for case in cases if case.day <= day}
    for case in cases:
        lots = judged.get(case.reference, [])
        assert sum(lot.units for lot in lots) == (case.units if case.day <= day else 0)
        assert [wrong for lot in lots for wrong in unexplained(lot, day)] == []
