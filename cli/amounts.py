"""Numbers and money, as people read them."""

from __future__ import annotations

from decimal import Decimal

from domain.vocabulary import Money


def share(told: Decimal) -> str:
    """Per cent, to a hundredth: as the page has it."""
    return f"{told:.2f}".rstrip("0").rstrip(".")


def number(told: Decimal) -> str:
    """Grouped for people: 18,000."""
    return f"{told:,f}".removesuffix(".0")


def money(amount: Decimal, currency: str | None) -> str:
    return f"{number(amount)} {currency or ''}".strip()


def total(told: Money) -> str:
    """An amount with its currency."""
    return money(told.amount, told.currency)
