"""A practice as its aggregate sees it: its facts, its commands, and the part of the state that it keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple, Protocol

from domain.command import Command
from domain.fact import Envelope, Fact, members
from domain.moments import TIMED, is_moment
from domain.said import worded
from domain.warned import Warned
from domain.when import last_day


def _nothing(_command: Any, _state: Any) -> list[Warned]:
    return []


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
    """

    facts: Any
    commands: Any
    decide: Callable[[Any, Any, date], tuple[Fact, ...]]
    keeps: str | None = None
    evolve: Callable[[Any, Any, Envelope, str], Any] = lambda kept, _fact, _envelope, _zone: kept
    warn: Callable[[Any, Any], list[Warned]] = _nothing
    corrected: Callable[[Any, Any], Dated] | None = None
    binds: Callable[[Any, Any], bool] = _never


class Practices:
    """The practices of one aggregate: they find the one that a fact or a command belongs to."""

    def __init__(self, *practices: Practice) -> None:
        self.every: tuple[Practice, ...] = ()
        self.of: dict[type[Fact | Command], Practice] = {}
        self.take(*practices)

    def take(self, *practices: Practice) -> None:
        """Adds practices."""
        self.every += practices
        for practice in practices:
            self.of |= {kind: practice for union in (practice.facts, practice.commands) for kind in members(union)}

    @property
    def facts(self) -> tuple[type[Any], ...]:
        return tuple(fact for practice in self.every for fact in members(practice.facts))

    @property
    def commands(self) -> tuple[type[Any], ...]:
        return tuple(command for practice in self.every for command in members(practice.commands))

    def decide(self, command: Command, state: Any, today: date) -> tuple[Fact, ...]:
        """What its practice decides; raises what that refuses."""
        return self.of[type(command)].decide(command, state, today)

    def binds(self, command: Command, state: Any) -> bool:
        """Whether this one accepts a price, as its practice sees it."""
        return self.of[type(command)].binds(command, state)

    def warn(self, command: Command, state: Any) -> list[Warned]:
        """Its practice's warnings, and one where a correction's own date is ignored."""
        return [*self._undated(command, state), *self.of[type(command)].warn(command, state)]

    def _undated(self, command: Command, state: Any) -> Iterator[Warned]:
        given = command.occurred_at
        taken = self.dated(command, state) if given else None
        if given and taken and _written(given) != _written(taken):
            day, other = taken[:TIMED], given[:TIMED]
            keeps = "a correction keeps the day of what it corrects, {day}; {other_day} was left out"
            yield Warned("ITS-DATE", worded(keeps, day=day, other_day=other))

    def dated(self, command: Command, state: Any) -> str | None:
        """The date of what the command corrects, if it corrects anything."""
        find = self.of[type(command)].corrected if hasattr(command, "corrects") else None
        return find(command, state).occurred_at if find else None

    def moved(self, state: Any, fact: Fact, envelope: Envelope, zone: str) -> dict[str, Any]:
        """The field of the state that the fact changes, with its new value; empty if it changes none."""
        practice = self.of[type(fact)]
        if practice.keeps is None:
            return {}
        return {practice.keeps: practice.evolve(getattr(state, practice.keeps), fact, envelope, zone)}
