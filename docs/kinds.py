"""How the pages name a field's type."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import MISSING, is_dataclass
from dataclasses import fields as fields_of
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec

from domain import vocabulary as v
from domain.command import Command

NAMED = {
    "words": (v.Words, "text, up to 4,000 characters; line breaks stay, as `\\n`"),
    "label": (v.Label, "text on one line, up to 200 characters; a line break becomes a blank"),
    "slug": (v.Slug, "small letters, digits, points and hyphens, up to 64: `x-3`, `o-1`"),
    "number": (v.Number, "a decimal, up to 18 digits, 6 of them after the point; as text in JSON, never a float"),
    "number ≥ 0": (v.NotNegative, "the same, not negative"),
    "amount": (v.Amount, "a number in coins of its currency: 333 JPY, 0.01 EUR, 0.001 KWD"),
    "amount ≥ 0": (v.Cost, "the same, not negative"),
    "duration": (v.Duration, "`1:20`, `80 min`, `1h20`, `1.5 h`, `1 Std`, or hours as a number; kept as whole minutes"),
    "date": (v.When, "`2018`, `2018-12`, `2018-12-04` or `2018-12-04T10:00:00Z`"),
    "period": (v.Span, "`2018`, `2018-12` or `2018-12-04`"),
    "time zone": (v.Zone, "`Europe/Rome`, `UTC`"),
    "currency": (v.Currency, "three capitals, ISO 4217"),
    "count": (v.Count, "a whole number from 1"),
    "version": (v.Version, "a whole number from 1"),
    "id": (v.CommandId, "letters, digits and `. _ : / -`, up to 128"),
    "stream": (v.StreamId, "`engagement/acme`, `practice/own`; a command may say `acme`"),
    "person": (v.Someone, 'a name; stored as `{"subject": pseudonym, "text": name, "sealed": null}`'),
}
NOTHING = (None, (), "", MISSING, msgspec.NODEFAULT, msgspec.UNSET)
PLAIN = {str: "text", int: "whole number", bool: "yes or no", Decimal: "number", v.Person: "person"}


class Field(NamedTuple):
    """One field: its name, its type in words, and its default, or None where it must be given."""

    name: str
    kind: str
    default: str | None


def fields(cls: type[Any]) -> Iterator[Field]:
    """The fields of a command, a fact, a value or a document."""
    hints = get_type_hints(cls, include_extras=True)
    for name, default in _defaults(cls):
        yield Field(name, kind(hints[name]), default)


def kind(hint: Any) -> str:
    """A type, as a person would say it."""
    for name, (known, _) in NAMED.items():
        if hint == known:
            return name
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return kind(Annotated[args[:-1]] if isinstance(args[-1], v.Coins) else args[0])
    if origin in (Union, types.UnionType):
        return " or ".join(kind(one) for one in args if one not in (type(None), msgspec.UnsetType))
    if origin is Literal:
        return " · ".join(f"`{one}`" for one in args)
    if origin in (tuple, list, set, frozenset):
        inner = [kind(one) for one in args if one is not Ellipsis]
        return f"several: {inner[0]}" if len(inner) == 1 else " and ".join(inner)
    if origin is dict:
        return f"{kind(args[1])} by {kind(args[0])}"
    return _class(hint)


def values(classes: list[type[Any]]) -> list[type[Any]]:
    """The values that fields of these classes are made of, each once."""
    found: dict[type[Any], None] = {}
    waiting = list(classes)
    while waiting:
        for hint in get_type_hints(waiting.pop(0), include_extras=True).values():
            for one in _inside(hint):
                if one not in found and one is not v.Person:
                    found[one] = None
                    waiting.append(one)
    return list(found)


def _class(hint: Any) -> str:
    if hint in PLAIN:
        return PLAIN[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return " · ".join(f"`{one.value}`" for one in hint)
    return (
        f"[{hint.__name__}](#{hint.__name__.lower()})" if is_dataclass(hint) else str(getattr(hint, "__name__", hint))
    )


def _inside(hint: Any) -> Iterator[type[Any]]:
    if is_dataclass(hint) and isinstance(hint, type):
        yield hint
    for one in get_args(hint):
        yield from _inside(one)


def _defaults(cls: type[Any]) -> Iterator[tuple[str, str | None]]:
    if issubclass(cls, Command):
        for name, info in cls.model_fields.items():
            yield name, None if info.is_required() else _said(info.default)
    elif issubclass(cls, msgspec.Struct):
        for one in msgspec.structs.fields(cls):
            yield one.name, None if one.required else _said(one.default)
    else:
        for part in fields_of(cls):
            needed = part.default is MISSING and part.default_factory is MISSING
            yield part.name, None if needed else _said(part.default)


def _said(default: object) -> str:
    if default in NOTHING:
        return "–"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"
