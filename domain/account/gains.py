"""How much more money the customer makes with us, period by period (text 001)."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from domain.access import C, S, W, may
from domain.account.standing import Figures, Names, days, gains, interval, new_figure, next_name
from domain.command import Command, field
from domain.errors import FutureDate, Overlap
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.vocabulary import Amount, Number, Slug, Span, When, Words


class CustomerGainMeasured(Fact, frozen=True, kw_only=True):
    """What the customer gained in a period by doing business with the seller, in the account's currency, with its
    interval and how it was measured. It counts once the customer has confirmed it.
    """

    type = "customer-gain-measured.v1"
    gives = "gain"
    gain: Slug
    period: When
    value: Number
    low: Number
    high: Number
    method: Words


class MeasureGain(Command, name="account.gain", may=may(S, C, W)):
    """Record what the customer gained in a period by doing business with the seller."""

    gain: Slug | None = field(None, description="Its name; by default the next one.")
    period: Span = field(description="The year, month or day it is of.", examples=["2025"])
    value: Amount = field(description="The gain; a loss is negative.", examples=["120000"])
    low: Amount | None = field(None, description="The least it may be.", examples=["100000"])
    high: Amount | None = field(None, description="The most it may be.", examples=["140000"])
    method: Words = field(description="How it was measured.", examples=["their books, two branches compared"])


class Reads(Protocol):
    @property
    def names(self) -> Names: ...
    @property
    def figures(self) -> Figures: ...
    @property
    def zone(self) -> str: ...


def decide(command: MeasureGain, account: Reads, today: date) -> tuple[CustomerGainMeasured, ...]:
    name = next_name(command.gain, "gain", account.names)
    _apart(command.period, account, today)
    low, high = interval(command.value, command.low, command.high)
    figures = {"value": command.value, "low": low, "high": high}
    return (CustomerGainMeasured(gain=name, period=command.period, method=command.method, **figures),)


def figure(state: Figures, fact: CustomerGainMeasured, envelope: Envelope, zone: str) -> Figures:
    return state.insert(fact.gain, new_figure("gain", envelope, fact.value, days=days(fact.period, zone)))


def _apart(period: str, account: Reads, today: date) -> None:
    """Raises FutureDate unless the period has begun; Overlap where a gain was measured for part of it already."""
    first, last = days(period, account.zone)
    if first > today:
        raise FutureDate.of("{occurred_at} has not begun", occurred_at=period)
    for name, gain in gains(account.figures):
        if gain.days and first <= gain.days[1] and gain.days[0] <= last:
            raise Overlap.of(
                "{gain} covers {first} to {last}: correct it, or name another period",
                gain=name,
                first=gain.days[0],
                last=gain.days[1],
            )


GAINS = Practice(CustomerGainMeasured, MeasureGain, decide)
