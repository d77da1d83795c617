"""Every aggregate the ledger knows; facts by their type and commands by their name follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from domain.command import Command
from domain.engagement import aggregate as engagement
from domain.fact import Fact
from domain.part import Parts
from domain.practice import aggregate as practice


class Decider(Struct, frozen=True):
    """An aggregate: its practices, how it begins, decides and evolves."""

    parts: Parts
    initial: Any
    decide: Callable[[Any, Any, str], tuple[Fact, ...]]
    evolve: Callable[[Any, Any, Any], Any]
    dated: Callable[[Any, Any], str | None]


DECIDERS: dict[str, Decider] = {
    "engagement": Decider(
        parts=engagement.PARTS,
        initial=engagement.Engagement(),
        decide=engagement.decide,
        evolve=engagement.evolve,
        dated=engagement.dated,
    ),
    "practice": Decider(
        parts=practice.PARTS,
        initial=practice.Practice(),
        decide=practice.decide,
        evolve=practice.evolve,
        dated=practice.PARTS.dated,
    ),
}
FACTS: dict[str, type[Fact]] = {}
COMMANDS: dict[str, type[Command]] = {}
KIND: dict[type[Command], str] = {}
"""The kind of stream a command belongs to."""

for _kind, _decider in DECIDERS.items():
    FACTS.update({fact.type: fact for fact in _decider.parts.facts})
    for _command in _decider.parts.commands:
        COMMANDS[_command.name] = _command
        KIND[_command] = _kind


def decider(stream: str) -> Decider:
    """The aggregate that a stream belongs to, by the word before the slash."""
    return DECIDERS[stream.partition("/")[0]]
