"""How we help them make more money, now and next, and what nobody else matches (text 001, the second conversation)."""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol, TypeAlias, assert_never

from msgspec import Struct
from rpds import HashTrieMap

from domain.access import C, S, may
from domain.account.standing import Figures, Names, new_figure, next_name, way
from domain.command import Command, field
from domain.errors import NotNow
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.taken_back import own_word
from domain.vocabulary import Cost, Label, NotNegative, Slug, Words

Time = Literal["now", "next"]


class WayToHelpNamed(Fact, frozen=True, kw_only=True):
    """A way in which the seller helps the customer make more money, now or next, whole each time it is told.

    `mechanism` is how it does so, `amount` how much a year, in the account's currency; `unmatched` that no competitor
    does. It counts once the customer has confirmed it, and for twelve months.
    """

    type = "way-to-help-named.v1"
    gives = "way"
    way: Slug
    says: Words
    mechanism: Words
    time: Time
    amount: NotNegative | None = None
    unmatched: bool = False


class WayMatched(Fact, frozen=True, kw_only=True):
    """A competitor has caught up: the way is unmatched no longer."""

    type = "way-matched.v1"
    way: Slug
    who: Label
    says: Words | None = None


class NameWay(Command, name="account.way", about="way", may=may(S, C)):
    """Record a way in which the seller helps the customer make more money. The same name again replaces it."""

    way: Slug | None = field(None, description="Its name, to tell it anew; without one it is a new way.")
    says: Words = field(description="The way.", examples=["new clients start within five days"])
    mechanism: Words = field(description="How it makes them money.", examples=["nobody waits and goes elsewhere"])
    time: Time = field("now", description="Whether it helps now or is to help next.")
    amount: Cost | None = field(None, description="How much a year.", examples=["120000"])
    unmatched: bool = field(False, description="Whether no competitor does it.")


class MatchWay(Command, name="account.match", about="way", may=may(S, C)):
    """Record that a competitor now offers the same."""

    way: Slug = field(description="The way's name.", examples=["way-1"])
    who: Label = field(description="Who it is.", examples=["Initech"])
    says: Words | None = field(None, description="How they do it.")


WayFact = WayToHelpNamed | WayMatched
WayCommand = NameWay | MatchWay


class Way(Struct, frozen=True):
    """Whether it is claimed that nobody else does it."""

    unmatched: bool


Ways: TypeAlias = "HashTrieMap[str, Way]"


class Reads(Protocol):
    @property
    def names(self) -> Names: ...
    @property
    def figures(self) -> Figures: ...
    @property
    def ways(self) -> Ways: ...


def decide(command: WayCommand, account: Reads, _today: date) -> tuple[WayFact, ...]:
    match command:
        case NameWay():
            name = command.way
            if name is None or name not in account.ways:
                name = next_name(name, "way", account.names)
            elif (old := account.figures.get(name)) is not None:
                own_word(old, name, command.party, "way")
            named = {name: getattr(command, name) for name in ("says", "mechanism", "time", "amount", "unmatched")}
            return (WayToHelpNamed(way=name, **named),)
        case MatchWay():
            way(account.figures, command.way)
            if not account.ways[command.way].unmatched:
                raise NotNow.of("nobody says that {way} is unmatched", way=command.way)
            return (WayMatched(way=command.way, who=command.who, says=command.says),)
        case _:
            assert_never(command)


def evolve(state: Ways, fact: WayFact, _envelope: Envelope, _zone: str) -> Ways:
    if isinstance(fact, WayMatched) and fact.way not in state:
        return state
    return state.insert(fact.way, Way(isinstance(fact, WayToHelpNamed) and fact.unmatched))


def figure(state: Figures, fact: WayToHelpNamed, envelope: Envelope, _zone: str) -> Figures:
    """The figures with what the way brings them; a way told anew has to be confirmed anew."""
    return state.insert(fact.way, new_figure("way", envelope, fact.amount, old=state.get(fact.way)))


WAYS = Practice(WayFact, WayCommand, decide, "ways", evolve)
