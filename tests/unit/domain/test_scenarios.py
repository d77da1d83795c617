"""Two or three ways are put down before any is begun; spending past the one that is gone is a surprise (text 002)."""

from __future__ import annotations

from typing import Any

import pytest

from domain.engagement.scenarios import (
    ScenarioChosen,
    ScenarioMoved,
    ScenariosPresented,
    SpendCorrected,
    SpendNoted,
    SurpriseFound,
)
from domain.errors import CostsRise, Invalid, NotAnOption, NotNow, NotYourWord, NoWhy, TooFew, TooMany, Unknown
from projections.scenarios import SCENARIOS
from projections.shared.documents.scenarios import Scenarios
from tests.spec import Said, Story, customer, fact, given, on_behalf, opened, seller
from tests.unit.projections.given import folded


def way(label: str, cost: str) -> dict[str, str]:
    return {"label": label, "trigger": f"when it comes to {label}", "cost": cost, "ends": "they pay or dig in"}


DEBT = [way("letter", "2500"), way("confrontation", "25000"), way("court", "70000")]
LETTER = customer("scenario.choose", scenario="letter")


def presents(*ways: dict[str, str], **fields: Any) -> Said:
    return seller("scenario.present", scenarios=list(ways or DEBT), **{"stake": "200000", **fields})


def spends(total: str) -> Said:
    return seller("scenario.spend", total=total)


def moves(label: str) -> Said:
    return seller("scenario.move", scenario=label, why="they answered with a lawyer")


def surprise(amount: str, total: str, **fields: Any) -> Any:
    sums = {"amount": amount, "total": total}
    return fact(SurpriseFound, **{name: {"amount": one, "currency": "EUR"} for name, one in sums.items()}, **fields)


def page(story: Story) -> Scenarios:
    (found,) = folded(SCENARIOS, story.facts).values()
    return found


def asked() -> Story:
    """Firm B: three ways are on the table."""
    return given(opened(), presents())


def test_three_ways_are_put_down_each_with_its_trigger_its_cost_and_its_end() -> None:
    given(opened()).when(presents()).then(fact(ScenariosPresented, stake={"amount": "200000", "currency": "EUR"}))
    assert page(asked()).ways[0].ends == "they pay or dig in"


@pytest.mark.parametrize(("costs", "refusal"), [(["1"], TooFew), (["1", "2", "3", "4"], TooMany)])
def test_two_or_three_ways_are_a_choice(costs: list[str], refusal: type[TooFew]) -> None:
    given(opened()).when(presents(*(way(f"to {cost}", cost) for cost in costs))).then_refuses(refusal)


@pytest.mark.parametrize("costs", [("2500", "2500"), ("70000", "2500")])
def test_costs_rise_from_way_to_way(costs: tuple[str, str]) -> None:
    given(opened()).when(presents(way("one", costs[0]), way("other", costs[1]))).then_refuses(CostsRise)


def test_each_way_has_a_label_of_its_own() -> None:
    given(opened()).when(presents(way("one", "1"), way("one", "2"))).then_refuses(Invalid)


def test_ways_may_lead_to_an_outcome_that_is_there() -> None:
    given(opened()).when(presents(outcome="o-1")).then_refuses(Unknown)


def test_the_customer_says_how_to_proceed() -> None:
    asked().when(LETTER).then(fact(ScenarioChosen, scenario="letter"))
    asked().when(seller("scenario.choose", scenario="letter")).then_refuses(NotYourWord)
    asked().when(customer("scenario.choose", scenario="prayer")).then_refuses(NotAnOption)


def test_another_way_is_gone_with_a_why_and_only_once_one_was_chosen() -> None:
    asked().when(moves("court")).then_refuses(NotNow)
    asked().and_given(LETTER).when(seller("scenario.move", scenario="court")).then_refuses(NoWhy)
    asked().and_given(LETTER).when(moves("court")).then(fact(ScenarioMoved, scenario="court"))
    asked().and_given(LETTER).when(moves("letter")).then_refuses(NotNow)


def test_spending_past_the_way_that_is_gone_is_a_surprise_and_each_part_of_it_is_found_once() -> None:
    story = asked().and_given(LETTER, spends("2500"))
    story.when(spends("2501")).then(fact(SpendNoted), surprise("1", "2501", against="scenario", scenario="letter"))
    story.when(spends("2600")).then(fact(SpendNoted), surprise("99", "2600"))
    story.when(spends("2600")).then(fact(SpendNoted))
    assert (page(story).surprised, page(story).spent, page(story).limit) == (100, 2600, 2500)


def test_law_firm_a_has_a_retainer_and_no_scenarios_so_every_dollar_beyond_is_a_surprise() -> None:
    story = given(
        opened(),
        seller("engagement.basis", basis="resource", unit="hour", retainer="5000", why="they bill by the hour"),
    )
    story.when(spends("5000")).then(fact(SpendNoted))
    story.when(spends("5001")).then(fact(SpendNoted), surprise("1", "5001", against="retainer", scenario=None))


