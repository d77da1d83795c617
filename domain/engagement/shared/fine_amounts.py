"""Warns of a price or a worth that nobody could pay to the coin."""

from __future__ import annotations

from collections.abc import Iterator

from domain.currencies import in_coins
from domain.engagement.shared.terms import Terms
from domain.said import joined, worded
from domain.warned import Warned

AND = "{one} and {other}"
ROUNDED = "{fine} is finer than a coin of {currency}; what it comes to is rounded"
FINE_WORTH = "a worth of {fine} is finer than a coin of {currency}"


def fine_amounts(terms: Terms, currency: str) -> Iterator[Warned]:
    """A warning for prices that are finer than a coin of the currency, and one for a worth that is."""
    if prices := [part.amount for part in terms.price if part.amount != in_coins(part.amount, currency)]:
        each = (worded("{amount} {currency}", amount=price, currency=currency) for price in prices)
        fine = joined(each, AND) if len(prices) > 1 else prices[0]
        yield Warned("FINE-AMOUNT", worded(ROUNDED, fine=fine, currency=currency))
    ends = dict.fromkeys([terms.worth.low, terms.worth.high]) if terms.worth else ()
    if finer := [end for end in ends if end != in_coins(end, currency)]:
        low, high = finer[0], finer[-1]
        worth = worded("{low} to {high}", low=low, high=high) if len(finer) > 1 else low
        yield Warned("FINE-AMOUNT", worded(FINE_WORTH, fine=worth, currency=currency))
