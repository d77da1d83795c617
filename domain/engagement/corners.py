"""Corners cut: what was saved at the customer's expense, owned up to afterwards (text 003, performance culture).

Never refused, for what is refused is not told; shown to both until it is restored.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol, TypeAlias, assert_never

from msgspec import Struct
from rpds import HashTrieMap

from domain.access import S, may
from domain.command import Command, field
from domain.engagement.shared.standing import Outcomes, named
from domain.engagement.shared.terms import Fixed
from domain.errors import AlreadyNamed, NotNow, Unknown
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.vocabulary import Cost, Money, Slug, Words, chosen


class CornerCut(Fact, frozen=True, kw_only=True):
    """What was left out, which service it touches, and what the seller saved by it."""

    type = "corner-cut.v1"
    corner: Slug
    says: Words
    touches: Words
    saved: Money
    outcome: Slug | None = None


class CornerRestored(Fact, frozen=True, kw_only=True):
    """It is as it should be again."""

    type = "corner-restored.v1"
    corner: Slug
    says: Words | None = None


class CutCorner(Command, name="work.cut", may=may(S, why=True, closed=True)):
    """Admit a corner that you cut: what it saved you, and what it means for the customer."""

    corner: Slug | None = field(None, description="Its name; without one it gets the next.")
    says: Words = field(description="What was left out.")
    touches: Words = field(description="The service that the customer has less of.")
    saved: Cost = field(description="What it saved you, in the engagement's currency; 0 is an answer.")
    outcome: Slug | None = field(None, description="The outcome that may suffer.")


class RestoreCorner(Command, name="work.restore", about="corner", may=may(S, closed=True)):
    """Record that a corner that was cut is put right."""

    corner: Slug
    says: Words | None = field(None, description="How it was restored.")


CornerFact = CornerCut | CornerRestored
CornerCommand = CutCorner | RestoreCorner


class Corner(Struct, frozen=True):
    """Cut, and perhaps restored."""

    restored: bool = False


Corners: TypeAlias = "HashTrieMap[str, Corner]"


class Reads(Protocol):
    @property
    def fixed(self) -> Fixed: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def corners(self) -> Corners: ...


def decide(command: CornerCommand, engagement: Reads, _today: date) -> tuple[CornerFact, ...]:
    match command:
        case CutCorner():
            corner = chosen(command.corner, "k", engagement.corners)
            if corner in engagement.corners:
                raise AlreadyNamed.of("there is a corner {corner} already", corner=corner)
            if command.outcome is not None:
                named(engagement.outcomes, command.outcome)
            saved = Money(amount=command.saved, currency=engagement.fixed.currency)
            says, touches, outcome = command.says, command.touches, command.outcome
            return (CornerCut(corner=corner, says=says, touches=touches, saved=saved, outcome=outcome),)
        case RestoreCorner():
            old = engagement.corners.get(command.corner)
            if old is None:
                raise Unknown.of("there is no corner {corner}", corner=command.corner)
            if old.restored:
                raise NotNow.of("{corner} is restored already", corner=command.corner)
            return (CornerRestored(corner=command.corner, says=command.says),)
        case _:
            assert_never(command)


def evolve(state: Corners, fact: CornerFact, _envelope: Envelope, _zone: str) -> Corners:
    return state.insert(fact.corner, Corner(restored=isinstance(fact, CornerRestored)))


CORNERS = Practice(CornerFact, CornerCommand, decide, "corners", evolve)
