"""Little things, choices and the seller's own: tried, observed, learned from (text 000, table 0.1)."""

from __future__ import annotations

from typing import Any

import pytest

from domain.engagement.choices import ChoiceMade, ChoiceOffered, ChoiceWithdrawn
from domain.engagement.learning import EffectObserved, LessonLearned
from domain.engagement.little_things import (
    ExtraMileAccepted,
    ExtraMileDeclined,
    ExtraMileDone,
    ExtraMileHeldBack,
    ExtraMileOffered,
    ExtraMileWithdrawn,
    TriggerNoticed,
)
from domain.errors import (
    AlreadyNamed,
    Invalid,
    NeedsTheirWord,
    NoSuchLink,
    NotAnOption,
    NothingAgreed,
    NotNow,
    NoWhy,
    Priced,
    SamePrice,
    TooFew,
    TooMany,
    Unknown,
    UnknownTwice,
)
from domain.own.habits import HabitAdopted
from domain.own.ideas import BarrierLowered, IdeaNoted, ObstacleNamed
from domain.own.notes import NoteTaken
from tests.spec import (
    TARGET,
    Said,
    Story,
    agreed,
    agrees,
    chooses,
    customer,
    fact,
    given,
    measured,
    offered,
    opened,
    proposed,
    reached,
    seller,
    witness,
)

ASKED = offered(touches=["place"])
ACCEPT, DECLINE = customer("extra.accept", thing="x-1"), customer("extra.decline", thing="x-1")
DO = seller("extra.do", thing="x-1")
WITHDRAW = seller("extra.withdraw", thing="x-1", why="the train is cancelled")
HELD = seller("extra.hold-back", says="kick-off in person", obstacle="effort-billing", why="it would be billed")
HELPED = customer("extra.observe", thing="x-1", effect="helped", evidence="they signed")
UNKNOWN = seller("extra.observe", thing="x-1", effect="unknown")
LEARN = seller("extra.learn", thing="x-1", says="presence shortens deciding")
MAKE = customer("choice.make", choice="c-1", option="in person")
WAYS = {
    "offered": (offered(),),
    "asked": (ASKED,),
    "accepted": (ASKED, ACCEPT),
    "declined": (ASKED, DECLINE),
    "done": (offered(), DO),
    "withdrawn": (offered(), WITHDRAW),
    "observed": (offered(), DO, HELPED),
    "held-back": (HELD,),
}
MOVES = {
    "accept": (ACCEPT, {"offered", "asked"}, ExtraMileAccepted),
    "decline": (DECLINE, {"offered", "asked"}, ExtraMileDeclined),
    "do": (DO, {"offered", "accepted"}, ExtraMileDone),
    "withdraw": (WITHDRAW, {"offered", "asked", "accepted"}, ExtraMileWithdrawn),
    "observe": (HELPED, {"done", "observed"}, EffectObserved),
    "learn": (LEARN, {"done", "observed"}, LessonLearned),
}


def thing(story: Story, name: str = "x-1") -> str:
    return story.state.things[name].status


def test_an_extra_mile_is_offered_for_the_agreed_outcome_with_its_why() -> None:
    story = given(agreed()).when(offered(cost_to_seller="80", size="big"))
    told = {"thing": "x-1", "outcome": "o-1", "version": 1, "asked": True, "why_kind": "intuition", "size": "big"}
    story.then(
        fact(ExtraMileOffered, **told, cost_to_seller={"amount": "80", "currency": "EUR"}, review_by="2026-03-31")
    )
    assert story.facts[-1].entry.why == "a third dimension"


def test_a_big_one_waits_for_the_customers_word() -> None:
    given(agreed()).when(offered(size="big", done=True)).then_refuses(NeedsTheirWord, "--size big")
    story = given(agreed(), offered(size="big"))
    story.when(seller("extra.do", thing="x-1")).then_refuses(NeedsTheirWord)
    story.and_given(customer("extra.accept", thing="x-1"), seller("extra.do", thing="x-1"))
    assert thing(story) == "done"


def test_an_extra_mile_needs_an_agreed_outcome() -> None:
    given(opened()).when(offered()).then_refuses(NothingAgreed)
    given(opened(), proposed()).when(offered()).then_refuses(NothingAgreed)
    given(opened(), proposed()).when(offered(outcome="o-1")).then_refuses(NothingAgreed)
    given(agreed()).when(offered(outcome="o-9")).then_refuses(Unknown)


