"""Cheaper ways: they asked for something specific, and another approach is better and less expensive (text 002)."""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol

from domain.access import S, may
from domain.command import Command, field
from domain.engagement.shared.standing import Outcomes, named
from domain.engagement.shared.terms import Fixed
from domain.fact import Fact
from domain.practice import Practice
from domain.vocabulary import Cost, Money, Slug, Words

Keeper = Literal["customer", "seller", "both"]


class CheaperWayProposed(Fact, frozen=True, kw_only=True):
    """Another approach than the one they asked for, what it saves, and who keeps that."""

    type = "cheaper-way-proposed.v1"
    asked: Words
    instead: Words
    saves: Money
    kept_by: Keeper
    outcome: Slug | None = None


class ProposeCheaperWay(Command, name="fit.cheaper", may=may(S, why=True)):
    """Propose another approach that costs less than the one the customer asked for."""

    asked: Words = field(description="What they asked for.")
    instead: Words = field(description="What they are better off with.")
    saves: Cost = field(description="What it saves, in the engagement's currency; 0 where it is only better.")
    kept_by: Keeper = field(description="Who keeps what is saved; with a fixed price it may be the seller.")
    outcome: Slug | None = field(None, description="The outcome it leads to.")


class Reads(Protocol):
    @property
    def fixed(self) -> Fixed: ...
    @property
    def outcomes(self) -> Outcomes: ...


def decide(command: ProposeCheaperWay, engagement: Reads, _today: date) -> tuple[CheaperWayProposed, ...]:
    if command.outcome is not None:
        named(engagement.outcomes, command.outcome)
    proposed = CheaperWayProposed(
        asked=command.asked,
        instead=command.instead,
        saves=Money(amount=command.saves, currency=engagement.fixed.currency),
        kept_by=command.kept_by,
        outcome=command.outcome,
    )
    return (proposed,)


CHEAPER = Practice(CheaperWayProposed, ProposeCheaperWay, decide)
