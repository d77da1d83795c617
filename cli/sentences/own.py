"""What stands in the seller's own stream, a line a fact."""

from __future__ import annotations

from typing import Any

from cli.sentences.phrases import columns
from domain.practice import ideas, optimal


def told(fact: Any) -> list[str]:
    """What stands in the seller's own stream."""
    match fact:
        case ideas.ObstacleNamed() as fact:
            return [f"{fact.obstacle} named, in the way of {fact.idea}", fact.says]
        case optimal.OptimalMapped() as fact:
            return ["optimal map set", columns(fact.areas), fact.says or ""]
        case _:
            return []
