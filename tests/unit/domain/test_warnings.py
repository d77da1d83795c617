"""What is allowed and yet worth a word: it is recorded, and whoever says it is told."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import domain
from domain.said import NAME
from domain.step import WayOut
from tests.fields import unfilled
from tests.spec import (
    COUNT,
    TARGET,
    Said,
    agreed,
    agrees,
    customer,
    given,
    measured,
    on_behalf,
    opened,
    proposed,
    reached,
    seller,
    witness,
)

THEIRS = customer("result.measure", outcome="o-1", value="7")


def due(by: str) -> dict[str, Any]:
    return {**TARGET, "metric": {**TARGET["metric"], "by": by}}


def measured_by(whose: str) -> dict[str, Any]:
    return {**TARGET, "measured": {"how": "CRM export", "by": whose}}


def codes(*before: Any, when: Said) -> list[str]:
    return [one.partition(":")[0] for one in given(*before).when(when).warns()]


def test_a_measurement_by_another_side_than_the_terms_say_is_told_whose_word_it_is() -> None:
    [warned] = given(agreed()).when(measured("7")).warned()
    assert warned.code == "NOT-WHO-MEASURES"
    assert warned.message == "by the terms the customer measures; this is recorded as the seller's figure"
    assert warned.way_out.side == "customer"
    assert warned.way_out.says == "if it is the customer's figure, record it with --as customer"


@pytest.mark.parametrize("said", [THEIRS, on_behalf(THEIRS)])
def test_what_the_side_in_the_terms_measured_needs_no_word_whoever_records_it(said: Said) -> None:
    assert codes(agreed(), when=said) == []


def test_where_a_witness_measures_the_customers_figure_is_told_apart() -> None:
    terms = measured_by("witness")
    assert codes(agreed(terms), when=THEIRS) == ["NOT-WHO-MEASURES"]
    assert codes(agreed(terms), when=witness("result.measure", outcome="o-1", value="7")) == []


def test_a_measurement_of_before_the_agreement_is_told_so() -> None:
    early = customer("result.measure", outcome="o-1", value="5", period="2019-01")
    [told] = given(agreed()).when(early).warns()
    assert told.startswith("BEFORE-AGREED: 2019-01 lies before o-1 was agreed, on 2026-")
    assert codes(agreed(), when=customer("result.measure", outcome="o-1", value="5", occurred_at="2019")) == [
        "BEFORE-AGREED"
    ]


def test_a_history_filled_in_afterwards_is_not_warned_of() -> None:
    then = customer("outcome.agree", outcome="o-1", version=1, occurred_at="2019")
    within = customer("result.measure", outcome="o-1", value="5", period="2019-01")
    assert codes(opened(), proposed(), then, when=within) == []


def test_a_measurement_of_before_a_later_version_still_lies_after_the_first_agreement() -> None:
    first = customer("outcome.agree", outcome="o-1", version=1, occurred_at="2019-01")
    second = (proposed(outcome="o-1", why="more clients than thought"), agrees(version=2))
    within = customer("result.measure", outcome="o-1", value="5", period="2019-03")
    assert codes(opened(), proposed(), first, second, when=within) == []


def test_an_agreement_that_was_denied_is_no_day_to_measure_from() -> None:
    first = on_behalf(customer("outcome.agree", outcome="o-1", version=1, occurred_at="2019-01"))
    denied = (first, customer("word.disown", version=3, why="nobody asked me"))
    within = customer("result.measure", outcome="o-1", value="5", period="2019-03")
    assert codes(opened(), proposed(), denied, agrees(), when=within) == ["BEFORE-AGREED"]


def test_a_baseline_that_is_measured_first_may_be_of_before_the_agreement() -> None:
    metric = {"name": "days", "direction": "down", "first_measured_by": "2026-03-01", "target": "5", "by": "2026-12-15"}
    baseline = customer("result.measure", outcome="o-1", value="21", period="2025-12")
    story = given(agreed({**TARGET, "metric": metric}))
    assert story.when(baseline).warns() == []
    assert codes(agreed({**TARGET, "metric": metric}), baseline, when=baseline) == ["BEFORE-AGREED"]


def test_a_correction_that_moves_a_figure_before_the_agreement_is_told_so() -> None:
    corrected = customer("result.correct-measurement", corrects=4, value="7", period="2019-01", why="wrong month")
    assert codes(agreed(), THEIRS, when=corrected) == ["BEFORE-AGREED"]


ASSESSED = (opened(), seller("fit.assess", problem="they wait", expertise="ours", seen="yes"))


def test_what_is_due_before_the_day_it_is_proposed_is_told_that_nothing_can_reach_it() -> None:
    [told] = given(ASSESSED).when(proposed(due("2020-03-31"))).warns()
    assert told.startswith("PAST-DATE: 2020-03-31 is past on 2026-")


@pytest.mark.parametrize(
    ("by", "fields"), [("2026", {}), ("2090-01-01", {}), ("2020-03-31", {"occurred_at": "2019-12-01"})]
)
def test_what_was_still_to_come_when_it_was_proposed_is_not_warned_of(by: str, fields: dict[str, str]) -> None:
    assert codes(ASSESSED, when=proposed(due(by), **fields)) == []


def test_a_count_without_a_date_is_never_past_it() -> None:
    assert codes(ASSESSED, when=proposed(COUNT)) == []


def test_a_next_version_that_is_due_in_the_past_is_told_too() -> None:
    again = seller("outcome.propose", outcome="o-1", terms=due("2020"), why="they hurry")
    assert codes(ASSESSED, proposed(), agrees(), when=again) == ["PAST-DATE"]


@pytest.mark.parametrize("currency", ["XXQ", "EUO", "BTC"])
def test_a_currency_that_the_standard_does_not_know_is_told_while_it_can_be_mended(currency: str) -> None:
    assert codes(when=opened(currency=currency)) == ["NO-CURRENCY"]


@pytest.mark.parametrize("currency", ["EUR", "XCG", "DEM", "ATS", "BGN"])
def test_a_currency_in_use_or_withdrawn_is_taken_without_a_word(currency: str) -> None:
    assert codes(when=opened(currency=currency)) == []


TICKETS = (
    reached(reference="T-1", quantity=3, occurred_at="2026-02-10"),
    reached(reference="T-2", occurred_at="2026-02"),
)


@pytest.mark.parametrize(
    ("say", "how"),
    [(customer, "result.confirm"), (customer, "result.dispute"), (seller, "result.retract")],
)
def test_a_word_from_before_the_result_that_it_is_of_is_told(say: Any, how: str) -> None:
    def told(reference: str, on: str) -> list[str]:
        said = say(how, outcome="o-1", reference=reference, why="x", occurred_at=on)
        return given(agreed(COUNT), TICKETS).when(said).warns()

    assert told("T-1", "2026-02-09") == ["BEFORE-RESULT: T-1 happened after 2026-02-09, the day of this entry"]
    assert told("T-1", "2026-02-10") == told("T-1", "2026-02") == []
    assert told("T-2", "2026-02-10") == [], "it may have happened on the first"


def test_a_confirmation_of_all_through_a_day_names_what_happened_after_it() -> None:
    early, late = (reached(reference=one, occurred_at=f"2026-02-{one}") for one in ("01", "21"))
    yes = customer("result.confirm", outcome="o-1", through="2026-02-28", occurred_at="2026-02-20")
    assert given(agreed(COUNT), early, late).when(yes).warns() == [
        "BEFORE-RESULT: 21 happened after 2026-02-20, the day of this entry"
    ]
    assert given(agreed(COUNT), early).when(yes).warns() == []
    alone = customer("result.confirm", outcome="o-1", reference="21", occurred_at="2026-02-22")
    assert given(agreed(COUNT), early, late, alone).when(yes).warns() == [], "it is not of that one"
    lapsed = seller("result.correct", corrects=5, quantity=2, why="miscounted")
    assert codes(agreed(COUNT), early, late, alone, lapsed, when=yes) == ["BEFORE-RESULT"]


def test_a_correction_says_that_a_confirmation_lapses() -> None:
    yes = customer("result.confirm", outcome="o-1", reference="T-1")
    wrong = seller("result.correct", corrects=4, quantity=4, why="miscounted")
    assert codes(agreed(COUNT), TICKETS, when=wrong) == []
    assert given(agreed(COUNT), TICKETS, yes).when(wrong).warns() == [
        "CONFIRM-AGAIN: T-1 was confirmed before it was corrected, and must be confirmed again"
    ]
    assert codes(agreed(COUNT), TICKETS, yes, wrong, when=wrong) == [], "it had lapsed before"


@pytest.mark.parametrize(
    ("before", "wrong"),
    [
        (TICKETS[0], seller("result.correct", corrects=4, quantity=4, why="miscounted")),
        (
            seller("payment.note", outcome="o-1", amount="9", payer="them", occurred_at="2026-02-10"),
            seller("payment.correct", corrects=4, amount="8", why="a typo"),
        ),
        (
            seller("result.measure", outcome="o-1", value="5", occurred_at="2026-02-10"),
            seller("result.correct-measurement", corrects=4, value="4", why="a typo"),
        ),
    ],
)
def test_a_date_said_of_a_correction_is_told_not_to_be_taken(before: Said, wrong: Said) -> None:
    def told(**dated: str) -> list[str]:
        found = codes(agreed(COUNT), before, when=replace(wrong, fields={**wrong.fields, **dated}))
        return [code for code in found if code == "ITS-DATE"]

    assert told(occurred_at="2026-02-12") == ["ITS-DATE"]
    assert told() == told(occurred_at="2026-02-10") == told(occurred_at="2026-02-10T09:00:00Z") == []


def test_no_way_out_of_a_warning_waits_for_a_name_to_be_filled_in() -> None:
    found = [call for path in Path(str(domain.__file__)).parent.rglob("*.py") for call in _unfilled(path)]
    assert found == [], "an error fills the names in its way out, a warning does not: say it with worded"


def test_a_name_to_be_filled_in_is_seen_in_every_part_of_a_way_out() -> None:
    way = WayOut(says="of the {side}", command="history", place="{name}", fixed={"why": "{why}"})
    assert unfilled(WayOut(otherwise=way)) == ["{side}", "{name}", "{why}"]
    assert unfilled(WayOut(says="of the seller")) == []


def _unfilled(path: Path) -> Iterator[str]:
    """The texts with names in ways out, in functions that warn."""
    for function in ast.walk(ast.parse(path.read_text())):
        if isinstance(function, ast.FunctionDef) and any(_calls(part, "Warned") for part in ast.walk(function)):
            ways = [part for part in ast.walk(function) if _calls(part, "WayOut")]
            yield from (f"{path.name}: {text}" for way in ways for text in _bare(way) if NAME.search(text))


def _calls(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _bare(node: ast.AST) -> Iterator[str]:
    """The texts in it that nothing fills."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for part in ast.iter_child_nodes(node):
        if not _calls(part, "worded"):
            yield from _bare(part)
