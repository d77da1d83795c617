"""Cost trimmed without hurting the business (text 001); on an open outcome only where the customer chose it."""

from __future__ import annotations

from datetime import date
from typing import Protocol, TypeAlias

from rpds import HashTrieMap

from domain.access import S, may
from domain.command import Command, field
from domain.engagement.shared.standing import Outcomes, named
from domain.engagement.shared.terms import Fixed
from domain.errors import AlreadyNamed, NeedsTheirChoice, NotNow, Unknown
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.said import worded
from domain.step import WayOut
from domain.vocabulary import Cost, Money, Slug, Words, chosen
from domain.warned import Warned

OPEN = ("proposed", "agreed", "reached", "missed")


class CostTrimmed(Fact, frozen=True, kw_only=True):
    """What the seller does with less, what that saves them, the outcome it touches, and the choice that allows it."""

    type = "cost-trimmed.v1"
    trim: Slug
    says: Words
    saves: Money
    outcome: Slug | None = None
    choice: Slug | None = None


class TrimCost(Command, name="work.trim", about="trim", may=may(S, why=True)):
    """Record a cost that you cut, and what that affects."""

    trim: Slug | None = field(None, description="Its name; without one it gets the next.")
    says: Words = field(description="What is done with less.", examples=["one visit a quarter, not three"])
    saves: Cost = field(description="What it saves you, in the engagement's currency.", examples=["1200"])
    outcome: Slug | None = field(None, description="The outcome that it touches, if any.")
    choice: Slug | None = field(None, description="The choice, made by the customer, that allows it.")


Trims: TypeAlias = "HashTrieMap[str, str | None]"
"""By its name the choice that allowed it, if any."""


class Chosen(Protocol):
    @property
    def status(self) -> str: ...


class Choices(Protocol):
    def get(self, name: str, /) -> Chosen | None: ...


class Reads(Protocol):
    @property
    def fixed(self) -> Fixed: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def choices(self) -> Choices: ...
    @property
    def trims(self) -> Trims: ...


def decide(command: TrimCost, engagement: Reads, _today: date) -> tuple[CostTrimmed, ...]:
    name = chosen(command.trim, "t", engagement.trims)
    if name in engagement.trims:
        raise AlreadyNamed.of("there is a trim {trim} already", trim=name)
    choice = engagement.choices.get(command.choice) if command.choice else None
    if command.choice and choice is None:
        raise Unknown.of("there is no choice {choice}", choice=command.choice)
    if command.choice and command.choice in engagement.trims.values():
        raise NotNow.of("{choice} allowed another trim: one choice, one trim", choice=command.choice)
    if command.outcome is not None:
        status = named(engagement.outcomes, command.outcome).status
        if status in OPEN and (choice is None or choice.status != "made"):
            unasked = "{outcome} is {status}, and no choice of the customer's allows this"
            raise NeedsTheirChoice.of(unasked, outcome=command.outcome, status=status)
    saves = Money(amount=command.saves, currency=engagement.fixed.currency)
    fact = CostTrimmed(trim=name, says=command.says, saves=saves, outcome=command.outcome, choice=command.choice)
    return (fact,)


def evolve(state: Trims, fact: CostTrimmed, _envelope: Envelope, _zone: str) -> Trims:
    return state.insert(fact.trim, fact.choice)


def warn(command: TrimCost, engagement: Reads) -> list[Warned]:
    """Warns that a trim that touches an open outcome has to say so: then it needs the customer's choice."""
    still_open = sorted(name for name, outcome in engagement.outcomes.items() if outcome.status in OPEN)
    unsaid = command.outcome is None and still_open
    way_out = WayOut(says="if it does, say which with --outcome")
    none = worded("it says that it touches none of {outcomes}", outcomes=", ".join(still_open))
    return [Warned("NO-OUTCOME", none, way_out)] if unsaid else []


TRIMS = Practice(CostTrimmed, TrimCost, decide, "trims", evolve, warn=warn)
