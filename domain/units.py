"""Amounts in coins that exist, and moments that exist once.

A field's type is marked (`Coins`, `Moment`), so that one place checks the rule for every command.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import is_dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache
from typing import Any, NamedTuple, cast, get_args, get_origin, get_type_hints

from domain.currencies import has_coins, smallest_coin
from domain.errors import PartOfACoin, UnclearHour
from domain.moments import readings
from domain.vocabulary import Coins, Moment


class Field(NamedTuple):
    """A marked field; or one without a mark whose values have marked fields."""

    name: str
    mark: Any


def check_amounts(command: Any, currency: str | None) -> None:
    """Raises PartOfACoin for an amount to be said or paid in `currency` that is finer than its smallest coin."""
    if currency is None or not has_coins(currency):
        return
    coin = smallest_coin(currency)
    for where, amount, mark, of in _marked(command, Coins):
        if not mark.free(of) and amount != (below := amount.quantize(coin, ROUND_FLOOR)):
            raise _part_of_a_coin(where, amount, currency, (below, amount.quantize(coin, ROUND_CEILING)))


def check_moments(command: Any, zone: str) -> None:
    """Raises UnclearHour for a moment without an offset whose hour comes twice in that zone, or never."""
    for where, moment, _, _ in _marked(command, Moment):
        if len(meant := readings(moment, zone)) > 1:
            data = {"where": where, "moment": moment, "earlier": meant[0], "later": meant[1], "zone": zone}
            raise UnclearHour.of("{moment} may be {earlier} or {later} in {zone}", **data)


def _part_of_a_coin(where: str, amount: Decimal, currency: str, nearest: tuple[Decimal, Decimal]) -> PartOfACoin:
    coin, (below, above) = smallest_coin(currency), nearest
    detail = "{amount} {currency} is between {lower} and {upper}: the smallest coin is {coin} {currency}"
    amounts: dict[str, Any] = {"amount": amount, "currency": currency, "coin": coin, "lower": below, "upper": above}
    to_type = {"below": f"{below:f}", "above": f"{above:f}"}  # never grouped: 12,000 may be 12 to whoever reads it
    return PartOfACoin.of(detail, where=where, **to_type, **amounts)


class Marked(NamedTuple):
    """The value of a marked field, where it stands, its mark, and what it is a field of."""

    where: str
    value: Any
    mark: Any
    of: Any


def _marked(holder: Any, kind: type, path: str = "") -> Iterator[Marked]:
    """Every value with such a mark, nested ones included; values left out are skipped."""
    for name, mark in _fields(cast("Hashable", type(holder)), kind):
        value = getattr(holder, name)
        many = isinstance(value, tuple)
        for at, item in enumerate(value if many else (value,)):
            where = f"{path}{name}.{at}" if many else f"{path}{name}"
            if mark is None:
                yield from _marked(item, kind, f"{where}.")
            elif item is not None:
                yield Marked(where, item, mark, holder)


@cache
def _fields(of: type, kind: type) -> tuple[Field, ...]:
    fields = ((name, *_meant(hint, kind)) for name, hint in _hints(of))
    return tuple(Field(name, mark) for name, mark, leads in fields if mark or leads)


def _hints(of: type) -> Iterator[tuple[str, Any]]:
    if hasattr(of, "model_fields"):
        yield from ((name, field.hint) for name, field in of.model_fields.items())
    elif is_dataclass(of):
        yield from get_type_hints(of, include_extras=True).items()


def _meant(hint: Any, kind: type) -> tuple[Any, bool]:
    """The mark of that kind in a type, and whether the type's values have fields with one."""
    if mark := next((part for part in getattr(hint, "__metadata__", ()) if isinstance(part, kind)), None):
        return mark, False
    if get_origin(hint) is None:
        return None, isinstance(hint, type) and bool(_fields(hint, kind))
    inside = [_meant(part, kind) for part in get_args(hint) if not isinstance(part, str)]
    return next((mark for mark, _ in inside if mark), None), any(leads for _, leads in inside)
