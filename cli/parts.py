"""Figures and the parts of a price, as the page that both read has them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any


def figure(number: Decimal | None) -> str:
    """A number for people: thousands parted, no needless zeros."""
    if number is None:
        return "?"
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def part_of(part: Any) -> str:
    """One part of a price: its amount and form, its cap and payer."""
    cap = f" up to {figure(part.cap)}" if part.cap is not None else ""
    of = {"whole": f", due when {part.due}", "per-result": " a result", "per-unit": f" a {part.unit}"}[part.form]
    payer = "" if part.payer == "customer" else f" by {part.payer}"
    return f"{figure(part.amount)}{of}{cap}{payer}"