def test_it_serves_a_reached_outcome_too_and_the_version_in_force() -> None:
    story = given(agreed(), measured(), reached(), proposed(outcome="o-1", why="more")).when(offered())
    story.then(fact(ExtraMileOffered, version=1))
    story.and_given(agrees(2)).when(offered()).then(fact(ExtraMileOffered, version=2))


def test_nothing_new_is_tried_for_what_has_ended() -> None:
    story = given(agreed(), seller("outcome.end", outcome="o-1", why="enough"))
    story.when(offered(outcome="o-1")).then_refuses(NotNow)


def test_of_several_outcomes_it_says_which() -> None:
    story = given(agreed(), proposed(), agrees(outcome="o-2"))
    story.when(offered()).then_refuses(Invalid, "with --outcome: o-1 or o-2")
    story.when(offered(outcome="o-2")).then(fact(ExtraMileOffered, outcome="o-2"))


def test_under_hourly_billing_a_thing_at_no_cost_is_offered_and_one_at_a_cent_refused() -> None:
    hourly = {**TARGET, "price": [{"form": "per-unit", "amount": "120", "unit": "hour"}]}
    story = given(agreed(hourly), seller("engagement.basis", basis="resource", unit="hour", why="they buy so"))
    story.when(offered(cost_to_customer="0.01")).then_refuses(Priced)
    story.when(offered(cost_to_customer="0.00")).then(fact(ExtraMileOffered))


@pytest.mark.parametrize("blank", [None, " "])
def test_intuition_is_a_why_and_blank_is_not(blank: str | None) -> None:
    said = offered(why=blank)
    given(agreed()).when(said).then_refuses(NoWhy if blank is None else Invalid)


@pytest.mark.parametrize(
    "told", [{"touches": ["time"]}, {"touches": ["place", "people"]}, {"worst_for_customer": "an hour lost"}]
)
def test_what_touches_the_customer_or_puts_them_at_risk_is_asked(told: dict[str, Any]) -> None:
    story = given(agreed()).when(offered(**told)).then(fact(ExtraMileOffered, asked=True))
    story.when(DO).then_refuses(NeedsTheirWord)
    story.and_given(ACCEPT).when(DO).then(fact(ExtraMileDone))


def test_offered_and_done_in_one_breath_unless_it_needs_their_word() -> None:
    given(agreed()).when(offered(done=True)).then(fact(ExtraMileOffered), fact(ExtraMileDone, thing="x-1"))
    given(agreed()).when(offered(done=True, touches=["time"])).then_refuses(NeedsTheirWord)


@pytest.mark.parametrize("state", WAYS)
@pytest.mark.parametrize("move", MOVES)
def test_each_step_follows_the_table(state: str, move: str) -> None:
    said, allowed, made = MOVES[move]
    story = given(agreed(), *WAYS[state]).when(said)
    if state in allowed:
        story.then(fact(made, thing="x-1"))
    else:
        story.then_refuses(NeedsTheirWord if (state, move) == ("asked", "do") else NotNow)


@pytest.mark.parametrize("move", MOVES)
def test_a_thing_is_one_that_is_there(move: str) -> None:
    given(agreed()).when(MOVES[move][0]).then_refuses(Unknown)


def test_what_was_held_back_needs_no_outcome_and_may_be_offered_later() -> None:
    story = given(opened()).when(HELD).then(fact(ExtraMileHeldBack, thing="x-1", obstacle="effort-billing"))
    story.and_given(proposed(), agrees()).when(offered(thing="x-1")).then(fact(ExtraMileOffered, thing="x-1"))
    story.when(offered(thing="x-1")).then_refuses(AlreadyNamed)
    story.when(seller("extra.hold-back", thing="x-1", says="a", obstacle="own-doubt", why="b")).then_refuses(
        AlreadyNamed
    )


def test_another_obstacle_needs_its_words() -> None:
    told = {"says": "a", "obstacle": "other", "why": "b"}
    given(opened()).when(seller("extra.hold-back", **told)).then_refuses(Invalid)
    given(opened()).when(seller("extra.hold-back", words="the law", **told)).then(
        fact(ExtraMileHeldBack, words="the law")
    )


TAUGHT = (
    seller("practice.idea", idea="i-1", says="go there"),
    seller("practice.habit", habit="h-1", when="same city", offer="in person", cites=["i-1"], why="it helped"),
)


