"""Every aggregate the ledger knows; facts by their type and commands by their name follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from domain.command import Command
from domain.engagement import aggregate as engagement
from domain.fact import Fact, by_type, members
from domain.practice import aggregate as practice


class Decider(Struct, frozen=True):
    """An aggregate: its unions, how it begins, decides and evolves."""

    facts: Any
    commands: Any
    initial: Any
    decide: Callable[[Any, Any, str], tuple[Fact, ...]]
    evolve: Callable[[Any, Any, Any], Any]
    warn: Callable[[Any, Any], list[str]]
    dated: Callable[[Any, Any], str | None]


DECIDERS: dict[str, Decider] = {
    "engagement": Decider(
        facts=engagement.EngagementFact,
        commands=engagement.EngagementCommand,
        initial=engagement.Engagement(),
        decide=engagement.decide,
        evolve=engagement.evolve,
        warn=engagement.warn,
        dated=engagement.dated,
    ),
    "practice": Decider(
        facts=practice.PracticeFact,
        commands=practice.PracticeCommand,
        initial=practice.Practice(),
        decide=practice.decide,
        evolve=practice.evolve,
        warn=practice.warn,
        dated=practice.dated,
    ),
}
FACTS: dict[str, type[Fact]] = {}
COMMANDS: dict[str, type[Command]] = {}
KIND: dict[type[Command], str] = {}
"""The kind of stream a command belongs to."""

for _kind, _decider in DECIDERS.items():
    FACTS.update(by_type(_decider.facts))
    for _command in members(_decider.commands):
        COMMANDS[_command.name] = _command
        KIND[_command] = _kind


def decider(stream: str) -> Decider:
    """The aggregate that a stream belongs to, by the word before the slash."""
    return DECIDERS[stream.partition("/")[0]]
