"""Customers won and lost, as we explain it and as they or the winner tell it (text 003).

"We say: cheaper, not shown, not innovative"; asked, the customer tells of something beyond that the winner did. The
loss is noted with our reason first, so that the gap can be seen afterwards.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol, TypeAlias, assert_never

from rpds import HashTrieMap

from domain.access import S, may
from domain.command import Command, field
from domain.errors import AlreadyNamed, NotNow, Unknown
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.vocabulary import Label, Slug, Words, chosen


class CustomerWon(Fact, frozen=True, kw_only=True):
    """Somebody buys from us; `other` is from whom they come, or nobody."""

    type = "customer-won.v1"
    deal: Slug
    account: Label
    other: Label | None = None
    reason: Words


class CustomerLost(Fact, frozen=True, kw_only=True):
    """Somebody does not, or no longer; `other` is to whom they go, or nobody. The reason is ours."""

    type = "customer-lost.v1"
    deal: Slug
    account: Label
    other: Label | None = None
    reason: Words


class LossReasonLearned(Fact, frozen=True, kw_only=True):
    """What the customer or the winner says it was; `as_we_said` where it is what we had explained it with."""

    type = "loss-reason-learned.v1"
    deal: Slug
    source: Literal["customer", "winner"]
    says: Words
    as_we_said: bool = False


class NoteWon(Command, name="practice.won", may=may(S)):
    """Record a customer that you won, and why, as you see it."""

    deal: Slug | None = field(None, description="Its name; without one it gets the next.")
    account: Label = field(description="Who buys.")
    other: Label | None = field(None, description="From whom they come; by default nobody.")
    reason: Words = field(description="Why, as you see it.")


class NoteLost(Command, name="practice.lost", may=may(S)):
    """Record a customer that you lost, and why, as you explain it."""

    deal: Slug | None = field(None, description="Its name; without one it gets the next.")
    account: Label = field(description="Who does not buy.")
    other: Label | None = field(None, description="To whom they go; by default nobody.")
    reason: Words = field(description="Why, as you explain it: said before anybody is asked.")


class LearnLoss(Command, name="practice.learn-loss", about="deal", may=may(S)):
    """Record what the customer, or the winner, says was the reason."""

    deal: Slug
    source: Literal["customer", "winner"] = field(description="Who told it.")
    says: Words = field(description="What they say the winner did, or we did not.")
    as_we_said: bool = field(False, description="It is what we had explained it with.")


DealFact = CustomerWon | CustomerLost | LossReasonLearned
DealCommand = NoteWon | NoteLost | LearnLoss
Deals: TypeAlias = 'HashTrieMap[str, Literal["won", "lost"]]'


class Reads(Protocol):
    @property
    def deals(self) -> Deals: ...


def decide(command: DealCommand, practice: Reads, _today: date) -> tuple[DealFact, ...]:
    if isinstance(command, LearnLoss):
        how = practice.deals.get(command.deal)
        if how is None:
            raise Unknown(f"there is no deal {command.deal}", deal=command.deal)
        if how == "won":
            raise NotNow(f"{command.deal} was won", deal=command.deal)
        source, as_we_said = command.source, command.as_we_said
        return (LossReasonLearned(deal=command.deal, source=source, says=command.says, as_we_said=as_we_said),)
    deal = chosen(command.deal, "d", practice.deals)
    if deal in practice.deals:
        raise AlreadyNamed(f"there is a deal {deal} already", deal=deal)
    kind = CustomerWon if isinstance(command, NoteWon) else CustomerLost
    return (kind(deal=deal, account=command.account, other=command.other, reason=command.reason),)


def evolve(state: Deals, fact: DealFact, _envelope: Envelope, _zone: str) -> Deals:
    match fact:
        case CustomerWon():
            return state.insert(fact.deal, "won")
        case CustomerLost():
            return state.insert(fact.deal, "lost")
        case LossReasonLearned():
            return state
        case _:
            assert_never(fact)


DEALS = Practice(DealFact, DealCommand, decide, "deals", evolve)
