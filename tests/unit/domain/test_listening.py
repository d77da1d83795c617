"""What they need, in their words; what they need to hear; and corners cut at their expense (texts 002 and 003)."""

from __future__ import annotations

from datetime import date
from typing import Any

from domain.engagement.advice import AdviceGiven, AdviceJudged
from domain.engagement.corners import CornerCut, CornerRestored
from domain.engagement.needs import NeedHeard, NeedRestated, UseObserved
from domain.errors import AlreadyNamed, Invalid, NotNow, NotYourWord, NoWhy, Unknown
from projections.accountability import ACCOUNTABILITY
from projections.advice import ADVICE, Advice
from projections.corners import CORNERS, Corners
from projections.tree_swing import TREE_SWING, Swing, TreeSwing
from tests.pages import lines
from tests.spec import (
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
    reached,
    seller,
)
from tests.unit.projections.given import folded

HEARD = customer("need.hear", verbatim="people wait three weeks for a first call")
GIVEN = seller("advice.give", says="the form is slow, not your staff", welcome="unwelcome", why="nobody else says so")
CUT = seller("work.cut", says="no second reader", touches="their letters", saved="800", why="two of us were ill")


def swings(story: Story) -> TreeSwing:
    (found,) = folded(TREE_SWING, story.facts).values()
    return found


def swing(story: Story) -> Swing:
    return swings(story).needs["g-1"]


def advice(story: Story) -> Advice:
    (found,) = folded(ADVICE, story.facts).values()
    return found


def corners(story: Story) -> Corners:
    (found,) = folded(CORNERS, story.facts).values()
    return found


def restates(says: str, **fields: Any) -> Said:
    return seller("need.restate", need="g-1", says=says, **fields)


def judges(found: str, **fields: Any) -> Said:
    return seller("advice.judge", advice="a-1", found=found, why="we looked", **fields)


def test_a_need_is_heard_word_for_word_and_apart_from_how_we_read_it() -> None:
    words = "people wait three weeks for a first call"
    given(opened()).when(seller("need.hear", verbatim=words, goal="clients start at once")).then(
        fact(NeedHeard, need="g-1", verbatim=words, goal="clients start at once")
    )
    given(opened()).when(seller("need.hear", verbatim=words, goal=words.upper())).then_refuses(Invalid)
    given(opened(), HEARD).when(seller("need.hear", need="g-1", verbatim=words)).then_refuses(AlreadyNamed)


def test_a_need_leads_to_the_outcome_that_serves_it() -> None:
    given(opened(), HEARD).when(restates("a first call in five days", outcome="o-1")).then_refuses(Unknown)
    story = given(agreed(), HEARD)
    assert (swings(story).without_an_outcome, swing(story).agreed) == (1, None)
    story.when(restates("a first call in five days", outcome="o-1")).then(fact(NeedRestated, outcome="o-1"))
    assert (swings(story).without_an_outcome, swing(story).outcome) == (0, "o-1")


def test_the_five_frames_stand_side_by_side_each_in_the_words_of_its_party() -> None:
    story = given(agreed(), HEARD, restates("a call within five days", outcome="o-1"), measured(), reached())
    story.when(customer("need.use", need="g-1", use="as-meant")).then(fact(UseObserved, use="as-meant"))
    shown = swing(story)
    frames = (shown.heard, *shown.restated, shown.agreed, shown.reached, *shown.used)
    assert [(frame.said.party, frame.says) for frame in frames if frame] == [
        ("customer", "people wait three weeks for a first call"),
        ("seller", "a call within five days"),
        ("customer", "New clients start within 5 days"),
        ("seller", "reached"),
        ("customer", "as-meant"),
    ]
    assert shown.drifts == 0


def test_what_the_customer_had_to_say_once_more_had_drifted() -> None:
    again = customer("need.restate", need="g-1", says="no: they should not need a call")
    story = given(opened(), HEARD, restates("more people on the phone"), again)
    assert [frame.drift for frame in swing(story).restated] == [True, False]


def test_an_outcome_agreed_anew_missed_or_in_dispute_has_drifted() -> None:
    sooner = seller("outcome.propose", outcome="o-1", terms={**TARGET, "says": "sooner"}, why="they meant sooner")
    story = given(agreed(), HEARD, restates("a call", outcome="o-1"), sooner, agrees(2), measured(), reached())
    assert (swing(story).drifts, swing(story).agreed and swing(story).agreed.says) == (1, "sooner")
    story.and_given(customer("result.dispute", outcome="o-1", reference="v2", why="they wait again"))
    assert (swing(story).drifts, swing(story).reached and swing(story).reached.says) == (2, "in dispute")


def test_use_that_was_not_meant_is_a_drift_and_may_be_told_after_the_end() -> None:
    closed = (seller("need.use", need="g-1", use="not-used", says="nobody calls"),)
    story = given(opened(), HEARD, seller("engagement.close"), closed)
    assert (swing(story).used[0].drift, swing(story).drifts) == (True, 1)


