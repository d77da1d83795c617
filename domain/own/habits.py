"""Habits: when X, offer Y; each cites a thing that was tried before (text 000: same city → give the choice)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Protocol, TypeAlias

from rpds import HashTrieSet

from domain.access import S, may
from domain.command import Command
from domain.errors import AlreadyNamed
from domain.fact import Envelope, Fact
from domain.links import by_name
from domain.marks import limits
from domain.practice import Practice
from domain.vocabulary import Label, Slug, Words, chosen


class HabitAdopted(Fact, frozen=True, kw_only=True):
    """When this is so, offer that; learned from past things, said as `acme/x-3`."""

    type = "habit-adopted.v1"
    gives = "habit"
    link = by_name("cites")
    habit: Slug
    when: Words
    offer: Words
    cites: tuple[Label, ...]


class AdoptHabit(Command, name="practice.habit", about="habit", may=may(S, why=True)):
    """Adopt a habit: when this happens, offer that."""

    habit: Slug | None = None
    when: Words
    offer: Words
    cites: Annotated[tuple[Label, ...], limits(min_length=1, max_length=100)]


HabitFact = HabitAdopted
HabitCommand = AdoptHabit
Habits: TypeAlias = "HashTrieSet[str]"


class Reads(Protocol):
    @property
    def habits(self) -> Habits: ...


def decide(command: HabitCommand, practice: Reads, _today: date) -> tuple[HabitFact, ...]:
    habit = chosen(command.habit, "h", practice.habits)
    if habit in practice.habits:
        raise AlreadyNamed(f"there is a habit {habit} already", habit=habit)
    return (HabitAdopted(habit=habit, when=command.when, offer=command.offer, cites=command.cites),)


def evolve(state: Habits, fact: HabitFact, _envelope: Envelope, _zone: str) -> Habits:
    return state.insert(fact.habit)


HABITS = Practice(HabitFact, HabitCommand, decide, "habits", evolve)
