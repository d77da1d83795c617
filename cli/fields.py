"""What a thing holds, as labelled lines: any row of a view, any value of the domain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

from msgspec import UNSET, Struct

from cli.amounts import figure, total
from cli.room import MOMENT
from domain.durations import clock
from domain.engagement.shared.terms import Owners
from domain.vocabulary import Money, Person
from projections.pages.language import ENGLISH
from projections.pages.phrases import by
from projections.shared.words import Word

KEPT = frozenset({"day", "at", "left_out", "time_zone", "steps", "chosen_said", "first_review_by"})
"""What a row keeps to count with, and the trail that its history tells."""
LAST = frozenset({"figures", "confirmations"})
"""Of these the last stands."""
BARE = frozenset({"says", "said", "label"})
"""They need no name before them."""
EMPTY: tuple[Any, ...] = (None, UNSET, "", [], (), {})


def in_lines(row: Any, known: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """A label and a value for each field that holds something; of many with fields of their own a line each. What is
    `known` is not said again.
    """
    for name, value in named(row).items():
        if name in KEPT or value in EMPTY or value in known:
            continue
        label = name.replace("_", " ")
        if name in LAST and isinstance(value, list):
            yield one_of(label), text(value[-1])
        elif isinstance(value, Mapping):
            yield from ((f"{one_of(label)} {key}", text(part)) for key, part in value.items())
        elif isinstance(value, (list, tuple)) and any(map(_has_fields, value)):
            yield from ((f"{one_of(label)} {at}", text(part)) for at, part in enumerate(value, 1))
        elif name == "minutes" and isinstance(value, int):
            yield label, f"{clock(value)} h"
        else:
            yield label, text(value)


def text(value: Any) -> str:
    """A value as people read it."""
    match value:
        case str():
            plain = value.value if isinstance(value, Enum) else value
            return plain[:10] if MOMENT.fullmatch(plain) else plain
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return figure(value)
        case Person():
            return value.name
        case Money():
            return total(value)
        case Word():
            return f"{by(ENGLISH, value)}, on {text(value.on)}"
        case Owners():
            return f"{value.seller.person.name} (seller) · {value.customer.person.name} (customer)"
        case Mapping():
            return "; ".join(f"{key}: {text(part)}" for key, part in value.items())
        case list() | tuple() if not _has_fields(value):
            return ", ".join(map(text, value))
        case _ if _has_fields(value):
            held = {name: part for name, part in named(value).items() if name not in KEPT and part not in EMPTY}
            return " · ".join(_part(name, part) for name, part in held.items() if part is not False)
    return str(value)


def _part(name: str, value: Any) -> str:
    return text(value) if name in BARE else f"{name.replace('_', ' ')} {text(value)}"


def named(row: Any) -> dict[str, Any]:
    """The fields of a row, by their names."""
    if isinstance(row, Mapping):
        return dict(row)
    names, values = _read_by(row.__class__)
    held = zip(names, values(row), strict=True) if len(names) > 1 else ((name, values(row)) for name in names)
    return {name: value for name, value in held if value is not UNSET}


@cache
def _read_by(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], Any]]:
    """The fields of a class and what reads them, made once: a list may have 50,000 rows of it."""
    if is_dataclass(kind):
        names = tuple(field.name for field in fields(kind))
    else:
        names = kind.__struct_fields__ if issubclass(kind, Struct) else kind._fields
    return names, attrgetter(*names) if names else bool


def _has_fields(value: Any) -> bool:
    return is_dataclass(value) or isinstance(value, Struct) or hasattr(value, "_fields")


def one_of(label: str) -> str:
    """`lessons` → `lesson`."""
    return label.removesuffix("s")
