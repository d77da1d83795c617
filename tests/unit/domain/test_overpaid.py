"""A payment that is far above what can be owed is recorded, and whoever records it is told."""

from __future__ import annotations

from typing import Any

import pytest

from domain.engagement.shared.requested import Effect, mark
from tests.spec import COUNT, TARGET, Said, agreed, agrees, customer, given, opened, proposed, reached, seller

WHOLE = {**TARGET, "price": [{"amount": "12000"}], "worth": {"low": "48000", "high": "48000"}, "matters": "they wait"}
SEEN = mark("errand", None, Effect(how="own-line"))
EACH = {**COUNT, "worth": {"low": "900", "high": "900", "per": "result"}, "matters": "staff wait"}


def paid(amount: str, outcome: str | None = "o-1", **fields: Any) -> Said:
    return seller("payment.note", amount=amount, **({"outcome": outcome} if outcome else {}), **fields)


def each(**part: str) -> dict[str, Any]:
    return {**EACH, "price": [{"form": "per-result", "amount": "30", **part}]}


def warned_of(*before: Any, when: Said) -> list[str]:
    return [str(one) for one in given(*before).when(when).warned()]


def test_what_is_far_above_the_price_is_told_with_both_amounts_and_the_line_that_corrects_it() -> None:
    [warned] = given(agreed(WHOLE)).when(paid("9000000")).warned()
    assert (
        str(warned) == "ABOVE-PRICE: paid so far with this: 9,000,000 EUR; the agreed price comes to 12,000 EUR at most"
    )
    assert (warned.way_out.command, warned.way_out.fixed, warned.standing) == (
        "payment.correct",
        {"corrects": 4},
        False,
    )


@pytest.mark.parametrize(("amount", "codes"), [("12000", 0), ("15240", 0), ("15240.01", 1), ("24000", 1)])
def test_a_tax_on_top_is_no_slip_and_a_coin_more_is(amount: str, codes: int) -> None:
    assert len(warned_of(agreed(WHOLE), when=paid(amount))) == codes


def test_all_that_was_paid_for_it_counts_and_money_that_went_back_does_not() -> None:
    assert "with this: 18,000 EUR" in warned_of(agreed(WHOLE), paid("9000"), when=paid("9000"))[0]
    assert warned_of(agreed(WHOLE), paid("9000"), paid("-9000", why="twice"), when=paid("9000")) == []
    assert warned_of(agreed(WHOLE), paid("9000"), paid("9000"), when=paid("-9000", why="twice")) == []


def test_of_several_versions_the_dearest_holds() -> None:
    dearer = {**WHOLE, "price": [{"amount": "20000"}]}
    again = (*agreed(WHOLE), proposed(dearer, outcome="o-1", why="more"), agrees(2))
    assert warned_of(again, when=paid("25400")) == []
    assert warned_of(again, when=paid("25401")) != []


def test_a_price_per_result_is_held_against_its_cap_or_else_against_a_hundred_times_of_what_was_earned() -> None:
    assert warned_of(agreed(each(cap="3000")), when=paid("3810")) == []
    assert "comes to 3,000 EUR at most" in warned_of(agreed(each(cap="3000")), when=paid("3811"))[0]
    earned = (*agreed(each()), reached(reference="T-1"), reached(reference="T-2"))
    assert warned_of(earned, when=paid("6000")) == []
    assert warned_of(earned, when=paid("6000.01")) == [
        "ABOVE-PRICE: paid so far with this: 6,000.01 EUR; 60 EUR were earned until now"
    ]
    assert warned_of(agreed(each()), when=paid("9000")) == [], "nothing was earned: it is paid ahead"


@pytest.mark.parametrize(
    "before",
    [
        (opened(), proposed(WHOLE)),
        agreed(TARGET),
        agreed({**WHOLE, "price": [{"amount": "12000"}, {"form": "per-unit", "amount": "120", "unit": "hour"}]}),
    ],
)
def test_where_nobody_can_say_what_is_owed_nothing_is_held_against_it(before: Any) -> None:
    assert warned_of(before, when=paid("9000000")) == []


def test_what_is_for_no_outcome_is_held_against_all_of_them() -> None:
    two = (*agreed(WHOLE), proposed({**WHOLE, "says": "Fewer calls"}), agrees(outcome="o-2"))
    assert warned_of(two, paid("15240"), when=paid("15240", outcome=None)) == []
    assert "24,000 EUR at most" in warned_of(two, paid("15240"), when=paid("15241", outcome=None))[0]
    unpriced = proposed({**TARGET, "says": "Fewer calls"})
    assert warned_of(agreed(WHOLE), unpriced, agrees(outcome="o-2"), when=paid("90000", outcome=None)) == []
    retainer = seller("engagement.basis", basis="mixed", retainer="100", why="they ask")
    assert warned_of(agreed(WHOLE), retainer, when=paid("90000", outcome=None)) == []


def test_what_is_for_a_request_is_held_against_what_was_agreed_for_it() -> None:
    errand = (
        customer("request.make", kind="errand", says="bring the forms", effect=SEEN),
        seller("request.counter", request="r-1", says="on Friday", cost="100", premium="10", why="a drive"),
        customer("request.accept", request="r-1"),
    )
    assert warned_of(agreed(WHOLE), errand, when=paid("139.70", outcome=None, request="r-1")) == []
    assert "110 EUR at most" in warned_of(agreed(WHOLE), errand, when=paid("139.71", outcome=None, request="r-1"))[0]


def test_a_correction_is_told_the_same() -> None:
    wrong = seller("payment.correct", corrects=4, amount="120000", why="a typo")
    assert warned_of(agreed(WHOLE), paid("12000"), when=wrong)[0].startswith(
        "ABOVE-PRICE: paid so far with this: 120,000"
    )
    right = seller("payment.correct", corrects=4, amount="12000", why="a typo")
    assert warned_of(agreed(WHOLE), paid("120000"), when=right) == []


@pytest.mark.parametrize(
    ("when", "codes"), [("2026-01-09", 1), ("2025", 1), ("2026-01-10", 0), ("2026-01", 0), ("2026", 0)]
)
def test_a_payment_from_before_the_engagement_was_opened_is_told(when: str, codes: int) -> None:
    warnings = warned_of(opened(occurred_at="2026-01-10"), when=paid("5", outcome=None, occurred_at=when))
    assert warnings == [f"BEFORE-OPENED: {when} lies before the engagement was opened, on 2026-01-10"] * codes
