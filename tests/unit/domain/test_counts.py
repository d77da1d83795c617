"""What counts: rules that can be read in one way only, cases that say what is asked, and what a receipt says of one."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from domain.engagement.proving import ResultReopened, ResultShown
from domain.engagement.reaching import ResultReached
from domain.engagement.shared.disputing import ResultDisputed
from domain.errors import Decided, DeciderIsASide, Invalid, MoreThanStands, NotNow, NoWhy, RuleUnclear, TooLate
from tests.golden.stories.disputes import COUNTS
from tests.spec import COUNT, Said, Story, agrees, customer, fact, given, opened, proposed, seller, witness

BASE: dict[str, Any] = {"one": "a ticket whose asker has what they asked for"}
TICKET: dict[str, Any] = {**BASE, "case": [{"name": "type", "values": ["question", "planned"]}]}


def terms(**counts: Any) -> dict[str, Any]:
    return {**COUNT, "counts": {**BASE, **counts}}


def begun(**counts: Any) -> Story:
    return given(opened(time_zone="Europe/Rome"), proposed(terms(**counts)), agrees())


def claim(reference: str = "T-1", **more: Any) -> Said:
    return seller("result.reach", outcome="o-1", reference=reference, **more)


def case(**values: str) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in values.items()]


DISPUTE = customer("result.dispute", outcome="o-1", reference="T-1", why="it is back")
EXCLUDES = [{"rule": "planned", "where": [{"name": "type", "values": ["planned"]}], "says": "work both planned"}]
STRANGE = [{"name": "type", "values": ["x"]}]
UNCLEAR: list[tuple[dict[str, Any], str]] = [
    ({"excludes": EXCLUDES}, "planned: the case does not ask for type"),
    (
        {"case": TICKET["case"], "excludes": [{**EXCLUDES[0], "where": [{"name": "type", "values": ["x"]}]}]},
        "x is no value",
    ),
    ({"case": TICKET["case"], "excludes": [*EXCLUDES, *EXCLUDES]}, "planned names two reasons"),
    ({"case": TICKET["case"], "excludes": [{**EXCLUDES[0], "rule": "once"}]}, "once names two reasons"),
    ({"case": [{"name": "a"}, {"name": "a"}]}, "stands there twice"),
    ({"once": {"same": ["ticket"]}}, "once: the case does not ask for ticket"),
    ({"silence": "yes"}, "silence says something only when objections end"),
    ({"at_most": 3}, "at_most and period go together"),
    ({"period": "month"}, "at_most and period go together"),
    ({"holds": 3}, "holds and again go together"),
]


@pytest.mark.parametrize(("counts", "says"), UNCLEAR, ids=[says for _, says in UNCLEAR])
def test_rules_that_can_be_read_in_two_ways_are_refused(counts: dict[str, Any], says: str) -> None:
    given(opened()).when(proposed(terms(**counts))).then_refuses(RuleUnclear, says)


def test_all_that_is_unclear_is_said_at_once() -> None:
    refused = given(opened()).when(proposed(terms(silence="no", at_most=3, holds=2))).then_refuses(RuleUnclear)
    assert len(refused.data["unclear"]) == 3


@pytest.mark.parametrize(
    "rule", [{"case": TICKET["case"]}, {"once": {"same": ["a"]}}, {"at_most": 3, "period": "week"}]
)
def test_a_target_is_one_case_so_rules_of_many_are_refused(rule: dict[str, Any]) -> None:
    target = {"says": "s", "measured": {"how": "m"}, "counts": {**BASE, **rule}}
    metric = {"name": "days", "direction": "down", "baseline": "21", "target": "5", "by": "2026-12-15"}
    given(opened()).when(proposed({**target, "metric": metric})).then_refuses(RuleUnclear, "a target is one case")


@pytest.mark.parametrize("side", [{"subject": "bo", "text": "Bo"}, {"subject": "x", "text": "Ana"}])
def test_who_decides_is_on_neither_side(side: dict[str, str]) -> None:
    decider = {"person": side, "answer": 5, "reply": 5, "decide": 10}
    given(opened()).when(proposed(terms(decider=decider))).then_refuses(DeciderIsASide)


def test_who_decides_does_not_sign_either() -> None:
    eva = {"subject": "eva", "text": "Eva"}
    story = given(opened(), proposed(terms(decider={"person": eva, "answer": 5, "reply": 5, "decide": 10})))
    story.when(customer("outcome.agree", outcome="o-1", version=1, signer=eva)).then_refuses(DeciderIsASide)


def test_the_rules_are_signed_with_how_amounts_are_rounded_and_terms_without_rules_stay_as_they_were() -> None:
    ruled = given(opened()).and_given(proposed(terms())).facts[-1].fact.terms
    assert (ruled.counts.one, ruled.rounding) == (BASE["one"], "half-up")
    plain = given(opened()).and_given(proposed(COUNT)).store.told[-1][-1]
    assert b"rounding" not in plain
    assert b'"counts"' not in plain


def test_a_case_is_spelled_as_the_rules_spell_it_and_may_say_more() -> None:
    said = case(type="question", extra="x")
    story = begun(case=TICKET["case"]).and_given(claim(case=said))
    assert list(msgspec.to_builtins(story.facts[-1].fact)["case"]) == said


def test_a_value_that_is_not_in_its_list_and_a_name_said_twice_are_refused() -> None:
    begun(case=TICKET["case"]).when(claim(case=case(type="x"))).then_refuses(Invalid, "x is no value of type")
    twice = [*case(type="question"), *case(type="planned")]
    begun(case=TICKET["case"]).when(claim(case=twice)).then_refuses(Invalid, "type is said twice")


WARNED: list[tuple[dict[str, Any], list[Said], Said, str]] = [
    ({"case": TICKET["case"]}, [], claim(), "NOT-SHOWN"),
    ({"shown": [{"by": "row", "source": "log"}]}, [], claim(), "NOT-SHOWN"),
    ({"case": TICKET["case"], "excludes": EXCLUDES}, [], claim(case=case(type="planned")), "EXCLUDED"),
    ({"holds": 14, "again": "it is back"}, [], claim(), "PROVISIONAL"),
    ({"at_most": 1, "period": "month"}, [claim("T-0")], claim(), "OVER-AT-MOST"),
    (
        {"case": [{"name": "ticket"}], "once": {"same": ["ticket"]}},
        [claim("T-0", case=case(ticket="7"))],
        claim(case=case(ticket="7")),
        "ONCE",
    ),
]


@pytest.mark.parametrize(("counts", "before", "asked", "code"), WARNED, ids=[code for *_, code in WARNED])
def test_a_claim_is_never_refused_for_its_verdict_but_its_receipt_says_it(
    counts: dict[str, Any], before: list[Said], asked: Said, code: str
) -> None:
    story = begun(**counts).and_given(*before).when(asked)
    assert [warned.code for warned in story.warned()] == [code]
    story.then(fact(ResultReached, reference="T-1"))


def test_a_claim_that_counts_and_one_under_terms_without_rules_are_met_by_no_warning() -> None:
    assert begun(case=TICKET["case"]).when(claim(case=case(type="question"))).warned() == []
    assert given(opened(), proposed(COUNT), agrees()).when(claim()).warned() == []


def test_more_that_shows_it_is_said_later_by_anybody() -> None:
    shown = [{"by": "row", "ref": "4711"}]
    for said in (seller, customer, witness):
        story = begun().and_given(claim()).when(said("result.prove", outcome="o-1", reference="T-1", shown=shown))
        story.then(fact(ResultShown, reference="T-1"))


def test_what_came_back_is_said_by_the_seller_a_witness_and_whoever_measures() -> None:
    again = {"outcome": "o-1", "reference": "T-1"}
    for said in (seller, witness, customer):
        begun().and_given(claim()).when(said("result.reopen", **again)).then(fact(ResultReopened, reference="T-1"))


def test_from_a_customer_who_does_not_measure_it_is_a_dispute_and_needs_its_why() -> None:
    measured = {**terms(), "measured": {"how": "log", "by": "seller"}}
    story = given(opened(), proposed(measured), agrees(), claim())
    again = {"outcome": "o-1", "reference": "T-1"}
    story.when(customer("result.reopen", **again)).then_refuses(NoWhy)
    story.when(customer("result.reopen", why="it is back", **again)).then(fact(ResultDisputed, dispute="d-1"))


def test_it_is_disputed_through_the_last_day_of_objections_and_no_later() -> None:
    story = begun(holds=2, again="it is back", objections=3).and_given(claim(occurred_at="2026-03-01"))
    late = customer("result.dispute", outcome="o-1", reference="T-1", why="no", recorded="2026-03-07T08:00:00+00:00")
    story.when(late).then_refuses(TooLate, "could be disputed until 2026-03-06")


def test_of_a_bundle_units_are_disputed_as_long_as_any_are_free() -> None:
    story = begun().and_given(claim(quantity=3))
    two = customer("result.dispute", outcome="o-1", reference="T-1", quantity=2, why="two broke")
    story.and_given(two).when(two).then_refuses(MoreThanStands, "1 of T-1 stand")
    one = customer("result.dispute", outcome="o-1", reference="T-1", quantity=1, why="and one more")
    story.when(one).then(fact(ResultDisputed, dispute="d-2", quantity=1))
    story.when(DISPUTE).then_refuses(NotNow, "in dispute already")


def test_what_was_settled_is_not_disputed_again_and_what_was_taken_back_may_be() -> None:
    story = begun().and_given(claim(), DISPUTE, customer("dispute.withdraw", dispute="d-1"))
    story.when(DISPUTE).then(fact(ResultDisputed, dispute="d-2"))
    settled = begun().and_given(
        claim(quantity=2), DISPUTE, seller("dispute.answer", dispute="d-1", stands=1, why="one")
    )
    settled.and_given(customer("dispute.accept", dispute="d-1")).when(DISPUTE).then_refuses(Decided)


def test_every_rule_together_is_taken() -> None:
    given(opened()).and_given(proposed({**COUNT, "counts": COUNTS}))
