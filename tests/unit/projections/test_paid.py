"""The money on the page that both read is that of the view for it, whatever happened."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from projections.accountability import ACCOUNTABILITY
from projections.reconcile import RECONCILE
from tests.every_page import histories
from tests.pages import lines
from tests.unit.projections.given import History, agreed, folded, terms

DAY = date(2026, 3, 1)
PRICE = [{"form": "whole", "amount": "900", "due": "agreed"}]

BY_THE_CUSTOMER = (
    "900 by the customer's own word + 0 by a witness's + 0 recorded for them by the seller"
    " + 0 by the customer's silence + 0 by the seller's word alone"
)
BY_THE_SELLER = (
    "0 by the customer's own word + 0 by a witness's + 0 recorded for them by the seller"
    " + 0 by the customer's silence + 900 by the seller's word alone"
)


def paid(*payments: dict[str, str]) -> dict[str, str]:
    history = agreed(terms(price=PRICE))
    for payment in payments:
        history.seller("payment.note", **payment)
    return page(history)


def page(history: History) -> dict[str, str]:
    (found,) = folded(ACCOUNTABILITY, history.facts).values()
    return dict(lines(found, DAY))


@pytest.mark.parametrize("number", range(len(histories())))
def test_it_is_the_sum_of_the_views_rows_in_the_currency_of_the_engagement(number: int) -> None:
    history = histories()[number]
    for page in folded(ACCOUNTABILITY, history).values():
        rows = [
            row
            for row in folded(RECONCILE, history).values()
            if (row.engagement, row.currency) == (page.engagement, page.currency)
        ]
        sums = {
            name: sum((getattr(row, name) for row in rows), Decimal(0)) for name in ("earned", "in_dispute", "paid")
        }
        assert {name: getattr(page.money, name) for name in sums} == sums
        assert page.money.owed == sums["earned"] - sums["paid"]


def test_the_page_says_what_was_earned_paid_and_is_owed_and_each_payment() -> None:
    page = paid({"amount": "400", "outcome": "o-1", "bill": "R-7", "occurred_at": "2026-02-03"})
    assert page["money"] == f"earned 900 EUR = {BY_THE_CUSTOMER} · paid 400 EUR · owed 500 EUR"
    assert page["payment 1"] == "400 EUR by the customer · for o-1 · bill R-7 · 2026-02-03"


def test_what_was_paid_ahead_and_what_went_back_say_so() -> None:
    page = paid({"amount": "1000"}, {"amount": "-40", "payer": "ITO works"})
    assert page["money"] == f"earned 900 EUR = {BY_THE_CUSTOMER} · paid 960 EUR · paid ahead 60 EUR"
    assert page["payment 2"].startswith("40 EUR back to ITO works")


def test_what_is_in_dispute_is_said_and_not_earned() -> None:
    history = agreed(terms(price=[{"form": "whole", "amount": "900", "due": "reached"}]))
    history.seller("result.measure", outcome="o-1", value="5", period="2026-02")
    history.seller("result.reach", outcome="o-1")
    assert page(history)["money"] == f"earned 900 EUR = {BY_THE_SELLER} · paid 0 EUR · owed 900 EUR"
    history.customer("result.dispute", outcome="o-1", reference="v1", why="it is 7")
    assert page(history)["money"] == "earned 0 EUR · in dispute 900 EUR · paid 0 EUR · owed 0 EUR"


def test_a_payment_that_was_corrected_counts_as_it_is_now() -> None:
    history = agreed(terms(price=PRICE))
    history.seller("payment.note", amount="4000")
    history.seller("payment.correct", corrects=history.facts[-1].entry.version, amount="400", why="a zero too many")
    assert page(history)["money"] == f"earned 900 EUR = {BY_THE_CUSTOMER} · paid 400 EUR · owed 500 EUR"
    assert page(history)["payment 1"].endswith(" · corrected, was 4,000 EUR")


def test_nothing_is_said_of_money_before_there_is_any() -> None:
    assert "money" not in page(agreed(terms(price=[])))
