"""What several sentences are made of."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from cli.amounts import number
from domain.expertise_map import COLUMNS, Columns


def past(type_: str) -> str:
    """`outcome-turned-down.v1` → turned down; `extra-mile-held-back.v1` → held back."""
    name = type_.partition(".")[0].replace("extra-mile", "extra")
    return name.partition("-")[2].replace("-", " ")


def several(quantity: int) -> str:
    return "" if quantity == 1 else f"{quantity} of them"


def interval(fact: Any) -> str:
    return "" if fact.low == fact.high else f"between {number(fact.low)} and {number(fact.high)}"


def figures(**amounts: Decimal | None) -> list[str]:
    return [f"{what} {number(amount)}" for what, amount in amounts.items() if amount is not None]


def columns(areas_of: Columns) -> str:
    """`seller: a, b | shared: c`: a map in one line."""
    return " | ".join(f"{name}: {', '.join(areas)}" for name in COLUMNS if (areas := getattr(areas_of, name)))
