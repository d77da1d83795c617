"""Every aggregate the ledger knows; facts by their type and commands by their name follow, each when it is met."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeVar

from msgspec import Struct

from domain import waiting
from domain.access import May
from domain.command import Command
from domain.fact import Fact, members
from domain.indexed import commands_of, indexed
from domain.practice import Practice, Practices, practice_at
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
        return [*waiting.warn(command, state), *self.practices.warn(command, state)]


class Catalogue(dict[K, V]):
    """Loads the practice of a key when somebody first asks for it, and all when they ask for all, or for a key that the
    index does not have. Whoever records so loads the practice that they record for, and those their stream has.
    """

    def __init__(self, name: Callable[[K], str]) -> None:
        """`name` says which fact or command of the index a key is."""
        super().__init__()
        self._name = name

    def __missing__(self, key: K) -> V:
        if not (_know(self._name(key)) and super().__contains__(key)):
            _know_all()
        if not super().__contains__(key):
            raise KeyError(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        return self.get(key) is not None

    def get(self, key: Any, default: Any = None) -> Any:
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


class Deciders(dict[str, Decider]):
    """Loads the aggregate of a kind of stream when somebody first asks for it."""

    def __missing__(self, kind: str) -> Decider:
        self[kind] = _of(*AGGREGATES[kind]())
        return self[kind]


def _engagement() -> tuple[Any, Any]:
    from domain.engagement import aggregate  # noqa: PLC0415 - see Deciders

    return aggregate, aggregate.Engagement()


def _account() -> tuple[Any, Any]:
    from domain.account import aggregate  # noqa: PLC0415 - see Deciders

    return aggregate, aggregate.Account()


def _practice() -> tuple[Any, Any]:
    from domain.own import aggregate  # noqa: PLC0415 - see Deciders

    return aggregate, aggregate.Own()


AGGREGATES: dict[str, Callable[[], tuple[Any, Any]]] = {
    "engagement": _engagement,
    "account": _account,
    "practice": _practice,
}
DECIDERS = Deciders()
FACTS: Catalogue[str, type[Fact]] = Catalogue(str)
COMMANDS: Catalogue[str, type[Command]] = Catalogue(str)
KIND: Catalogue[type[Command], str] = Catalogue(lambda command: command.name)
"""The kind of stream a command belongs to where none is said."""


def verbs(noun: str) -> dict[str, type[Command]]:
    """The commands of one noun, by their verb."""
    return {name.partition(".")[2]: COMMANDS[name] for name in commands_of(noun)}


@cache
def facts(noun: str) -> frozenset[type[Fact]]:
    """The facts of one noun: those of the practices that its commands belong to."""
    own = (DECIDERS[KIND[command]].practices.of(command) for command in verbs(noun).values())
    return frozenset(fact for practice in own if practice for fact in members(practice.facts))


@cache
def noun_of(fact: type[Fact]) -> str:
    """The noun that a fact's practice is said with."""
    kept = next(practice for kind in KINDS if (practice := DECIDERS[kind].practices.of(fact)))
    name: str = members(kept.commands)[0].name
    return name.partition(".")[0]


def kind_of(command: type[Command], stream: str) -> str:
    """The kind of stream that is meant by `stream`, as in `account/acme` or `acme`."""
    kind = stream.partition("/")[0]
    return kind if kind in KINDS and DECIDERS[kind].practices.of(command) else KIND[command]


def practices(kind: str) -> Practices:
    """All practices of a kind of stream."""
    return DECIDERS[kind].practices


def table() -> dict[type[Command], May]:
    """Whose word each command may be; a command that is not in it may be nobody's."""
    return {command: command.may for command in COMMANDS.values() if command.may}


def decider(stream: str) -> Decider:
    """The aggregate that a stream belongs to, by the word before the slash."""
    return DECIDERS[stream.partition("/")[0]]


def _of(aggregate: Any, initial: Any) -> Decider:
    """The decider of an aggregate's module."""
    at = aggregate
    return Decider(at.PRACTICES, initial, at.decide, at.evolve, at.without, at.dated)


def _know(name: str) -> bool:
    """Loads the practice of a fact or a command, and says whether the index has it."""
    if (entry := indexed(name)) is None:
        return False
    _take(entry.kind, practice_at(entry.place))
    return True


def _take(kind: str, practice: Practice) -> None:
    for fact in members(practice.facts):
        FACTS[fact.type] = fact
    for command in members(practice.commands):
        COMMANDS[command.name] = command
        dict.setdefault(KIND, command, kind)  # words are owned in more than one


@cache
def _know_all() -> None:
    for known in (FACTS, COMMANDS, KIND):
        known.clear()  # so that all are in their order, whichever was met first
    for kind in KINDS:
        for practice in DECIDERS[kind].practices.every:
            _take(kind, practice)