def test_a_trigger_is_noticed() -> None:
    said = seller("extra.notice", says="the prospect is in our city", habit="h-1")
    given(opened(), TAUGHT).when(said).then(fact(TriggerNoticed, habit="h-1"))
    given(opened()).when(said).then_refuses(NoSuchLink, "h-1 is not there")


@pytest.mark.parametrize("side", [seller, customer, witness])
def test_anybody_observes_and_the_latest_counts(side) -> None:
    story = given(agreed(), offered(), DO, HELPED)
    story.when(side("extra.observe", thing="x-1", effect="hurt")).then(fact(EffectObserved, effect="hurt"))
    assert thing(story) == "observed"


def test_unknown_is_an_answer_once_and_sets_a_new_date() -> None:
    story = given(agreed(), offered(), DO).when(UNKNOWN).then(fact(EffectObserved, review_by="2026-03-31"))
    assert thing(story) == "done"
    story.when(UNKNOWN).then_refuses(UnknownTwice)
    story.when(HELPED).then(fact(EffectObserved, effect="helped", review_by=None))
    story.when(UNKNOWN).then_refuses(UnknownTwice)


@pytest.mark.parametrize("side", [seller, customer])
def test_a_lesson_is_learned_and_reused(side) -> None:
    story = given(agreed(), offered(), DO).when(side("extra.learn", thing="x-1", says="presence helps"))
    story.then(fact(LessonLearned, lesson="l-1"))
    story.when(offered(reuses="acme/l-1")).then(fact(ExtraMileOffered, reuses="acme/l-1"))


def test_two_or_three_options_are_a_choice_four_are_many_and_more_too_many() -> None:
    story = given(opened())
    for count in (2, 3, 4):
        story.when(chooses(*"abcd"[:count])).then(fact(ChoiceOffered))
    assert story.when(chooses(*"abcd")).warns() == [
        "CROWDED-CHOICE: four options are many; two or three are easier to choose from"
    ]
    assert story.when(chooses(*"abc")).warns() == []
    story.when(chooses(*"abcde")).then_refuses(TooMany, "5 options")
    story.when(chooses(*"abcdef")).then_refuses(TooMany, "6 options")
    story.when(chooses("a")).then_refuses(TooFew)
    story.when(chooses()).then_refuses(TooFew)


def both(**fields: Any) -> tuple[Said, ...]:
    things = {"in person": "x-1", "remote": "x-2"}
    return (*agreed(), ASKED, offered(thing="x-2"), chooses("in person", "remote", things=things, **fields))


def test_whatever_the_customer_would_prefer_is_accepted_and_the_other_declined() -> None:
    made = [
        fact(ChoiceMade, option="in person"),
        fact(ExtraMileAccepted, thing="x-1"),
        fact(ExtraMileDeclined, thing="x-2"),
    ]
    story = given(both()).when(MAKE).then(*made)
    story.when(MAKE).then_refuses(NotNow)
    story.when(seller("choice.withdraw", choice="c-1", why="too late")).then_refuses(NotNow)
    story.when(DO).then(fact(ExtraMileDone))


def test_a_thing_accepted_meanwhile_is_not_accepted_twice() -> None:
    given(both(), ACCEPT).when(MAKE).then(fact(ChoiceMade), fact(ExtraMileDeclined, thing="x-2"))


def test_a_thing_withdrawn_meanwhile_is_not_chosen_and_the_other_is() -> None:
    story = given(both(), WITHDRAW)
    story.when(MAKE).then_refuses(NotNow)
    remote = customer("choice.make", choice="c-1", option="remote", chosen_by="Cy")
    story.when(remote).then(fact(ChoiceMade), fact(ExtraMileAccepted, thing="x-2"))


def test_one_of_the_options_offered_is_made() -> None:
    story = given(both())
    error = story.when(customer("choice.make", choice="c-1", option="by post")).then_refuses(NotAnOption)
    assert error.data["options"] == "in person, remote"
    story.when(customer("choice.make", choice="c-9", option="remote")).then_refuses(Unknown)


def test_a_choice_is_withdrawn() -> None:
    story = given(both()).when(seller("choice.withdraw", choice="c-1", why="they moved")).then(fact(ChoiceWithdrawn))
    story.when(MAKE).then_refuses(NotNow)


