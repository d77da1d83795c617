"""An amount in any number of parts, settled part by part, leaves nothing."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given as always
from hypothesis import settings
from hypothesis import strategies as st

from domain.coins import DIGITS
from domain.currencies import smallest_coin
from domain.engagement.shared.terms import Part, earned
from projections.reconcile import RECONCILE
from tests.examples import examples
from tests.spec import COUNT, agrees, given, opened, proposed, seller
from tests.unit.projections.given import folded

CURRENCIES = ("EUR", *(names.split()[0] for names in DIGITS.values()))
SIX_PLACES = Decimal("0.000001")


def divided(coins: int, parts: int, currency: str) -> tuple[Decimal, Decimal]:
    """So many coins, and what a part of them is, as near as a price can say it."""
    whole = coins * smallest_coin(currency)
    return whole, (whole / parts).quantize(SIX_PLACES, ROUND_HALF_UP)


@always(st.integers(1, 10**9), st.integers(1, 90), st.sampled_from(CURRENCIES))
def test_parts_that_are_settled_one_by_one_make_the_whole(coins: int, parts: int, currency: str) -> None:
    whole, each = divided(coins, parts, currency)
    coin, paid = smallest_coin(currency), Decimal(0)
    for count in range(1, parts + 1):
        owed = earned(Part(form="per-result", amount=each), count, currency, due=False) - paid
        assert owed % coin == 0, "it can be paid"
        assert abs(owed - each) <= coin, "no payment is more than a coin off"
        paid += owed
    assert paid == whole


@settings(max_examples=examples(25), deadline=None)
@always(st.integers(10, 10**6), st.integers(1, 7), st.sampled_from(CURRENCIES))
def test_a_settled_balance_is_nought_whatever_the_price_was_divided_into(coins: int, parts: int, currency: str) -> None:
    whole, each = divided(coins, parts, currency)
    price = [{"form": "per-result", "amount": str(each), "payer": "customer"}]
    terms = {
        **COUNT,
        "worth": {"low": "9999999", "high": "9999999", "per": "result"},
        "matters": "much",
        "price": price,
    }
    story = given(opened(currency=currency), proposed(terms), agrees())
    for count in range(1, parts + 1):
        story.and_given(seller("result.reach", outcome="o-1", reference=str(count)))
        owed = sum(row.balance for row in folded(RECONCILE, story.facts).values())
        if owed:
            story.and_given(seller("payment.note", outcome="o-1", amount=str(owed)))
    rows = list(folded(RECONCILE, story.facts).values())
    assert (sum(row.balance for row in rows), sum(row.earned for row in rows)) == (0, whole)
    assert all(payer.balance == 0 for row in rows for payer in row.payers.values())
