"""Terms: value before price, price below worth, a baseline, a count, one currency (domain 0)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from domain.engagement.outcome import OutcomeProposed
from domain.engagement.shared.terms import Metric, Part, across, earned, meets, most
from domain.errors import Invalid, NoBaseline, NotCounted, OtherCurrency, PriceNotBelowWorth, ValueFirst
from tests.spec import COUNT, TARGET, fact, given, opened, proposed

WHOLE = {"form": "whole", "amount": "18000"}
EACH = {"form": "per-result", "amount": "700"}
CAPPED = {**EACH, "cap": "35000"}
HOURS = {"form": "per-unit", "amount": "120", "unit": "hour"}
WORTH = {"low": "40000", "high": "60000"}
WORTH_EACH = {"low": "900", "high": "1000", "per": "result"}
MATTERS = "every lost client costs us a year"


def terms(base: dict[str, Any] = TARGET, metric: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    return {**base, **fields, "metric": {**base["metric"], **(metric or {})}}


def valued(base: dict[str, Any], *price: dict[str, Any], worth: dict[str, Any] = WORTH) -> dict[str, Any]:
    return terms(base, worth=worth, matters=MATTERS, price=list(price))


def part(base: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {**base, **fields}


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("no price yet", TARGET),
        ("value first, price in the next version", terms(worth=WORTH, matters=MATTERS)),
        ("a whole below its worth", valued(TARGET, WHOLE)),
        ("the low end of a range counts", valued(TARGET, part(WHOLE, amount="39999.99"))),
        ("a price per unit needs no worth", terms(price=[HOURS])),
        ("a cap below the worth", valued(COUNT, CAPPED)),
        ("a hybrid below the worth", valued(COUNT, part(WHOLE, amount="4999"), CAPPED)),
        ("two payers below the worth", valued(COUNT, CAPPED, {**EACH, "amount": "300", "cap": "4000", "payer": "b"})),
        ("a price per result below the worth of one", valued(COUNT, EACH, worth=WORTH_EACH)),
        ("unlike kinds are not compared: a whole, worth per result", valued(COUNT, WHOLE, worth=WORTH_EACH)),
        ("unlike kinds are not compared: per result, worth whole", valued(COUNT, part(EACH, amount="70000"))),
        ("per unit is not compared", valued(TARGET, part(HOURS, amount="70000"))),
        ("a baseline still to be measured", terms(metric={"baseline": None, "first_measured_by": "2026-04"})),
        ("upwards", terms(metric={"direction": "up", "baseline": "1", "target": "5"})),
        ("into a band", terms(metric={"direction": "band", "target": "4", "upper": "6"})),
        ("a count with a number and a date", terms(COUNT, metric={"target": "50", "by": "2026-12"})),
        ("the engagement's currency, said", terms(currency="EUR")),
    ],
)
def test_terms_that_stand(why: str, told: dict[str, Any]) -> None:
    given(opened()).when(proposed(told)).then(fact(OutcomeProposed, version=1))


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        (terms(metric={"baseline": None}), NoBaseline),
        (terms(metric={"baseline": "5"}), NoBaseline),
        (terms(metric={"baseline": "5.00"}), NoBaseline),
        (terms(metric={"direction": "up"}), NoBaseline),
        (terms(price=[WHOLE]), ValueFirst),
        (terms(price=[WHOLE], worth=WORTH), ValueFirst),
        (terms(price=[WHOLE], matters=MATTERS), ValueFirst),
        (terms(COUNT, price=[EACH]), ValueFirst),
        (valued(TARGET, part(WHOLE, amount="40000")), PriceNotBelowWorth),
        (valued(TARGET, WHOLE, part(WHOLE, amount="22000", due="agreed")), PriceNotBelowWorth),
        (valued(COUNT, part(CAPPED, cap="40000")), PriceNotBelowWorth),
        (valued(COUNT, part(WHOLE, amount="5000"), CAPPED), PriceNotBelowWorth),
        (valued(COUNT, part(EACH, amount="900"), worth=WORTH_EACH), PriceNotBelowWorth),
        (valued(COUNT, EACH, part(EACH, amount="200", payer="b"), worth=WORTH_EACH), PriceNotBelowWorth),
        (valued(TARGET, EACH), NotCounted),
        (terms(price=[EACH]), NotCounted),
        (terms(currency="USD"), OtherCurrency),
        (valued(TARGET, part(WHOLE, cap="1")), Invalid),
        (valued(TARGET, part(HOURS, unit=None)), Invalid),
        (valued(TARGET, part(WHOLE, unit="hour")), Invalid),
        (valued(TARGET, WHOLE, worth={"low": "3", "high": "2"}), Invalid),
        (terms(metric={"by": None}), Invalid),
        (terms(metric={"target": None}), Invalid),
        (terms(metric={"direction": None}), Invalid),
        (terms(metric={"upper": "7"}), Invalid),
        (terms(metric={"direction": "band", "upper": "4"}), Invalid),
        (terms(metric={"direction": "band"}), Invalid),
        (terms(COUNT, metric={"baseline": "3"}), Invalid),
        (terms(COUNT, metric={"target": "3", "upper": "7"}), Invalid),
    ],
)
def test_terms_that_are_refused(told: dict[str, Any], refusal: type[Any]) -> None:
    given(opened()).when(proposed(told)).then_refuses(refusal)


def test_a_count_starts_at_nothing_and_goes_up() -> None:
    told = given(opened()).when(proposed(COUNT)).then(fact(OutcomeProposed)).facts[-1].fact
    assert (told.terms.metric.baseline, told.terms.metric.direction) == (Decimal(0), "up")


def metric(direction: Any, target: str | None, upper: str | None = None) -> Metric:
    low, high = (None if text is None else Decimal(text) for text in (target, upper))
    return Metric(name="m", direction=direction, target=low, upper=high)


@pytest.mark.parametrize(
    ("told", "meeting", "missing"),
    [
        (metric("up", "5"), ["5", "5.0", "6"], ["4.999"]),
        (metric("down", "5"), ["5", "4"], ["5.001"]),
        (metric("band", "4", "6"), ["4", "5", "6"], ["3.9", "6.1"]),
        (metric("up", None), [], ["1"]),
    ],
)
def test_a_figure_meets_its_target(told: Metric, meeting: list[str], missing: list[str]) -> None:
    assert [value for value in meeting + missing if meets(told, Decimal(value))] == meeting


def test_an_interval_across_the_target_is_seen() -> None:
    assert across(metric("down", "5"), Decimal(4), Decimal(6))
    assert not across(metric("down", "5"), Decimal(3), Decimal(4))


@pytest.mark.parametrize(
    ("told", "standing", "due", "expected"),
    [
        ({"amount": "18000"}, 0, False, "0"),
        ({"amount": "18000"}, 0, True, "18000"),
        ({"form": "per-result", "amount": "700", "cap": "35000"}, 55, True, "35000"),
        ({"form": "per-result", "amount": "300", "cap": "15000"}, 55, True, "15000"),
        ({"form": "per-result", "amount": "700", "cap": "35000"}, 49, True, "34300"),
        ({"form": "per-result", "amount": "700"}, 55, True, "38500"),
        ({"form": "per-unit", "amount": "120", "unit": "hour"}, 55, True, "0"),
    ],
)
def test_what_a_part_of_the_price_has_earned(told: dict[str, Any], standing: int, expected: str, *, due: bool) -> None:
    numbers = {name: Decimal(value) for name, value in told.items() if name in {"amount", "cap"}}
    assert earned(Part(**{**told, **numbers}), standing, "EUR", due=due) == Decimal(expected)


@pytest.mark.parametrize("whose", ["seller", "staff", "ours"])
def test_an_outcome_is_the_customers_or_theirs_and_never_ours(whose: str) -> None:
    given(opened()).when(proposed({**TARGET, "whose": whose})).then_refuses(Invalid)
    theirs = given(opened()).when(proposed({**TARGET, "whose": "their-customers"}))
    theirs.then(fact(OutcomeProposed, outcome="o-1"))


def test_the_most_a_price_may_come_to_is_its_wholes_and_caps_and_unknown_where_a_part_has_no_end() -> None:
    whole = Part(amount=Decimal(1200))
    capped = Part(form="per-result", amount=Decimal(700), cap=Decimal(35000))
    assert most([]) == 0
    assert most([whole, capped]) == 36200
    assert most([whole, Part(form="per-unit", amount=Decimal(120), unit="hour")]) is None


def test_nobody_is_told_to_go_below_a_worth_of_nothing() -> None:
    nothing = valued(TARGET, WHOLE, worth={"low": "0", "high": "5"})
    refusal = given(opened()).when(proposed(nothing)).then_refuses(PriceNotBelowWorth)
    assert refusal.way_out.says == "show what it is worth at least; where that is nothing, leave the price out"