def options(*told: dict[str, Any]) -> Said:
    return seller("choice.offer", about_what="how", options=list(told))


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (options({"label": "a", "thing": "x-1", "price_effect": "5"}, {"label": "b"}), SamePrice),
        (options({"label": "a", "thing": "x-1", "price_effect": "5"}, {"label": "b", "price_effect": "5"}), SamePrice),
        (options({"label": "a"}, {"label": "a"}), Invalid),
        (options({"label": "a", "thing": "x-9"}, {"label": "b"}), Unknown),
        (chooses("a", "b", choice="c-1"), AlreadyNamed),
    ],
)
def test_choices_that_are_refused(said: Said, refusal: type[Any]) -> None:
    given(agreed(), offered(), chooses("y", "z")).when(said).then_refuses(refusal)


def test_options_name_things_that_wait_for_an_answer() -> None:
    given(agreed(), offered(), DO).when(chooses("a", "b", things={"a": "x-1"})).then_refuses(NotNow)


def test_options_without_a_little_thing_may_differ_in_price() -> None:
    told = options({"label": "a", "price_effect": "500"}, {"label": "b"})
    given(opened()).when(told).then(fact(ChoiceOffered))


IDEA = seller("practice.idea", says="visit in person")
OBSTACLE = seller("practice.obstacle", idea="i-1", kind="effort-billing", says="every hour is billed")


def test_what_could_you_do_what_stands_in_the_way_what_lowers_the_barrier() -> None:
    story = given().when(IDEA).then(fact(IdeaNoted, idea="i-1"))
    story.when(OBSTACLE).then(fact(ObstacleNamed, obstacle="b-1", idea="i-1"))
    lower = seller("practice.lower", obstacle="b-1", says="a fixed price", why="then hours are ours")
    story.when(lower).then(fact(BarrierLowered, obstacle="b-1", idea="i-1"))


def test_a_habit_cites_what_was_tried() -> None:
    told = {"when": "same city", "offer": "in person", "why": "it helped"}
    habit = seller("practice.habit", cites=["acme/x-1"], **told)
    given(agreed(), offered()).when(habit).then(fact(HabitAdopted, habit="h-1"))
    given(agreed()).when(habit).then_refuses(NoSuchLink, "acme/x-1 is not there")
    given().when(seller("practice.habit", cites=[], **told)).then_refuses(Invalid)


def test_a_private_note_is_personal_to_its_subject_or_else_to_its_writer() -> None:
    given().when(seller("practice.note", text="tired")).then(
        fact(NoteTaken, text={"subject": "ana", "text": "tired", "sealed": None})
    )
    about = seller("practice.note", text="tired", subject="bo", regards="acme")
    given().when(about).then(fact(NoteTaken, text={"subject": "bo", "text": "tired", "sealed": None}, regards="acme"))


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (seller("practice.idea", idea="i-1", says="again"), AlreadyNamed),
        (seller("practice.obstacle", idea="i-9", kind="other", says="a"), Unknown),
        (seller("practice.obstacle", idea="i-1", obstacle="b-1", kind="other", says="a"), AlreadyNamed),
        (seller("practice.lower", obstacle="b-9", says="a", why="b"), Unknown),
        (seller("practice.habit", habit="h-1", when="a", offer="b", cites=["i-1"], why="c"), AlreadyNamed),
    ],
)
def test_the_sellers_own_words_name_what_is_there_once(said: Said, refusal: type[Any]) -> None:
    habit = seller("practice.habit", when="a", offer="b", cites=["i-1"], why="c")
    given(IDEA, OBSTACLE, habit).when(said).then_refuses(refusal)


def test_unnamed_ideas_obstacles_and_habits_get_names_that_are_free() -> None:
    cited = {"when": "a", "offer": "b", "cites": ["i-2"], "why": "c"}
    story = given(seller("practice.idea", idea="i-2", says="a"), seller("practice.habit", habit="h-2", **cited))
    story.when(IDEA).then(fact(IdeaNoted, idea="i-3"))
    story.and_given(seller("practice.obstacle", idea="i-2", obstacle="b-2", kind="other", says="a"))
    story.when(seller("practice.obstacle", idea="i-2", kind="other", says="a")).then(
        fact(ObstacleNamed, obstacle="b-3")
    )
    story.when(seller("practice.habit", **cited)).then(fact(HabitAdopted, habit="h-3"))


def test_unnamed_choices_get_names_that_are_free() -> None:
    given(opened(), chooses("a", "b", choice="c-2")).when(chooses("a", "b")).then(fact(ChoiceOffered, choice="c-3"))