def test_words_about_a_need_that_the_customer_denies_mark_no_drift() -> None:
    again = on_behalf(customer("need.restate", need="g-1", says="they meant fewer calls"))
    story = given(opened(), HEARD, restates("a call"), again, customer("word.disown", version=4, why="we did not"))
    assert [frame.drift for frame in swing(story).restated] == [False]


def test_the_longest_silence_is_the_most_days_between_two_words_of_what_is_needed() -> None:
    def on(day: str) -> Said:
        return seller("need.hear", verbatim=f"again on {day}", occurred_at=day)

    assert swings(given(opened(), on("2026-01-01"))).longest_silence is None
    assert swings(given(opened(), on("2026-01-01"), on("2026-01-04"), on("2026-02-03"))).longest_silence == 30


def test_advice_is_given_with_why_they_needed_to_hear_it() -> None:
    given(opened()).when(GIVEN).then(fact(AdviceGiven, advice="a-1", welcome="unwelcome"))
    given(opened()).when(seller("advice.give", says="a")).then_refuses(NoWhy)
    given(opened()).when(customer("advice.give", says="a", why="b")).then_refuses(NotYourWord)


def test_advice_is_judged_by_the_customer_or_by_a_result_that_stands() -> None:
    story = given(agreed(), measured(), reached(), GIVEN)
    story.when(judges("right")).then_refuses(Invalid)
    story.when(judges("right", outcome="o-1")).then_refuses(Invalid)
    story.when(judges("right", outcome="o-1", reference="v7")).then_refuses(Unknown)
    story.when(judges("right", outcome="o-1", reference="v1")).then(fact(AdviceJudged, found="right"))
    story.when(customer("advice.judge", advice="a-1", found="partly", why="half of it")).then(
        fact(AdviceJudged, found="partly", reference=None)
    )
    assert (advice(story).found, [one.result for one in advice(story).judged]) == ("partly", ["o-1/v1", None])


def test_the_record_keeps_advice_that_was_wrong() -> None:
    wrong = customer("advice.judge", advice="a-1", found="wrong", why="it was the staff")
    assert advice(given(opened(), GIVEN, wrong)).found == "wrong"
    denied = given(opened(), GIVEN, on_behalf(wrong), customer("word.disown", version=3, why="we never said so"))
    assert (advice(denied).found, advice(denied).judged) == (None, [])


def test_a_corner_is_owned_up_to_afterwards_and_never_refused() -> None:
    given(opened()).when(CUT).then(fact(CornerCut, corner="k-1", saved={"amount": "800", "currency": "EUR"}))
    given(opened(), seller("engagement.close")).when(CUT).then(fact(CornerCut))
    given(opened()).when(seller("work.cut", says="a", touches="b", saved="1")).then_refuses(NoWhy)


def test_a_corner_is_shown_until_it_is_restored() -> None:
    story = given(opened(), CUT)
    assert (corners(story).open, corners(story).saved_open) == (1, 800)
    story.when(seller("work.restore", corner="k-1")).then(fact(CornerRestored, corner="k-1"))
    assert (corners(story).open, corners(story).saved_open, corners(story).saved) == (0, 0, 800)
    story.when(seller("work.restore", corner="k-1")).then_refuses(NotNow)
    story.when(seller("work.restore", corner="k-2")).then_refuses(Unknown)


def test_what_was_measured_while_a_corner_was_cut_stands_beside_it() -> None:
    before, during, after = (measured(value, period=f"2026-0{n}") for n, value in enumerate(("20", "23", "7"), 1))
    story = given(agreed(), before, CUT, during, seller("work.restore", corner="k-1"), after)
    assert [str(value) for value in corners(story).corners["k-1"].figures.values()] == ["23"]


def test_both_read_what_was_needed_and_what_was_cut_on_their_page() -> None:
    story = given(agreed(), HEARD, restates("a call", outcome="o-1"), CUT)
    (shown,) = folded(ACCOUNTABILITY, story.facts).values()
    assert (shown.needs["g-1"].outcome, shown.corners["k-1"].saved) == ("o-1", 800)
    told = dict(lines(shown, date(2026, 3, 1)))
    quote, *_, understood = told["need g-1"].splitlines()
    assert quote == "“people wait three weeks for a first call” (the customer) · served by o-1"
    assert understood.startswith("As it was understood: “a call”, said by the seller on ")
    assert told["corner k-1"].splitlines() == [
        "no second reader",
        "Why: two of us were ill",
        "affects their letters · saved 800 EUR",
    ]
    story.and_given(seller("work.restore", corner="k-1"))
    (shown,) = folded(ACCOUNTABILITY, story.facts).values()
    assert shown.corners == {}
