"""What stands in the seller's own stream, a line a fact."""

from __future__ import annotations

from typing import Any

from cli.amounts import number, total
from cli.sentences.phrases import columns
from domain.own import gets, ideas, optimal


def told(fact: Any) -> list[str]:
    """What stands in the seller's own stream."""
    match fact:
        case ideas.ObstacleNamed() as fact:
            return [f"{fact.obstacle} named, in the way of {fact.idea}", fact.says]
        case optimal.OptimalMapped() as fact:
            return ["optimal map set", columns(fact.areas), fact.says or ""]
        case gets.GetRecorded() as fact:
            return [
                f"{fact.get} recorded: {fact.kind} {total(fact.amount)}",
                fact.account,
                fact.period,
                fact.says or "",
            ]
        case gets.ShareMeasured() as fact:
            of = f"{number(fact.ours.amount)} of {total(fact.total)}"
            return [f"{fact.share} measured: {of}", fact.account, fact.category, fact.period, fact.source]
        case gets.OwnFigureCorrected() as fact:
            of = f" of {number(fact.total)}" if fact.total is not None else ""
            return [f"{fact.figure} corrected: {number(fact.amount)}{of}"]
        case _:
            return []
