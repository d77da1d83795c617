"""Values in units that exist: an amount in coins of its currency, a moment in an hour that is there once.

What a field means is marked in its type (`Coins`, `Moment`), so that each rule is asked of every command in one place.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import is_dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache
from typing import Annotated, Any, NamedTuple, cast, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from domain.currencies import has_coins, smallest_coin
from domain.errors import PartOfACoin, UnclearHour
from domain.moments import readings
from domain.vocabulary import Coins, Moment


class Field(NamedTuple):
    """A field that is marked, or, without a mark, one whose values have such fields."""

    name: str
    mark: Any


def check_amounts(told: Any, currency: str | None) -> None:
    """Raises PartOfACoin where an amount that is said or paid in `currency` has a part that no coin of it has."""
    if currency is None or not has_coins(currency):
        return
    coin = smallest_coin(currency)
    for where, amount, mark, of in _marked(told, Coins):
        if not mark.free(of) and amount != (below := amount.quantize(coin, ROUND_FLOOR)):
            raise _part_of_a_coin(where, amount, currency, (below, amount.quantize(coin, ROUND_CEILING)))


def check_moments(told: Any, zone: str) -> None:
    """Raises UnclearHour where a moment has no offset and its hour is there twice in that zone, or not at all."""
    for where, moment, _, _ in _marked(told, Moment):
        if len(meant := readings(moment, zone)) > 1:
            detail = f"{moment} may be {meant[0]} or {meant[1]} in {zone}"
            raise UnclearHour(detail, where=where, earlier=meant[0], later=meant[1])


def _part_of_a_coin(where: str, amount: Decimal, currency: str, nearest: tuple[Decimal, Decimal]) -> PartOfACoin:
    coin, (below, above) = smallest_coin(currency), nearest
    detail = f"{amount:f} {currency} is between {below:f} and {above:f}: the smallest coin is {coin:f} {currency}"
    told = {"amount": f"{amount:f}", "currency": currency, "coin": f"{coin:f}"}
    return PartOfACoin(detail, where=where, below=f"{below:f}", above=f"{above:f}", **told)


class Marked(NamedTuple):
    """A value in a field that is marked, where it stands, and what it is a field of."""

    where: str
    value: Any
    mark: Any
    of: Any


def _marked(told: Any, kind: type, path: str = "") -> Iterator[Marked]:
    """Every value that is marked so; what was not said is none."""
    for name, mark in _fields(cast("Hashable", type(told)), kind):
        value = getattr(told, name)
        many = isinstance(value, tuple)
        for at, one in enumerate(value if many else (value,)):
            where = f"{path}{name}.{at}" if many else f"{path}{name}"
            if mark is None:
                yield from _marked(one, kind, f"{where}.")
            elif one is not None:
                yield Marked(where, one, mark, told)


@cache
def _fields(of: type, kind: type) -> tuple[Field, ...]:
    found = ((name, *_meant(hint, kind)) for name, hint in _hints(of))
    return tuple(Field(name, mark) for name, mark, leads in found if mark or leads)


def _hints(of: type) -> Iterator[tuple[str, Any]]:
    if issubclass(of, BaseModel):
        for name, info in of.model_fields.items():
            yield name, Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
    elif is_dataclass(of):
        yield from get_type_hints(of, include_extras=True).items()


def _meant(hint: Any, kind: type) -> tuple[Any, bool]:
    """The mark of that kind in a type, and whether values in it have fields with one."""
    if mark := next((one for one in getattr(hint, "__metadata__", ()) if isinstance(one, kind)), None):
        return mark, False
    if get_origin(hint) is None:
        return None, isinstance(hint, type) and bool(_fields(hint, kind))
    inside = [_meant(one, kind) for one in get_args(hint) if not isinstance(one, str)]
    return next((mark for mark, _ in inside if mark), None), any(leads for _, leads in inside)
