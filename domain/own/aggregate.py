"""The seller's own stream: where its practices meet. It needs no opening."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from rpds import HashTrieMap, HashTrieSet

from domain import linked
from domain.command import Command
from domain.fact import Entry, Envelope, Fact
from domain.linked import Linked
from domain.own import deals, gets, habits, ideas, offers, rules
from domain.practice import Practices
from domain.when import counts_on

PRACTICES = Practices(
    "domain.own.ideas:IDEAS",
    "domain.own.habits:HABITS",
    "domain.own.notes:NOTES",
    "domain.own.optimal:OPTIMAL",
    "domain.own.offers:OFFERS",
    "domain.own.reviews:REVIEWS",
    "domain.own.deals:DEALS",
    "domain.own.rules:RULES",
    "domain.own.gets:GETS",
    "domain.mending:LINKS",
)


class Own(Struct, frozen=True):
    """What the seller has noted for themselves."""

    ideas: ideas.Ideas = ideas.Ideas()
    habits: habits.Habits = HashTrieSet()
    offers: offers.Offers = HashTrieSet()
    deals: deals.Deals = HashTrieMap()
    rules: rules.Rules = rules.Rules()
    gets: gets.Gets = gets.Gets()
    linked: Linked = HashTrieMap()
    closed: bool = False

    def currency_of(self, command: Command) -> str | None:
        """What amounts in the command are in: as it says, or as what it corrects was said."""
        if isinstance(command, gets.CorrectOwnFigure):
            return command.currency or gets.currency_of(command.corrects, self.gets)
        return getattr(command, "currency", None)


def decide(command: Command, own: Own, recorded_at: str) -> tuple[Fact, ...]:
    """The facts that the command makes true, or a refusal."""
    return PRACTICES.decide(command, own, counts_on(command.occurred_at or recorded_at, recorded_at))


def evolve(own: Own, fact: Fact, envelope: Envelope) -> Own:
    """The stream after a fact; it never refuses."""
    links = linked.evolve(own.linked, fact, envelope.version)
    return replace(own, linked=links, **PRACTICES.moved(own, fact, envelope, "UTC"))


def without(own: Own, _denied: Entry[Any], _denying: Entry[Any]) -> Own:
    """What is left after a word was denied: of the word, only the names that it gave."""
    return own


def dated(command: Command, own: Own) -> str | None:
    """The date of what the command corrects, if it corrects anything."""
    return PRACTICES.dated(command, own)
