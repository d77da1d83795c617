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
from domain.said import worded
from domain.vocabulary import Party, unused
from domain.when import first_day, last_day

Days: TypeAlias = tuple[date, date]
Kind = Literal["give", "way", "gain", "alternative"]


class Figure(Struct, frozen=True):
    """A figure that was told, and whether the customer has confirmed it. `said_at` is the version that first said it;
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
        """Whether it says what the customer gains, so that they can confirm it."""
        return self.kind in ("way", "gain") or (self.kind == "give" and self.value is not None)


Names: TypeAlias = "HashTrieSet[str]"
"""Every name that was ever given in an account."""
Figures: TypeAlias = "HashTrieMap[str, Figure]"


def next_name(chosen: str | None, kind: str, names: Names) -> str:
    """The chosen name, or the next one, as `gain-2` after one gain. AlreadyNamed when it was given before."""
    name = chosen or unused(kind, [known for known in names if known.startswith(f"{kind}-")])
    if name in names:
        raise AlreadyNamed.of("there is a {thing} already", thing=name)
    return name


def new_figure(  # noqa: PLR0913 - what may be said of a figure
    kind: Kind,
    envelope: Envelope,
    value: Decimal | None,
    *,
    cost: Decimal | None = None,
    days: Days | None = None,
    old: Figure | None = None,
) -> Figure:
    """A figure as it was just told, perhaps in place of an old one; the customer's own word is confirmed at once."""
    return Figure(
        kind=kind,
        said_at=old.said_at if old else envelope.version,
        occurred_at=envelope.dated,
        party=envelope.party,
        confirmed=envelope.party is Party.CUSTOMER,
        value=value,
        cost=cost,
        days=days or (old.days if old else None),
    )


def days(period: str, zone: str) -> Days:
    """The first and the last day that the period may mean."""
    return first_day(period, zone), last_day(period, zone)


def way(figures: Figures, name: str) -> Figure:
    """The way to help of that name; Unknown when there is none."""
    figure = figures.get(name)
    if figure is None or figure.kind != "way":
        known = ", ".join(sorted(known_name for known_name, of in figures.items() if of.kind == "way")) or worded(
            "none yet"
        )
        raise Unknown.of("there is no way to help {way}; there are: {known}", known=known, way=name)
    return figure


def gains(figures: Figures) -> Iterator[tuple[str, Figure]]:
    """The gains that stand, by name."""
    return ((name, figure) for name, figure in figures.items() if figure.kind == "gain")


def interval(value: Decimal, low: Decimal | None, high: Decimal | None) -> tuple[Decimal, Decimal]:
    """The interval around a value; the value itself where none was given. Interval when the value lies outside it;
    Invalid when only one end is given.
    """
    one_end = (low is None) != (high is None)
    low, high = value if low is None else low, value if high is None else high
    if not low <= value <= high:
        raise Interval(low=str(low), value=str(value), high=str(high))
    if one_end:
        raise Invalid("an interval has two ends: give both --low and --high", where="low")
    return low, high
