"""The seller's own stream: where its practices meet. It needs no opening."""

from __future__ import annotations

from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace
from rpds import HashTrieSet

from domain.command import Command
from domain.fact import Envelope
from domain.practice import habits, ideas, notes

PracticeFact = ideas.IdeaFact | habits.HabitFact | notes.NoteFact
PracticeCommand = ideas.IdeaCommand | habits.HabitCommand | notes.NoteCommand


class Practice(Struct, frozen=True):
    """What the seller has noted for themselves."""

    ideas: ideas.Ideas = ideas.Ideas()
    habits: habits.Habits = HashTrieSet()
    closed: bool = False


def decide(command: PracticeCommand, practice: Practice, _recorded_at: str) -> tuple[PracticeFact, ...]:
    """The facts that the command makes true, or a refusal."""
    if isinstance(command, ideas.IdeaCommand):
        return ideas.decide(command, practice)
    if isinstance(command, habits.HabitCommand):
        return habits.decide(command, practice)
    if isinstance(command, notes.NoteCommand):
        return notes.decide(command)
    assert_never(command)


def evolve(practice: Practice, fact: PracticeFact, _said: Envelope) -> Practice:
    """The stream after a fact; it never refuses."""
    if isinstance(fact, ideas.IdeaFact):
        return replace(practice, ideas=ideas.evolve(practice.ideas, fact))
    if isinstance(fact, habits.HabitFact):
        return replace(practice, habits=habits.evolve(practice.habits, fact))
    if isinstance(fact, notes.NoteFact):
        return practice
    assert_never(fact)


def warn(_command: Command, _practice: Practice) -> list[str]:
    """Nothing of the seller's own warns yet."""
    return []


def dated(_command: Command, _practice: Practice) -> str | None:
    """Nothing here takes another fact's date."""
    return None
