"""Board: each idea, what stands in its way, and what made that smaller (text 000, its closing questions)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.fact import Recorded
from domain.own.ideas import BarrierLowered, IdeaNoted, ObstacleNamed
from projections.shared.projection import Projection, document


@document
class Lowered:
    """A change that made an obstacle lower, and why this one."""

    says: str
    why: str | None
    on: str


@document
class Obstacle:
    """What stands in the way, and every change that lowered it."""

    kind: str
    says: str
    lowered: list[Lowered]


@document
class Idea:
    """A little thing that could make a big difference. `in_the_way` counts obstacles that nothing has lowered yet."""

    idea: str
    says: str
    noted_on: str
    in_the_way: int = 0
    obstacles: dict[str, Obstacle]
    left_out: int = 0


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    return (f"{recorded.entry.stream}#{recorded.entry.body.idea}",)


def evolve(idea: Idea | None, recorded: Recorded[Any]) -> Idea | None:
    fact, entry = recorded.entry.body, recorded.entry
    if idea is None:
        if not isinstance(fact, IdeaNoted):
            return None
        return Idea(idea=fact.idea, says=fact.says, noted_on=entry.occurred_at, obstacles={})
    match fact:
        case ObstacleNamed():
            idea.obstacles[fact.obstacle] = Obstacle(kind=fact.kind, says=fact.says, lowered=[])
        case BarrierLowered() if fact.obstacle in idea.obstacles:
            lowered = Lowered(says=fact.says, why=entry.why, on=entry.occurred_at)
            idea.obstacles[fact.obstacle].lowered.append(lowered)
        case _:
            idea.left_out += 1
    idea.in_the_way = sum(not obstacle.lowered for obstacle in idea.obstacles.values())
    return idea


BOARD: Projection[Idea] = Projection(
    name="board",
    version=1,
    document=Idea,
    facts=IdeaNoted | ObstacleNamed | BarrierLowered,
    keys=keys,
    evolve=evolve,
    streams="practice",
    short=("idea", "says", "noted_on", "in_the_way", "obstacles"),
)
