"""What could be done, what stands in the way, and what lowers the barrier (text 000, its closing questions)."""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol, assert_never

from msgspec import Struct
from msgspec.structs import replace
from rpds import HashTrieMap, HashTrieSet

from domain.access import S, may
from domain.command import Command
from domain.errors import AlreadyNamed, Unknown
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.vocabulary import Slug, Words, chosen

Kind = Literal["effort-billing", "customer-cuts-it", "own-doubt", "hard-to-justify", "other"]


class IdeaNoted(Fact, frozen=True, kw_only=True):
    """A little thing that could make a big difference."""

    type = "idea-noted.v1"
    gives = "idea"
    idea: Slug
    says: Words


class ObstacleNamed(Fact, frozen=True, kw_only=True):
    """What stands in an idea's way."""

    type = "obstacle-named.v1"
    gives = "obstacle"
    obstacle: Slug
    idea: Slug
    kind: Kind
    says: Words


class BarrierLowered(Fact, frozen=True, kw_only=True):
    """How the business was changed so that an obstacle stands lower."""

    type = "barrier-lowered.v1"
    obstacle: Slug
    idea: Slug
    says: Words


class NoteIdea(Command, name="practice.idea", about="idea", may=may(S)):
    """Record an idea: a little thing that could make a big difference."""

    idea: Slug | None = None
    says: Words


class NameObstacle(Command, name="practice.obstacle", about="idea", may=may(S)):
    """Record what stands in the way of an idea."""

    idea: Slug
    obstacle: Slug | None = None
    kind: Kind
    says: Words


class LowerBarrier(Command, name="practice.lower", about="obstacle", may=may(S, why=True)):
    """Record how an obstacle was made smaller, and why in that way."""

    obstacle: Slug
    says: Words


IdeaFact = IdeaNoted | ObstacleNamed | BarrierLowered
IdeaCommand = NoteIdea | NameObstacle | LowerBarrier


class Ideas(Struct, frozen=True):
    """The ideas there are, and each obstacle's idea."""

    ideas: HashTrieSet[str] = HashTrieSet()
    obstacles: HashTrieMap[str, str] = HashTrieMap()


class Reads(Protocol):
    @property
    def ideas(self) -> Ideas: ...


def decide(command: IdeaCommand, practice: Reads, _today: date) -> tuple[IdeaFact, ...]:
    ideas, obstacles = practice.ideas, practice.ideas.obstacles
    match command:
        case NoteIdea():
            idea = chosen(command.idea, "i", ideas.ideas)
            if idea in ideas.ideas:
                raise AlreadyNamed(f"there is an idea {idea} already", idea=idea)
            return (IdeaNoted(idea=idea, says=command.says),)
        case NameObstacle():
            if command.idea not in ideas.ideas:
                raise Unknown(f"there is no idea {command.idea}", idea=command.idea)
            obstacle = chosen(command.obstacle, "b", obstacles)
            if obstacle in obstacles:
                raise AlreadyNamed(f"there is an obstacle {obstacle} already", obstacle=obstacle)
            return (ObstacleNamed(obstacle=obstacle, idea=command.idea, kind=command.kind, says=command.says),)
        case LowerBarrier():
            if command.obstacle not in obstacles:
                raise Unknown(f"there is no obstacle {command.obstacle}", obstacle=command.obstacle)
            idea = obstacles[command.obstacle]
            return (BarrierLowered(obstacle=command.obstacle, idea=idea, says=command.says),)
        case _:
            assert_never(command)


def evolve(state: Ideas, fact: IdeaFact, _envelope: Envelope, _zone: str) -> Ideas:
    match fact:
        case IdeaNoted():
            return replace(state, ideas=state.ideas.insert(fact.idea))
        case ObstacleNamed():
            return replace(state, obstacles=state.obstacles.insert(fact.obstacle, fact.idea))
        case BarrierLowered():
            return state
        case _:
            assert_never(fact)


IDEAS = Practice(IdeaFact, IdeaCommand, decide, "ideas", evolve)
