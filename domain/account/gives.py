"""What was given before anybody thought of the return, and what it was (texts 001 and 003).

Giving first is an investment in the customer; coffee, a lower price and freebies are none, and no service either
(text 003). Nothing of this is a little thing: those are tried for an agreed outcome.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol, get_args

from domain.access import C, S, may
from domain.account.standing import Figures, Names, new_figure, next_name, way
from domain.command import Command, field
from domain.errors import Invalid
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.vocabulary import Cost, NotNegative, Slug, Words

Investment = Literal["help", "knowledge", "introduction"]
NotService = Literal["gesture", "discount", "freebie"]
Kind = Literal[Investment, NotService]
NOT_SERVICE: tuple[str, ...] = get_args(NotService)


class GiveRecorded(Fact, frozen=True, kw_only=True):
    """The seller gave something, and what it was. `worth` to the customer and `cost` to the seller are in the
    account's currency; the worth counts once the customer has confirmed it. `way`: the way to help it invests in.
    """

    type = "give-recorded.v1"
    gives = "give"
    give: Slug
    kind: Kind
    says: Words
    worth: NotNegative | None = None
    cost: NotNegative | None = None
    way: Slug | None = None


class RecordGive(Command, name="account.give", about="give", may=may(S, C)):
    """Record what the seller gave: help, knowledge, an introduction; or a gesture, a discount, a freebie."""

    give: Slug | None = field(None, description="Its name; by default the next one.")
    kind: Kind = field(description="What it is: a gesture, a discount or a freebie is no service.", examples=["help"])
    says: Words = field(description="What was given.", examples=["two days with their new manager"])
    worth: Cost | None = field(
        None, description="What it is worth to the customer; counts once they confirm.", examples=["5000"]
    )
    cost: Cost | None = field(None, description="What it cost the seller.", examples=["900"])
    way: Slug | None = field(None, description="The way to help that it invests in.")


class Reads(Protocol):
    @property
    def names(self) -> Names: ...
    @property
    def figures(self) -> Figures: ...


def decide(command: RecordGive, account: Reads, _today: date) -> tuple[GiveRecorded, ...]:
    name = next_name(command.give, "give", account.names)
    if command.way is not None:
        if command.kind in NOT_SERVICE:
            raise Invalid.of("a {kind} serves no way to help them make more money", kind=command.kind, where="way")
        way(account.figures, command.way)
    named = {name: getattr(command, name) for name in ("kind", "says", "worth", "cost", "way")}
    return (GiveRecorded(give=name, **named),)


def figure(state: Figures, fact: GiveRecorded, envelope: Envelope, _zone: str) -> Figures:
    """Its worth, where one was said."""
    return state.insert(fact.give, new_figure("give", envelope, fact.worth, cost=fact.cost))


GIVES = Practice(GiveRecorded, RecordGive, decide)
