"""What was given before anybody thought of the return, and what it was (texts 001 and 003).

Giving first is an investment in the customer; coffee, a lower price and freebies are none, and no service either
(text 003). Nothing of this is a little thing: those are tried for an agreed outcome.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol, TypeAlias, get_args

from pydantic import Field
from rpds import HashTrieSet

from domain.account.standing import Figures, told
from domain.command import Command
from domain.errors import AlreadyNamed
from domain.fact import Envelope, Fact
from domain.may import C, S, may
from domain.part import Part
from domain.vocabulary import NotNegative, Slug, Words, unused

Investment = Literal["help", "knowledge", "introduction"]
NotService = Literal["gesture", "discount", "freebie"]
Kind = Literal[Investment, NotService]
NOT_SERVICE: tuple[str, ...] = get_args(NotService)


class GiveRecorded(Fact, frozen=True, kw_only=True):
    """The seller gave something, and what it was. `worth` to the customer and `cost` to the seller are in the
    account's currency; the worth counts once the customer has confirmed it.
    """

    type = "give-recorded.v1"
    give: Slug
    kind: Kind
    says: Words
    worth: NotNegative | None = None
    cost: NotNegative | None = None


class RecordGive(Command, name="account.give", about="give", may=may(S, C)):
    """Note what the seller gave: help, knowledge, an introduction; or a gesture, a discount, a freebie."""

    give: Slug | None = Field(None, description="Its name; the next one unless said.")
    kind: Kind = Field(description="What it is: a gesture, a discount or a freebie is no service.", examples=["help"])
    says: Words = Field(description="What was given.", examples=["two days with their new manager"])
    worth: NotNegative | None = Field(
        None, description="What it is worth to the customer; counts once they confirm.", examples=["5000"]
    )
    cost: NotNegative | None = Field(None, description="What it cost the seller.", examples=["900"])


Gives: TypeAlias = "HashTrieSet[str]"


class Needs(Protocol):
    @property
    def gives(self) -> Gives: ...


def decide(command: RecordGive, account: Needs, _today: date) -> tuple[GiveRecorded, ...]:
    name = command.give or unused("give", account.gives)
    if name in account.gives:
        raise AlreadyNamed(f"there is a give {name} already", give=name)
    return (GiveRecorded(give=name, kind=command.kind, says=command.says, worth=command.worth, cost=command.cost),)


def evolve(state: Gives, fact: GiveRecorded, _said: Envelope, _zone: str) -> Gives:
    return state.insert(fact.give)


def figure(state: Figures, fact: GiveRecorded, said: Envelope) -> Figures:
    """Its worth and its cost, which may be none."""
    return state.insert(fact.give, told(said, confirmable=fact.worth is not None))


GIVES = Part(GiveRecorded, RecordGive, decide, "gives", evolve)
