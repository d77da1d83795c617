"""Numbers, money and the parts of a price, as people read them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from domain.vocabulary import Money

COINS = 2
"""Digits that most currencies have behind the point: 135.00 stays as it is."""


def share(told: Decimal) -> str:
    """Per cent, to a hundredth: as the page has it."""
    return f"{told:.2f}".rstrip("0").rstrip(".")


def number(told: Decimal, coins: int = COINS) -> str:
    """Grouped for people: 18,000. A fraction never ends with zeros so that it reads as thousands, as 1.000 would."""
    whole, _, part = f"{told:,f}".partition(".")
    shown = part.rstrip("0") if len(part) != coins else part
    return f"{whole}.{shown}" if shown else whole


def figure(told: Decimal | None) -> str:
    """As the pages have a number: without any needless zeros; `?` where nobody knows it."""
    return "?" if told is None else number(told, coins=0)


def part_of(part: Any) -> str:
    """One part of a price: its amount and form, its cap and payer."""
    cap = f" up to {figure(part.cap)}" if part.cap is not None else ""
    of = {"whole": f", due when {part.due}", "per-result": " a result", "per-unit": f" a {part.unit}"}[part.form]
    payer = "" if part.payer == "customer" else f" by {part.payer}"
    return f"{figure(part.amount)}{of}{cap}{payer}"


def money(amount: Decimal, currency: str | None) -> str:
    return f"{number(amount)} {currency or ''}".strip()


def total(told: Money) -> str:
    """An amount with its currency."""
    return money(told.amount, told.currency)