def test_law_firm_b_moved_with_a_reason_and_24000_surprised_nobody() -> None:
    story = asked().and_given(LETTER, moves("confrontation"))
    story.when(spends("24000")).then(fact(SpendNoted))

    shown = page(story)
    assert [(way.share, way.kept) for way in shown.ways] == [
        (pytest.approx(1.25), 197_500),
        (pytest.approx(12.5), 175_000),
        (35, 130_000),
    ]
    assert (shown.active, shown.surprised, shown.spent, shown.kept) == ("confrontation", 0, 24_000, 176_000)
    assert [(step.scenario, step.why) for step in shown.steps] == [
        ("letter", None),
        ("confrontation", "they answered with a lawyer"),
    ]


def test_what_was_spent_never_falls_but_by_a_correction() -> None:
    story = asked().and_given(LETTER, spends("2400"))
    story.when(spends("2300")).then_refuses(Invalid)
    story.when(seller("scenario.correct", corrects=4, total="2300", why="a fee stood there twice")).then(
        fact(SpendCorrected, corrects=4)
    )
    story.when(seller("scenario.correct", corrects=3, total="1", why="it was no spend")).then_refuses(Unknown)
    assert page(story).spent == 2300


def test_a_correction_past_the_way_that_is_gone_is_a_surprise_as_well() -> None:
    story = asked().and_given(LETTER, spends("2400"))
    story.when(seller("scenario.correct", corrects=4, total="2510", why="a fee was left out")).then(
        fact(SpendCorrected), surprise("10", "2510")
    )


def test_a_choice_that_was_denied_is_none() -> None:
    story = asked().and_given(on_behalf(LETTER), customer("word.disown", version=3, why="nobody asked us"))
    story.when(moves("court")).then_refuses(NotNow)
    assert (page(story).active, page(story).steps) == (None, [])


def test_new_ways_leave_the_one_that_is_gone_at_the_cost_that_was_said() -> None:
    story = asked().and_given(LETTER, presents(way("letter", "9000"), way("court", "70000")))
    story.when(spends("2501")).then(
        fact(SpendNoted), surprise("1", "2501", limit={"amount": "2500", "currency": "EUR"})
    )
    assert page(story).limit == 2500


def asks(label: str, by: Any = seller) -> Said:
    return by("scenario.ask", scenario=label, why="they answered with a lawyer")


@pytest.mark.parametrize("by", [seller, customer])
def test_either_side_asks_to_change_the_way_and_the_customer_decides(by: Any) -> None:
    asking = asked().and_given(LETTER, asks("confrontation", by))
    (ask,) = page(asking).asks
    assert (ask.scenario, ask.why) == ("confrontation", "they answered with a lawyer")
    assert (ask.said.party, ask.answered) == (by("scenario.ask").party, None)
    assert page(asking).active == "letter", "nothing changes by asking"

    (decided,) = page(asking.and_given(customer("scenario.choose", scenario="confrontation"))).asks
    assert (decided.answer, decided.answered and decided.answered.party) == ("confrontation", "customer")


def test_the_customer_may_stay_on_the_way_they_are_on_once_they_are_asked() -> None:
    story = asked().and_given(LETTER, asks("court"))
    story.when(LETTER).then(fact(ScenarioChosen, scenario="letter"))
    stays = page(story)
    assert (stays.active, stays.asks[0].answer) == ("letter", "letter")
    story.when(LETTER).then_refuses(NotNow)


@pytest.mark.parametrize(
    ("before", "label", "refusal"),
    [
        ((), "letter", NotNow),
        ((LETTER,), "letter", NotNow),
        ((LETTER,), "a truce", NotAnOption),
        ((LETTER, asks("court")), "court", NotNow),
    ],
)
def test_what_cannot_be_asked_for(before: tuple[Said, ...], label: str, refusal: type[Any]) -> None:
    asked().and_given(*before).when(asks(label)).then_refuses(refusal)


@pytest.mark.parametrize(
    ("overtakes", "answer"),
    [(moves("court"), "court"), (asks("confrontation"), None), (presents(DEBT[0], DEBT[2]), None)],
)
def test_what_was_asked_waits_no_more_once_another_word_overtakes_it(overtakes: Said, answer: str | None) -> None:
    first = page(asked().and_given(LETTER, asks("court"), overtakes)).asks[0]
    assert first.answered is not None
    assert first.answer == answer


def test_an_answer_that_is_denied_leaves_what_was_asked_waiting() -> None:
    story = asked().and_given(LETTER, asks("court"), on_behalf(customer("scenario.choose", scenario="court")))
    assert page(story).asks[0].answer == "court"
    story.and_given(customer("word.disown", all=True, why="nobody asked us"))
    assert page(story).asks[0].answered is None
