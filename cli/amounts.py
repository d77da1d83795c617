"""Numbers and money, as people read them."""

from __future__ import annotations

from decimal import Decimal

from domain.vocabulary import Money

COINS = 2
"""Digits that most currencies have behind the point: 135.00 stays as it is."""


def share(told: Decimal) -> str:
    """Per cent, to a hundredth: as the page has it."""
    return f"{told:.2f}".rstrip("0").rstrip(".")


def number(told: Decimal) -> str:
    """Grouped for people: 18,000. A fraction never ends with zeros so that it reads as thousands, as 1.000 would."""
    whole, _, part = f"{told:,f}".partition(".")
    shown = part.rstrip("0") if len(part) != COINS else part
    return f"{whole}.{shown}" if shown else whole


def money(amount: Decimal, currency: str | None) -> str:
    return f"{number(amount)} {currency or ''}".strip()


def total(told: Money) -> str:
    """An amount with its currency."""
    return money(told.amount, told.currency)
