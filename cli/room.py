"""What a terminal has room for of a view: some of its columns, and each cell in a few words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from cli.amounts import number, part_of
from cli.spark import spark
from domain.durations import clock
from domain.engagement.shared.terms import Part
from domain.vocabulary import Person

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)")
COURSE = "over_time"
"""The column that a terminal's table has beside a view's own: its figures as bars."""
MEASURED = frozenset({"baseline", "target", "latest"})
"""Figures that are each in a unit of its own."""
NO_MONEY = MEASURED | {"percent", "percent_low", "percent_high"}
"""Figures that are in no currency, though their row has one."""
WORDS = ("says", "area", "label", "heard")
"""The fields that say what something is."""


def shortly(key: str, document: Any, columns: Sequence[str], course: Sequence[Decimal]) -> dict[str, Any]:
    """A row's cells for these columns; its course as bars where that is one of them."""
    currency = getattr(document, "currency", None)
    row = {
        name: short(key if name == "key" else getattr(document, name), None if name in NO_MONEY else currency)
        for name in columns
        if name != COURSE
    }
    if "minutes" in row:
        row["minutes"] = clock(row["minutes"])
    if COURSE in columns:
        row[COURSE] = spark(course)
    return row


def short(value: Any, currency: str | None = None) -> Any:
    """Names without their kind, the day of a moment, amounts in thousands; of many, and of what has fields, words."""
    match value:
        case str():
            stream = value.removeprefix("engagement/").removeprefix("account/").removeprefix("practice/")
            return value[:10] if MOMENT.fullmatch(value) else stream
        case Decimal():
            return number(value, currency)
        case Part():
            return part_of(value, currency)
        case Mapping():
            return "; ".join(f"{key}: {_named(held)}" for key, held in value.items())
        case list() | tuple():
            return ", ".join(short(held, currency) if isinstance(held, Part) else _named(held) for held in value)
        case Person():
            return value.name
        case _ if is_dataclass(value):
            lists = {field.name: getattr(value, field.name) for field in fields(value)}
            many = {name: short(held) for name, held in lists.items() if held and isinstance(held, (list, tuple))}
            return "; ".join(f"{name}: {words}" for name, words in many.items()) or _named(value)
    return value


def _named(value: Any) -> str:
    """Of something with fields the words that stand for it."""
    if isinstance(value, Decimal):
        return number(value)
    if not is_dataclass(value):
        return str(value)
    words = _named(next((getattr(value, name) for name in WORDS if hasattr(value, name)), ""))
    price = getattr(value, "price_effect", None)  # an option with another price says so
    return f"{words} ({'+' if price > 0 else ''}{number(price)})" if price else words
