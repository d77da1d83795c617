"""Numbers and days as people of one country write them; what may be two things is refused, with what settles it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from adapters.reading.lines import Unfit
from domain.vocabulary import Number, Span, When

GROUPS = r"[+-]?\d{1,3}(?:[ \u00a0\u202f'%s]\d{3})+"
COMMA = re.compile(rf"(?:{GROUPS % '.'}|[+-]?\d+)(?:,\d+)?", re.ASCII)
POINT = re.compile(rf"(?:{GROUPS % ','}|[+-]?\d+)(?:\.\d+)?", re.ASCII)
EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
DAY = re.compile(r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?=[T ]|$)(.*)", re.ASCII)
ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
Kind = Literal["number", "day"]


@dataclass(frozen=True, slots=True)
class Notation:
    """How decimals and dates are written: said by whoever knows, or not said. `foreign` where the file's form comes
    from places that write a comma for the point, so that 1.500 may be a thousand and a half.
    """

    decimal: str | None = None
    dates: str | None = None
    foreign: bool = False

    @property
    def needed(self) -> bool:
        """Whether anything has to be looked at."""
        return bool(self.decimal or self.dates or self.foreign)

    def read(self, told: Any, hint: Any, where: str = "") -> Any:
        """The same, with numbers and days as the ledger writes them. Unfit, with the column, where one is unclear."""
        if isinstance(told, str):
            kind = _kind(hint)
            return self.text(told, kind, where) if kind else told
        if isinstance(told, list):
            inner = _item(hint)
            return [self.read(one, inner, f"{where}.{at}") for at, one in enumerate(told)]
        if not isinstance(told, dict):
            return told
        parts = _parts(hint)
        return {key: self.read(one, parts.get(key), f"{where}.{key}" if where else key) for key, one in told.items()}

    def text(self, told: str, kind: Kind, where: str) -> str:
        """One number or day as the ledger writes it."""
        return self._number(told.strip(), where) if kind == "number" else self._day(told.strip(), where)

    def _number(self, told: str, where: str) -> str:
        comma, point = COMMA.fullmatch(told), POINT.fullmatch(told)
        if self.decimal is None:
            if ("," in told and (comma or point)) or (self.foreign and EITHER.fullmatch(told)):
                ways = "comma or --decimal point" if comma and point else "comma" if comma else "point"
                raise Unfit(f"{where}: {told!r} may be written in more than one way: say --decimal {ways}")
            return told
        own = comma if self.decimal == "comma" else point
        if own is None and (comma or point):
            raise Unfit(f"{where}: {told!r} does not have a decimal {self.decimal}, as --decimal {self.decimal} says")
        if own is None:
            return told
        plain = re.sub(r"[ \u00a0\u202f']", "", told)
        return plain.replace(".", "").replace(",", ".") if self.decimal == "comma" else plain.replace(",", "")

    def _day(self, told: str, where: str) -> str:
        found = DAY.fullmatch(told)
        if found is None or ISO.match(told):
            return told
        ways = {order: day for order in ("dmy", "mdy", "ymd") if (day := _date(found, order))}
        if self.dates is None and ways:
            orders = " or ".join(f"--dates {order} ({day})" for order, day in ways.items())
            raise Unfit(f"{where}: {told!r} does not say which is the day and which the month: say {orders}")
        if ways and self.dates not in ways:
            raise Unfit(f"{where}: {told!r} is no date in the order that --dates {self.dates} says")
        return f"{ways[self.dates]}{found[4]}" if ways and self.dates else told


def _date(found: re.Match[str], order: str) -> str | None:
    told = dict(zip(order, found.groups(), strict=False))
    if len(told["y"]) != 4 or len(told["m"]) > 2 or len(told["d"]) > 2:
        return None
    try:
        return date(int(told["y"]), int(told["m"]), int(told["d"])).isoformat()
    except ValueError:
        return None


def _marks(hint: Any) -> tuple[Any, ...]:
    """What stands beside a type: its limits and its checks."""
    return getattr(hint, "__metadata__", ())


def _bare(hint: Any) -> list[Any]:
    """What a hint allows, one by one: an option is its value, or nothing."""
    if hint in (Number, When, Span) or get_origin(hint) in (tuple, list):
        return [hint]
    inner = get_args(hint)
    if get_origin(hint) is Annotated:
        return [hint, *_bare(inner[0])]
    return [one for part in inner for one in _bare(part)] if inner else [hint]


NUMBER, DAYS = _marks(Number), (_marks(When), _marks(Span))


@cache
def _kind(hint: Any) -> Kind | None:
    for marks in map(_marks, _bare(hint)):
        if marks and marks[: len(NUMBER)] == NUMBER:
            return "number"
        if marks and any(marks[: len(day)] == day for day in DAYS):
            return "day"
    return None


@cache
def _item(hint: Any) -> Any:
    return next((get_args(one)[0] for one in _bare(hint) if get_origin(one) in (tuple, list)), None)


@cache
def _parts(hint: Any) -> Mapping[str, Any]:
    for one in _bare(hint):
        if isinstance(one, type) and (is_dataclass(one) or hasattr(one, "model_fields")):
            return get_type_hints(one, include_extras=True)
    return {}
