"""Numbers and days as people of one country write them; what can be read in two ways is refused, with
the option that settles it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from adapters.reading.lines import Unfit
from domain.durations import apart
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
    """How decimals and dates are written, where somebody said so. `foreign`: the file's form comes from places that
    write a decimal comma, so that 1.500 may be a thousand and a half.
    """

    decimal: str | None = None
    dates: str | None = None
    foreign: bool = False

    @property
    def needed(self) -> bool:
        """Whether any value has to be looked at."""
        return bool(self.decimal or self.dates or self.foreign)

    def read(self, value: Any, hint: Any, where: str = "") -> Any:
        """The value, with numbers and days as the ledger writes them. Unfit, naming the column, if one is unclear."""
        if isinstance(value, str):
            kind = _kind(hint)
            return self.text(value, kind, where) if kind else value
        if isinstance(value, list):
            inner = _item(hint)
            return [self.read(part, inner, f"{where}.{at}") for at, part in enumerate(value)]
        if not isinstance(value, dict):
            return value
        parts = _parts(hint)
        return {key: self.read(part, parts.get(key), f"{where}.{key}" if where else key) for key, part in value.items()}

    def text(self, value: str, kind: Kind, where: str) -> str:
        """One number or day as the ledger writes it."""
        return self._number(value.strip(), where) if kind == "number" else self._day(value.strip(), where)

    def _number(self, text: str, where: str) -> str:
        number, unit = apart(text)
        comma, point = COMMA.fullmatch(number), POINT.fullmatch(number)
        if self.decimal is None:
            if ("," in number and (comma or point)) or (self.foreign and EITHER.fullmatch(number)):
                ways = "comma or --decimal point" if comma and point else "comma" if comma else "point"
                raise Unfit(f"{where}: {text!r} may be written in more than one way: say --decimal {ways}")
            return text
        own = comma if self.decimal == "comma" else point
        if own is None and (comma or point):
            raise Unfit(f"{where}: {text!r} does not have a decimal {self.decimal}, as --decimal {self.decimal} says")
        if own is None:
            return text
        plain = re.sub(r"[ \u00a0\u202f']", "", number)
        plain = plain.replace(".", "").replace(",", ".") if self.decimal == "comma" else plain.replace(",", "")
        return plain + unit

    def _day(self, text: str, where: str) -> str:
        match = DAY.fullmatch(text)
        if match is None or ISO.match(text):
            return text
        ways = {order: day for order in ("dmy", "mdy", "ymd") if (day := _date(match, order))}
        if self.dates is None and ways:
            orders = " or ".join(f"--dates {order} ({day})" for order, day in ways.items())
            raise Unfit(f"{where}: {text!r} does not say which is the day and which the month: say {orders}")
        if ways and self.dates not in ways:
            raise Unfit(f"{where}: {text!r} is no date in the order that --dates {self.dates} says")
        return f"{ways[self.dates]}{match[4]}" if ways and self.dates else text


def _date(match: re.Match[str], order: str) -> str | None:
    parts = dict(zip(order, match.groups(), strict=False))
    if len(parts["y"]) != 4 or len(parts["m"]) > 2 or len(parts["d"]) > 2:
        return None
    try:
        return date(int(parts["y"]), int(parts["m"]), int(parts["d"])).isoformat()
    except ValueError:
        return None


def _marks(hint: Any) -> tuple[Any, ...]:
    """A type's annotations: its limits and its checks."""
    return getattr(hint, "__metadata__", ())


def _bare(hint: Any) -> list[Any]:
    """The types that a hint allows, one by one: a value, or nothing."""
    if hint in (Number, When, Span) or get_origin(hint) in (tuple, list):
        return [hint]
    inner = get_args(hint)
    if get_origin(hint) is Annotated:
        return [hint, *_bare(inner[0])]
    return [bare for part in inner for bare in _bare(part)] if inner else [hint]


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
    return next((get_args(bare)[0] for bare in _bare(hint) if get_origin(bare) in (tuple, list)), None)


@cache
def _parts(hint: Any) -> Mapping[str, Any]:
    for bare in _bare(hint):
        if isinstance(bare, type) and (is_dataclass(bare) or hasattr(bare, "model_fields")):
            return get_type_hints(bare, include_extras=True)
    return {}
