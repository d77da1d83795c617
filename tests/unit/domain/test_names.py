"""What identifies is one thing however it was typed, and is kept and shown as it was first written."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
from hypothesis import assume
from hypothesis import given as every
from hypothesis import strategies as st

from adapters.importing.commands import pseudonym
from domain.engagement.advice import AdviceJudged
from domain.engagement.aggregate import Engagement, evolve
from domain.engagement.choices import ChoiceMade
from domain.engagement.reaching import ResultReached
from domain.engagement.results import ResultConfirmed, ResultCorrected, ResultDidNotHold
from domain.engagement.scenarios import ScenarioChosen
from domain.engagement.shared.disputing import ResultDisputed
from domain.engagement.shared.resulted import standing
from domain.errors import AlreadyStands, Invalid
from domain.fact import Recorded
from domain.names import same
from projections.accountability import ACCOUNTABILITY
from projections.nos import NOS
from projections.reconcile import RECONCILE, Reconciled
from tests.property.spelled import alike, names
from tests.spec import COUNT, Said, agreed, agrees, chooses, customer, fact, given, proposed, reached, seller
from tests.unit.projections.given import folded

PRICED = {
    **COUNT,
    "worth": {"low": "900", "high": "1000", "per": "result"},
    "matters": "they wait",
    "price": [{"form": "per-result", "amount": "700", "payer": "Ａcme"}],
}
WIDE = "Ｔ-1"
TWICE = reached(reference="T-1"), reached(reference="T-2")


def money(facts: list[Recorded[Any]]) -> Reconciled:
    return folded(RECONCILE, facts)["engagement/acme#o-1"]


def told_of_old(*said: Said, before: tuple[Said, ...] = ()) -> list[Recorded[Any]]:
    """A history of the days when a full-width reference was another result: what names T-2 names that."""
    facts = []
    for one in given(agreed(PRICED), before, *TWICE, said).facts:
        told = one
        if getattr(one.entry.body, "reference", None) == "T-2":
            body = msgspec.structs.replace(one.entry.body, reference=WIDE)
            told = Recorded(one.position, msgspec.structs.replace(one.entry, body=body))
        facts.append(told)
    return facts


def state_after(facts: list[Recorded[Any]]) -> Engagement:
    state = Engagement()
    for one in facts:
        state = evolve(state, one.entry.body, one.entry)
    return state


@pytest.mark.parametrize(
    "typed",
    [
        "T 1",
        " T 1 ",
        "T\u00a01",
        "T\u202f1",
        "T \u3000 1",
        "Ｔ\u3000１",
        "T 1\u200f",
        "\u200eT 1",
        "T\u200d 1",
        "T 1\ufe0f",
    ],
)
def test_a_name_is_the_same_however_it_is_typed(typed: str) -> None:
    assert same(typed) == "T 1"


@pytest.mark.parametrize("other", ["t 1", "T1", "T-1", "T l", "Т 1"])
def test_capitals_missing_blanks_and_other_letters_make_another_name(other: str) -> None:
    assert same(other) != "T 1"


def test_an_accent_is_the_same_in_one_piece_and_in_two() -> None:
    assert same("Jose\u0301") == same("Jos\u00e9")
    assert pseudonym("00" * 16)("Jose\u0301") == pseudonym("00" * 16)("JOS\u00c9")


@every(names, st.data())
def test_the_key_of_a_key_is_itself_and_no_name_is_without(name: str, data: st.DataObject) -> None:
    other = data.draw(alike(name))
    assert same(other) == same(name) == same(same(name)) != ""


@every(names, st.data())
def test_a_result_in_any_two_spellings_is_earned_once_and_shown_as_first_written(
    name: str, data: st.DataObject
) -> None:
    other, third = data.draw(alike(name)), data.draw(alike(name))
    assume(not re.fullmatch(r"v\d+", same(name)))  # that names the result of a target
    story = given(agreed(PRICED)).when(reached(reference=name)).then(fact(ResultReached))
    story.when(reached(reference=other)).then_refuses(AlreadyStands)
    assert (money(story.facts).earned, list(money(story.facts).results.trails)) == (700, [name.strip()])
    story.when(seller("result.retract", outcome="o-1", reference=other, why="no")).then(
        fact(ResultDidNotHold, reference=name.strip())
    )
    story.when(reached(reference=other)).then(fact(ResultReached, reference=other.strip()))
    story.when(reached(reference=third)).then_refuses(AlreadyStands)
    assert (money(story.facts).earned, money(story.facts).results.standing) == (700, 1)
    assert len(standing(story.state.results, "o-1")) == 1


def test_whatever_is_said_of_a_result_names_it_as_it_was_first_written() -> None:
    story = given(agreed(PRICED), reached(reference=WIDE))
    one = {"outcome": "o-1", "reference": "T-1"}
    story.when(customer("result.confirm", **one)).then(fact(ResultConfirmed, reference=WIDE))
    story.when(customer("result.dispute", **one, why="it is back")).then(fact(ResultDisputed, reference=WIDE))
    story.when(seller("result.correct", corrects=4, quantity=2, why="two")).then(fact(ResultCorrected, reference=WIDE))
    story.and_given(customer("result.confirm", **one), seller("advice.give", says="wait", why="they hurry"))
    judged = seller("advice.judge", advice="a-1", found="right", **one, why="it did")
    story.when(judged).then(fact(AdviceJudged, reference=WIDE))
    story.and_given(seller("fit.cite", result="acme/o-1/T-1", says="they stay"))
    (page,) = folded(ACCOUNTABILITY, story.facts).values()
    assert list(page.outcomes["o-1"].results.trails) == [WIDE]


@pytest.mark.parametrize("reference", ["v1", "ｖ1", "v１", "v1\u200e", "v1\ufe0f"])
def test_no_spelling_of_a_targets_result_names_a_unit_of_a_count(reference: str) -> None:
    given(agreed(COUNT)).when(reached(reference=reference)).then_refuses(Invalid)


def test_an_option_is_chosen_however_it_is_typed_and_kept_by_its_own_label() -> None:
    story = given(agreed(), chooses("à l'école", "remote"))
    story.when(customer("choice.make", choice="c-1", option="a\u0300\u00a0l'e\u0301cole")).then(
        fact(ChoiceMade, option="à l'école")
    )
    given(agreed()).when(chooses("remote", "ｒemote")).then_refuses(Invalid, "same label")


def test_a_scenario_is_chosen_however_it_is_typed() -> None:
    ways = [{"label": one, "trigger": "t", "cost": cost, "ends": "e"} for one, cost in (("a letter", 1), ("suit", 2))]
    story = given(agreed(), seller("scenario.present", scenarios=ways))
    story.when(customer("scenario.choose", scenario="a\u3000letter")).then(fact(ScenarioChosen, scenario="a letter"))
    ways[1]["label"] = "a\u00a0letter"
    story.when(seller("scenario.present", scenarios=ways)).then_refuses(Invalid, "label")


def test_a_payer_has_one_sum_under_the_name_that_was_written_first() -> None:
    story = given(agreed(PRICED), TWICE, seller("payment.note", amount="500", payer="Acme", outcome="o-1"))
    assert [(name, one.earned, one.paid) for name, one in money(story.facts).payers.items()] == [("Ａcme", 1400, 500)]


def retract(reference: str) -> Said:
    return seller("result.retract", outcome="o-1", reference=reference, why="told twice")


AGAIN = (proposed(PRICED, outcome="o-1", why="once more"), agrees(2))


@pytest.mark.parametrize(
    ("said", "earned"),
    [
        ((), 700),
        (AGAIN, 700),
        ((retract("T-2"),), 700),
        ((retract("T-1"),), 700),
        ((retract("T-1"), retract("T-2")), 0),
    ],
)
def test_facts_of_old_with_two_spellings_load_and_are_earned_once_until_both_are_retracted(
    said: tuple[Said, ...], earned: int
) -> None:
    facts = told_of_old(*said)
    state = state_after(facts)
    assert money(facts).earned == earned
    assert len(standing(state.results, "o-1")) == (1 if earned else 0)
    assert {one.reference for one in state.results.values()} == {"T-1", WIDE}


@pytest.mark.parametrize(
    ("said", "came"), [((), 1), ((retract("T-1"),), 1), ((retract("T-2"),), 1), ((retract("T-1"), retract("T-2")), 0)]
)
def test_what_followed_a_no_is_counted_once_however_it_was_spelled_of_old(said: tuple[Said, ...], came: int) -> None:
    way = {"kind": "ask-again", "says": "in May"}
    no = seller("no.say", asked="a second module", reason="fit", way_forward=way, forgone="18000", why="not ours")
    seen = folded(NOS, told_of_old(*said, before=(no,)))["engagement/acme"]
    assert (seen.nos["n-1"].results, seen.nothing_came) == (came, 1 - came)
