"""What the customer would have instead, doing nothing included (texts 001 and 004): customers can leave."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from domain.access import C, S, may
from domain.account.standing import Figures, Names, days, new_figure, next_name
from domain.command import Command, field
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.vocabulary import Amount, Cost, Label, NotNegative, Number, Slug, Span, When, Words


class AlternativeEstimated(Fact, frozen=True, kw_only=True):
    """What the customer would gain in a period with somebody else, or by doing nothing, and how that is known.

    `gain` and `switching_cost` are in the account's currency; one that is not `realistic` is no measure for ours.
    """

    type = "alternative-estimated.v1"
    gives = "alternative"
    alternative: Slug
    who: Label
    period: When
    gain: Number
    switching_cost: NotNegative | None = None
    realistic: bool = True
    source: Words


class EstimateAlternative(Command, name="account.alternative", may=may(S, C)):
    """Estimate what the customer would gain with somebody else, or by doing nothing. The latest estimate counts."""

    alternative: Slug | None = field(None, description="Its name; by default the next one.")
    who: Label = field(description="Who offers it; doing nothing is one, too.", examples=["Initech"])
    period: Span = field(description="The year, month or day it is of.", examples=["2025"])
    gain: Amount = field(description="What they would gain.", examples=["90000"])
    switching_cost: Cost | None = field(None, description="What it costs once to switch.", examples=["8000"])
    realistic: bool = field(True, description="Whether they could and would.")
    source: Words = field(description="How that is known.", examples=["the offer they showed us"])


class Reads(Protocol):
    @property
    def names(self) -> Names: ...


def decide(command: EstimateAlternative, account: Reads, _today: date) -> tuple[AlternativeEstimated, ...]:
    name = next_name(command.alternative, "alternative", account.names)
    kept = ("who", "period", "gain", "switching_cost", "realistic", "source")
    return (AlternativeEstimated(alternative=name, **{field: getattr(command, field) for field in kept}),)


def figure(state: Figures, fact: AlternativeEstimated, envelope: Envelope, zone: str) -> Figures:
    new = new_figure("alternative", envelope, fact.gain, cost=fact.switching_cost, days=days(fact.period, zone))
    return state.insert(fact.alternative, new)


ALTERNATIVES = Practice(AlternativeEstimated, EstimateAlternative, decide)
