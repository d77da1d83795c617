"""Every aggregate the ledger knows; facts by their type and commands by their name follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeVar

from msgspec import Struct

from domain import words
from domain.access import May
from domain.command import Command
from domain.engagement import aggregate as engagement
from domain.fact import Fact, members
from domain.practice import Practices
from domain.vocabulary import KINDS
from domain.warned import Warned

K = TypeVar("K")
V = TypeVar("V")


class Decider(Struct, frozen=True):
    """An aggregate: its practices, how it begins, decides and evolves, and what a denied word leaves of itself."""

    practices: Practices
    initial: Any
    decide: Callable[[Any, Any, str], tuple[Fact, ...]]
    evolve: Callable[[Any, Any, Any], Any]
    without: Callable[[Any, Any, Any], Any]
    dated: Callable[[Any, Any], str | None]

    def warn(self, command: Command, state: Any) -> list[Warned]:
        """The warnings of a command; `state` has what it recorded."""
        return [*words.warn(command, state), *self.practices.warn(command, state)]


class Catalogue(dict[K, V]):
    """Holds what most engagements need, and loads the rest when somebody asks for a key it does not have, or for all.

    Recording for most engagements so loads none of the rest, which would take a sixth of their time.
    """

    def __missing__(self, key: K) -> V:
        _know_all()
        if not super().__contains__(key):
            raise KeyError(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) or (_know_all() and super().__contains__(key))

    def get(self, key: K, default: Any = None) -> Any:
        try:
            return self[key]
        except KeyError:
            return default

    def __iter__(self) -> Iterator[K]:
        _know_all()
        return super().__iter__()

    def __len__(self) -> int:
        _know_all()
        return super().__len__()

    def keys(self) -> Any:
        _know_all()
        return super().keys()

    def values(self) -> Any:
        _know_all()
        return super().values()

    def items(self) -> Any:
        _know_all()
        return super().items()


DECIDERS: Catalogue[str, Decider] = Catalogue()
FACTS: Catalogue[str, type[Fact]] = Catalogue()
COMMANDS: Catalogue[str, type[Command]] = Catalogue()
KIND: Catalogue[type[Command], str] = Catalogue()
"""The kind of stream a command belongs to where none is said."""


def verbs(noun: str) -> dict[str, type[Command]]:
    """The commands of one noun, by their verb."""
    _know_all()
    names = ((name.partition("."), command) for name, command in dict.items(COMMANDS))
    return {verb: command for (of, _, verb), command in names if of == noun}


@cache
def facts(noun: str) -> frozenset[type[Fact]]:
    """The facts of one noun: those of the practices that its commands belong to."""
    own = (DECIDERS[KIND[command]].practices.of[command] for command in verbs(noun).values())
    return frozenset(fact for practice in own for fact in members(practice.facts))


@cache
def noun_of(fact: type[Fact]) -> str:
    """The noun that a fact's practice is said with; of many engagements nothing else is loaded for it."""
    kept = DECIDERS["engagement"].practices.of.get(fact) or next(
        practices(kind).of[fact] for kind in KINDS if fact in practices(kind).of
    )
    name: str = members(kept.commands)[0].name
    return name.partition(".")[0]


def kind_of(command: type[Command], stream: str) -> str:
    """The kind of stream that is meant by `stream`, as in `account/acme` or `acme`."""
    kind = stream.partition("/")[0]
    return kind if kind in KINDS and command in DECIDERS[kind].practices.of else KIND[command]


def place_in(command: type[Command], stream: str) -> str:
    """The stream as it is named beside that command: without its kind, unless the command is said in several kinds and
    would be taken for another's.
    """
    kind, _, name = stream.partition("/")
    return name if KIND[command] == kind else stream


def practices(kind: str) -> Practices:
    """All practices of a kind of stream."""
    _know_all()
    return DECIDERS[kind].practices


def table() -> dict[type[Command], May]:
    """Whose word each command may be; a command that is not in it may be nobody's."""
    return {command: command.may for command in COMMANDS.values() if command.may}


def decider(stream: str) -> Decider:
    """The aggregate that a stream belongs to, by the word before the slash."""
    return DECIDERS[stream.partition("/")[0]]


def _know(kind: str, decider: Decider) -> None:
    DECIDERS[kind] = decider
    for fact in decider.practices.facts:
        FACTS[fact.type] = fact
    for command in decider.practices.commands:
        COMMANDS[command.name] = command
        dict.setdefault(KIND, command, kind)  # words are owned in more than one


def _of(aggregate: Any, initial: Any) -> Decider:
    """The decider of an aggregate's module."""
    at = aggregate
    return Decider(at.PRACTICES, initial, at.decide, at.evolve, at.without, at.dated)


@cache
def _know_all() -> bool:
    from domain.account import aggregate as account  # noqa: PLC0415 - see Catalogue
    from domain.own import aggregate as own  # noqa: PLC0415 - see Catalogue

    engagement.know_all()
    _know("engagement", dict.__getitem__(DECIDERS, "engagement"))
    _know("account", _of(account, account.Account()))
    _know("practice", _of(own, own.Own()))
    return True


_know("engagement", _of(engagement, engagement.Engagement()))
