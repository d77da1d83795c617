"""Held back: the ideas that each obstacle stopped, and how many were offered after all (text 000)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.engagement.little_things import ExtraMileHeldBack, ExtraMileOffered
from domain.fact import Recorded
from projections.shared.projection import Projection, document, every_document


@document
class Lost:
    """One idea, why it was kept back, and the obstacle's words where it has its own."""

    thing: str
    says: str
    why: str | None
    words: str | None
    on: str


@document
class HeldBack:
    """What one obstacle keeps back in one engagement."""

    engagement: str
    obstacle: str
    ideas_lost: int = 0
    offered_later: int = 0
    ideas: dict[str, Lost]


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    """An offer does not say what once stood in its way: each obstacle of its engagement looks whether it was it."""
    fact, stream = recorded.entry.body, recorded.entry.stream
    if isinstance(fact, ExtraMileHeldBack):
        return (f"{stream}#{fact.obstacle}",)
    return every_document(recorded)


def evolve(row: HeldBack | None, recorded: Recorded[Any]) -> HeldBack | None:
    fact, entry = recorded.entry.body, recorded.entry
    match fact:
        case ExtraMileHeldBack():
            row = row or HeldBack(engagement=entry.stream.partition("/")[2], obstacle=fact.obstacle, ideas={})
            lost = Lost(thing=fact.thing, says=fact.says, why=entry.why, words=fact.words, on=entry.occurred_at)
            row.ideas[fact.thing] = lost
        case ExtraMileOffered() if row is not None and row.ideas.pop(fact.thing, None) is not None:
            row.offered_later += 1
        case _:
            return row
    row.ideas_lost = len(row.ideas)
    return row


HELD_BACK: Projection[HeldBack] = Projection(
    name="held_back",
    version=1,
    document=HeldBack,
    facts=ExtraMileHeldBack | ExtraMileOffered,
    keys=keys,
    evolve=evolve,
    short=("engagement", "obstacle", "ideas_lost", "offered_later", "ideas"),
)
