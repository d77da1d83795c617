"""Where the figures of an account stand: what its practices may read of one another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct
from rpds import HashTrieMap, HashTrieSet

from domain.errors import AlreadyNamed, Interval, Invalid, Unknown
from domain.fact import Envelope
from domain.vocabulary import Party, unused
from domain.when import first_day, last_day

Days: TypeAlias = tuple[date, date]
Kind = Literal["give", "way", "gain", "alternative"]


class Figure(Struct, frozen=True):
    """Something put in figures, and whether the customer has confirmed it. `said_at` is the version that first said it;
    `days` are the first and the last of its period.
    """

    kind: Kind
    said_at: int
    occurred_at: str
    party: Party
    confirmed: bool
    value: Decimal | None = None
    cost: Decimal | None = None
    days: Days | None = None

    @property
    def confirmable(self) -> bool:
        """Whether it says what the customer has of it."""
        return self.kind in ("way", "gain") or (self.kind == "give" and self.value is not None)


Names: TypeAlias = "HashTrieSet[str]"
"""Every name that was ever given in an account."""
Figures: TypeAlias = "HashTrieMap[str, Figure]"


def next_name(said: str | None, kind: str, names: Names) -> str:
    """What it is called: `gain-2` after one gain, where nobody says. AlreadyNamed when that name was given before."""
    name = said or unused(kind, [one for one in names if one.startswith(f"{kind}-")])
    if name in names:
        raise AlreadyNamed(f"there is a {name} already", name=name)
    return name


def told(  # noqa: PLR0913 - what may be said of a figure
    kind: Kind,
    said: Envelope,
    value: Decimal | None,
    *,
    cost: Decimal | None = None,
    days: Days | None = None,
    old: Figure | None = None,
) -> Figure:
    """A figure as it is said, anew where there is an old one; the customer's own word needs no confirming."""
    return Figure(
        kind=kind,
        said_at=old.said_at if old else said.version,
        occurred_at=said.dated,
        party=said.party,
        confirmed=said.party is Party.CUSTOMER,
        value=value,
        cost=cost,
        days=days or (old.days if old else None),
    )


def days(period: str, zone: str) -> Days:
    """The first day and the last that are meant."""
    return first_day(period, zone), last_day(period, zone)


def way(figures: Figures, name: str) -> Figure:
    """The way to help of that name; Unknown when there is none."""
    found = figures.get(name)
    if found is None or found.kind != "way":
        known = ", ".join(sorted(one for one, of in figures.items() if of.kind == "way")) or "none yet"
        raise Unknown(f"there is no way to help {name}; there are: {known}", way=name)
    return found


def gains(figures: Figures) -> Iterator[tuple[str, Figure]]:
    """The gains that stand, by name."""
    return ((name, one) for name, one in figures.items() if one.kind == "gain")


def interval(value: Decimal, low: Decimal | None, high: Decimal | None) -> tuple[Decimal, Decimal]:
    """The interval around a value, itself where none was said. Interval when the value lies outside; Invalid when one
    end alone is said.
    """
    one_end = (low is None) != (high is None)
    low, high = value if low is None else low, value if high is None else high
    if not low <= value <= high:
        raise Interval(low=str(low), value=str(value), high=str(high))
    if one_end:
        raise Invalid("an interval has two ends: say both --low and --high", where="low")
    return low, high
