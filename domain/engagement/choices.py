"""Choices: two or three options, one made by the customer or their own customer ("I can give them the choice")."""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol, TypeAlias, assert_never

from msgspec import Struct
from msgspec.structs import replace
from rpds import HashTrieMap

from domain.access import C, S, may
from domain.command import Command
from domain.engagement.shared.options import Option
from domain.engagement.shared.standing import Expertise, Things, thing
from domain.errors import AlreadyNamed, Invalid, NotAnOption, NotNow, SamePrice, TooFew, TooMany, Unknown
from domain.fact import Envelope, Fact
from domain.names import distinct, meant
from domain.practice import Practice
from domain.said import worded
from domain.step import WayOut
from domain.vocabulary import Label, Person, Slug, Someone, Words, check_label, chosen
from domain.warned import Warned

Whose = Literal["customer", "their-customer"]
MANY = 4


class ChoiceOffered(Fact, frozen=True, kw_only=True):
    """Options on the table; a priced one binds nobody until its version is agreed."""

    type = "choice-offered.v1"
    gives = "choice"
    choice: Slug
    about: Label
    options: tuple[Option, ...]
    to: Whose = "customer"
    our_view: Words | None = None


class ChoiceMade(Fact, frozen=True, kw_only=True):
    """One option was chosen, finally."""

    type = "choice-made.v1"
    choice: Slug
    option: Label
    chosen_by: Person | None = None


class ChoiceWithdrawn(Fact, frozen=True, kw_only=True):
    """The seller took the options back."""

    type = "choice-withdrawn.v1"
    choice: Slug


class OfferChoice(Command, name="choice.offer", about="choice", may=may(S)):
    """Offer two or three options."""

    choice: Slug | None = None
    about_what: Label
    options: tuple[Option, ...]
    to: Whose = "customer"
    our_view: Words | None = None


class MakeChoice(Command, name="choice.make", about="choice", may=may(C)):
    """Choose one of the options."""

    choice: Slug
    option: Label
    chosen_by: Someone | None = None


class WithdrawChoice(Command, name="choice.withdraw", about="choice", may=may(S, why=True)):
    """Take the options back."""

    choice: Slug


ChoiceFact = ChoiceOffered | ChoiceMade | ChoiceWithdrawn
ChoiceCommand = OfferChoice | MakeChoice | WithdrawChoice


class Choice(Struct, frozen=True):
    """How far one choice has come."""

    status: Literal["open", "made", "withdrawn"]
    options: tuple[Option, ...]

    def picks(self, label: str) -> str | None:
        """The little thing that the option names."""
        chosen = meant(label, (option.label for option in self.options))
        return next((option.thing for option in self.options if option.label == chosen), None)

    @property
    def things(self) -> tuple[str, ...]:
        return tuple(option.thing for option in self.options if option.thing)


Choices: TypeAlias = "HashTrieMap[str, Choice]"


class Reads(Protocol):
    @property
    def choices(self) -> Choices: ...
    @property
    def things(self) -> Things: ...
    @property
    def expertise(self) -> Expertise: ...


def decide(command: ChoiceCommand, engagement: Reads, _today: date) -> tuple[ChoiceFact, ...]:
    choices = engagement.choices
    match command:
        case OfferChoice():
            return (_offered(command, choices, engagement.things),)
        case MakeChoice():
            choice = still_open(choices, command.choice)
            labels = [option.label for option in choice.options]
            label = meant(command.option, labels)
            if label is None:
                raise NotAnOption.of(
                    "{option} was not offered", option=command.option, choice=command.choice, options=", ".join(labels)
                )
            return (ChoiceMade(choice=command.choice, option=label, chosen_by=command.chosen_by),)
        case WithdrawChoice():
            still_open(choices, command.choice)
            return (ChoiceWithdrawn(choice=command.choice),)
        case _:
            assert_never(command)


def binds(command: ChoiceCommand, engagement: Reads) -> bool:
    """Whether an option is chosen that changes the price."""
    choice = engagement.choices.get(command.choice or "") if isinstance(command, MakeChoice) else None
    if choice is None or not isinstance(command, MakeChoice):
        return False
    label = meant(command.option, (option.label for option in choice.options))
    return any(option.price_effect for option in choice.options if option.label == label)


def warn(command: ChoiceCommand, engagement: Reads) -> list[Warned]:
    """Four options are too much; and "what kind of incision would you like?" is no choice of theirs (domain 0)."""
    if not isinstance(command, OfferChoice):
        return []
    crowded = Warned("CROWDED-CHOICE", "four options are many; two or three are easier to choose from")
    many = [crowded] if len(command.options) == MANY else []
    current = engagement.expertise.current
    if current is None or current.column(command.about_what) != "seller":
        return many
    instead = WayOut(says="offer a choice of time, place, taste or price instead")
    ours = worded("by the map the seller is the expert in {area}", area=command.about_what)
    return [*many, Warned("OUR-METHOD", ours, instead)]


def still_open(choices: Choices, name: str) -> Choice:
    """The open choice of that name; Unknown or NotNow."""
    choice = choices.get(name)
    if choice is None:
        raise Unknown.of("there is no choice {choice}", choice=name)
    if choice.status != "open":
        raise NotNow.of("{choice} is {status}", choice=name, status=choice.status)
    return choice


def evolve(state: Choices, fact: ChoiceFact, _envelope: Envelope, _zone: str) -> Choices:
    old = state.get(fact.choice)
    match fact:
        case ChoiceOffered():
            return state.insert(fact.choice, Choice("open", fact.options))
        case ChoiceMade():
            return state.insert(fact.choice, replace(old, status="made")) if old else state
        case ChoiceWithdrawn():
            return state.insert(fact.choice, replace(old, status="withdrawn")) if old else state
        case _:
            assert_never(fact)


def _offered(command: OfferChoice, choices: Choices, things: Things) -> ChoiceOffered:
    name, options = chosen(command.choice, "c", choices), command.options
    if name in choices:
        raise AlreadyNamed.of("there is a choice {choice} already", choice=name)
    if len(options) < 2:
        raise TooFew.of("{number} of them is no choice", number=len(options), choice=name)
    if len(options) > MANY:
        raise TooMany.of("{number} options are too many", number=len(options), choice=name)
    if distinct(option.label for option in options) < len(options):
        raise Invalid("two options have the same label", where="options")
    for option in options:
        if option.thing != option.label:
            check_label(option.label, "options")
    named = [option.thing for option in options if option.thing]
    for offered in named:
        if thing(things, offered).status not in {"offered", "asked"}:
            raise NotNow.of("{thing} is {status}", status=things[offered].status, thing=offered)
    if named and any(option.price_effect for option in options):
        raise SamePrice(choice=name)
    return ChoiceOffered(
        choice=name, about=command.about_what, options=options, to=command.to, our_view=command.our_view
    )


CHOICES = Practice(ChoiceFact, ChoiceCommand, decide, "choices", evolve, warn=warn, binds=binds)
