"""What several sentences are made of."""

from __future__ import annotations

from typing import Any

from domain.expertise_map import COLUMNS, Columns
from domain.vocabulary import Money
from projections.pages.language import Language
from projections.pages.phrases import money


def total(speak: Language, amount: Money) -> str:
    """An amount with its currency."""
    return money(speak, amount.amount, amount.currency)


def several(speak: Language, quantity: int) -> str:
    """How many, where it is not one."""
    return "" if quantity == 1 else speak.count(quantity, "{number} of them", "{number} of them")


def interval(speak: Language, fact: Any) -> str:
    """Between what a figure lies, where it has no single value."""
    if fact.low == fact.high:
        return ""
    return speak.say("between {low} and {high}", low=speak.amount(fact.low), high=speak.amount(fact.high))


def columns(speak: Language, areas_of: Columns) -> str:
    """`seller: a, b | shared: c`: a map in one line."""
    columns_ = ((name, getattr(areas_of, name)) for name in COLUMNS)
    return " | ".join(f"{speak.say(name)}: {', '.join(areas)}" for name, areas in columns_ if areas)
