"""Habits: when this happens, offer that, and the things of the past that taught it (text 000)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.fact import Recorded
from domain.own.habits import HabitAdopted
from projections.shared.projection import Projection, document


@document
class Habit:
    """One habit, why it was adopted, and what it cites, said as `acme/x-3`."""

    habit: str
    when: str
    offer: str
    why: str | None
    cites: list[str]
    adopted_on: str


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    return (f"{recorded.entry.stream}#{recorded.entry.body.habit}",)


def evolve(_: Habit | None, recorded: Recorded[Any]) -> Habit:
    fact, entry = recorded.entry.body, recorded.entry
    return Habit(
        habit=fact.habit,
        when=fact.when,
        offer=fact.offer,
        why=entry.why,
        cites=list(fact.cites),
        adopted_on=entry.occurred_at,
    )


HABITS: Projection[Habit] = Projection(
    name="habits",
    version=1,
    document=Habit,
    facts=HabitAdopted,
    keys=keys,
    evolve=evolve,
    streams="practice",
    short=("habit", "when", "offer", "cites"),
)
