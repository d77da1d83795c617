"""What the customer is to gain: "how do we continuously improve the impact over time" (text 001)."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from domain.access import S, may
from domain.account.standing import Days, Figure, Figures, Names, days, gains, next_name
from domain.command import Command, field
from domain.errors import NotAbove
from domain.fact import Fact
from domain.practice import Practice
from domain.vocabulary import Amount, Number, Slug, Span, When


class ImprovementAimed(Fact, frozen=True, kw_only=True):
    """What the gain of a period is to be; whether it came so is read off the gains."""

    type = "improvement-aimed.v1"
    gives = "aim"
    aim: Slug
    value: Number
    period: When


class AimImprovement(Command, name="account.aim", may=may(S)):
    """Set what the customer is to gain in a period: more than in the last one."""

    aim: Slug | None = field(None, description="Its name; by default the next one.")
    value: Amount = field(description="The gain aimed at.", examples=["150000"])
    period: Span = field(description="The period it is aimed at for.", examples=["2031"])


class Reads(Protocol):
    @property
    def names(self) -> Names: ...
    @property
    def figures(self) -> Figures: ...


def decide(command: AimImprovement, account: Reads, _today: date) -> tuple[ImprovementAimed, ...]:
    name = next_name(command.aim, "aim", account.names)
    _above(command, account.figures)
    return (ImprovementAimed(aim=name, value=command.value, period=command.period),)


def _last(figure: Figure) -> date:
    return figure.days[1] if figure.days else date.min


def _length(days: Days) -> int:
    """How long a period is: 0 for a day, 1 for a month, 2 for a year."""
    return min((days[1] - days[0]).days // 27, 2)


def _above(command: AimImprovement, figures: Figures) -> None:
    """Raises NotAbove unless it is above the last gain of a period of the same length: a month's aim is
    not compared with a year's gain.
    """
    long = _length(days(command.period, "UTC"))
    alike = (gain for _, gain in gains(figures) if gain.days and _length(gain.days) == long)
    last = max(alike, key=_last, default=None)
    if last is not None and last.value is not None and command.value <= last.value:
        raise NotAbove.of("{aim} is not above the last gain, {value}", aim=command.value, value=last.value)


AIMS = Practice(ImprovementAimed, AimImprovement, decide)
