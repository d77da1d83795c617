"""A practice as its aggregate sees it: its facts, its commands, and the part of the state that it keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple, Protocol

from domain.command import Command
from domain.errors import Backdated
from domain.fact import Envelope, Fact, members
from domain.indexed import place_of
from domain.moments import TIMED, is_moment
from domain.said import worded
from domain.warned import Warned
from domain.when import last_day


def _nothing(_about: Any, _state: Any) -> list[Warned]:
    return []


def _none(_command: Any, _entries: Any) -> tuple[()]:
    return ()


def _no_day(_command: Any, _state: Any) -> None:
    return None


def _never(_command: Any, _state: Any) -> bool:
    return False


def _written(when: str) -> str:
    """The day as it was written, whatever zone it was meant in."""
    return when[:TIMED] if is_moment(when) else last_day(when).isoformat()


class Dated(Protocol):
    """What a command corrects; its date becomes the correction's."""

    @property
    def occurred_at(self) -> str: ...


class Practice(NamedTuple):
    """One practice, as its aggregate sees it.

    `keeps` names the field of the aggregate's state that its facts change, if any. `decide(command, state, today)` and
    `warn(command, state)` see the whole state; `today` is the day the command counts on in its zone. `evolve(kept,
    fact, envelope, zone)` sees only what the practice keeps, and must accept any subsequence of a stream: what a fact
    was about may have been denied since. `corrected(command, state)` finds what a command with a field `corrects`
    replaces. `binds(command, state)` says whether a command accepts a price, where others of its kind do not.
    `unprepared(name, state)` tells what could still be prepared in the stream of that name, whatever is said there.
    `deadline(command, state)` is the day by which both signed that it had to be said, if there is one.
    `favours(command, party)` says whether a word that one party records for another is in its own favour.
    `brings(command, entries)` are the commands on other streams that are recorded together with what it recorded.
    """

    facts: Any
    commands: Any
    decide: Callable[[Any, Any, date], tuple[Fact, ...]]
    keeps: str | None = None
    evolve: Callable[[Any, Any, Envelope, str], Any] = lambda kept, _fact, _envelope, _zone: kept
    warn: Callable[[Any, Any], list[Warned]] = _nothing
    corrected: Callable[[Any, Any], Dated] | None = None
    binds: Callable[[Any, Any], bool] = _never
    unprepared: Callable[[str, Any], list[Warned]] = _nothing
    brings: Callable[[Any, Any], Iterable[Command]] = _none
    deadline: Callable[[Any, Any], date | None] = _no_day
    favours: Callable[[Any, Any], bool] = _never


class Practices:
    """The practices of one aggregate: they find the one that a fact or a command belongs to, and load no other."""

    def __init__(self, *places: str) -> None:
        """`places` say where each is, as in `domain.engagement.fit:FIT`."""
        self.places = places
        self._of: dict[type[Fact | Command], Practice] = {}

    @property
    def every(self) -> tuple[Practice, ...]:
        """All of them, in their order."""
        return tuple(practice_at(place) for place in self.places)

    def of(self, kind: type[Fact | Command]) -> Practice | None:
        """The one that a fact or a command belongs to; None where that is another aggregate's."""
        if kind not in self._of:
            place = place_of(kind.type if issubclass(kind, Fact) else kind.name)
            if place is None:  # it is so new that the index does not have it
                return next((practice for practice in self.every if kind in _kinds(practice)), None)
            if place in self.places:
                self._of.update(dict.fromkeys(_kinds(practice := practice_at(place)), practice))
        return self._of.get(kind)

    @property
    def facts(self) -> tuple[type[Any], ...]:
        return tuple(fact for practice in self.every for fact in members(practice.facts))

    @property
    def commands(self) -> tuple[type[Any], ...]:
        return tuple(command for practice in self.every for command in members(practice.commands))

    def decide(self, command: Command, state: Any, today: date) -> tuple[Fact, ...]:
        """What its practice decides; raises what that refuses."""
        return self._owner(type(command)).decide(command, state, today)

    def check_in_time(self, command: Command, state: Any, today: date, recorded_on: date) -> None:
        """Raises Backdated where somebody says that a word of their own, or one in their favour, was in time, once it
        no longer can be: it counts on `today`, and is recorded on a day after the one by which it was due.
        """
        practice, side = self._owner(type(command)), command.by.side
        if side is not command.party and not practice.favours(command, side):
            return
        due = practice.deadline(command, state)
        if due is not None and today <= due < recorded_on:
            raise Backdated.of("it was due by {due}, and today is {today}", due=due, today=recorded_on)

    def binds(self, command: Command, state: Any) -> bool:
        """Whether this one accepts a price, as its practice sees it."""
        return self._owner(type(command)).binds(command, state)

    def brings(self, command: Command, entries: Sequence[Any]) -> Iterable[Command]:
        """What is recorded together with it on other streams, or not at all."""
        return self._owner(type(command)).brings(command, entries)

    def warn(self, command: Command, state: Any) -> list[Warned]:
        """Its practice's warnings, and one where a correction's own date is ignored."""
        return [*self._undated(command, state), *self._owner(type(command)).warn(command, state)]

    def unprepared(self, name: str, state: Any) -> list[Warned]:
        """What could still be prepared in the stream of that name, of all practices."""
        return [warned for practice in self.every for warned in practice.unprepared(name, state)]

    def _undated(self, command: Command, state: Any) -> Iterator[Warned]:
        given = command.occurred_at
        taken = self.dated(command, state) if given else None
        if given and taken and _written(given) != _written(taken):
            day, other = taken[:TIMED], given[:TIMED]
            keeps = "a correction keeps the day of what it corrects, {day}; {other_day} was left out"
            yield Warned("ITS-DATE", worded(keeps, day=day, other_day=other))

    def dated(self, command: Command, state: Any) -> str | None:
        """The date of what the command corrects, if it corrects anything."""
        find = self._owner(type(command)).corrected if hasattr(command, "corrects") else None
        return find(command, state).occurred_at if find else None

    def moved(self, state: Any, fact: Fact, envelope: Envelope, zone: str) -> dict[str, Any]:
        """The field of the state that the fact changes, with its new value; empty if it changes none."""
        practice = self._of.get(type(fact)) or self._owner(type(fact))
        if practice.keeps is None:
            return {}
        return {practice.keeps: practice.evolve(getattr(state, practice.keeps), fact, envelope, zone)}

    def _owner(self, kind: type[Fact | Command]) -> Practice:
        practice = self.of(kind)
        if practice is None:
            raise KeyError(kind)
        return practice


def _kinds(practice: Practice) -> tuple[type[Any], ...]:
    return (*members(practice.facts), *members(practice.commands))


@cache
def practice_at(place: str) -> Practice:
    """The practice at a place, as in `domain.engagement.fit:FIT`."""
    module, _, name = place.partition(":")
    practice: Practice = getattr(import_module(module), name)
    return practice
