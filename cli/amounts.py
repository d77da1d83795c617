"""Numbers, money and the parts of a price, as the pages have them."""

from __future__ import annotations

from functools import partial

from domain.vocabulary import Money
from projections.pages import phrases
from projections.pages.language import ENGLISH

number = ENGLISH.amount
"""Grouped for people, 18,000, with the digits of its currency's coins where that is said: 135.50."""
figure = ENGLISH.figure
"""The same without any needless zeros; `?` where nobody knows it."""
money = partial(phrases.money, ENGLISH)
part_of = partial(phrases.price_part, ENGLISH)


def total(amount: Money) -> str:
    """An amount with its currency."""
    return money(amount.amount, amount.currency)
