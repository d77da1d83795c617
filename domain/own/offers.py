"""Offers worded both ways, and the territory (text 002: even at the same bill; a meaningful specific).

"I'll mow it every week for $40" and "your lawn will look good" may be one bill: what differs is what the customer buys,
and who has to think of the hours.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol, TypeAlias, assert_never

from rpds import HashTrieSet

from domain.access import S, may
from domain.command import Command, field
from domain.errors import Invalid
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.vocabulary import Label, Slug, Words, chosen

ENDS = (". ", "! ", "? ")


class OfferStated(Fact, frozen=True, kw_only=True):
    """One offer as resources and as the result of them; stated again, it is worded anew. `bill`: what it costs."""

    type = "offer-stated.v1"
    offer: Slug
    about: Label
    resource: Words
    result: Words
    bill: Words | None = None


class TerritoryDeclared(Fact, frozen=True, kw_only=True):
    """What the seller is the one to come to for: one sentence, and the one problem it solves."""

    type = "territory-declared.v1"
    says: Words
    problem: Words


class StateOffer(Command, name="practice.offer", may=may(S)):
    """Write one offer in two ways: as the resources that would be billed, and as the result they are for."""

    offer: Slug | None = field(None, description="Its name, to word it anew; without one it is a new offer.")
    topic: Label = field(description="What it is about, in a word or two: lawn care.")
    resource: Words = field(description="As resources: we mow every week.")
    result: Words = field(description="As the result: your lawn looks good.")
    bill: Words | None = field(None, description="What it costs, either way.")


class DeclareTerritory(Command, name="practice.territory", may=may(S)):
    """Say in one sentence what customers come to you for, and which problem it solves."""

    says: Words = field(description="One sentence.")
    problem: Words = field(description="One problem.")


OfferFact = OfferStated | TerritoryDeclared
OfferCommand = StateOffer | DeclareTerritory
Offers: TypeAlias = "HashTrieSet[str]"


class Reads(Protocol):
    @property
    def offers(self) -> Offers: ...


def decide(command: OfferCommand, practice: Reads, _today: date) -> tuple[OfferFact, ...]:
    match command:
        case StateOffer():
            if command.resource.casefold() == command.result.casefold():
                raise Invalid(
                    "the result is worded as the resource is: say what the customer has of it", where="result"
                )
            name = chosen(command.offer, "p", practice.offers)
            sides = {"about": command.topic, "resource": command.resource, "result": command.result}
            return (OfferStated(offer=name, **sides, bill=command.bill),)
        case DeclareTerritory():
            for where, text in (("says", command.says), ("problem", command.problem)):
                if any(end in text for end in ENDS):
                    raise Invalid("say it in one sentence: what needs two is not specific enough yet", where=where)
            return (TerritoryDeclared(says=command.says, problem=command.problem),)
        case _:
            assert_never(command)


def evolve(state: Offers, fact: OfferFact, _envelope: Envelope, _zone: str) -> Offers:
    return state.insert(fact.offer) if isinstance(fact, OfferStated) else state


OFFERS = Practice(OfferFact, OfferCommand, decide, "offers", evolve)
