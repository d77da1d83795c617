"""Who is the expert in what, a line a fact."""

from __future__ import annotations

from typing import Any

from cli.sentences.phrases import columns
from domain.engagement import expertise


def told(fact: Any) -> list[str]:
    """Who is the expert in what, and what was said of it."""
    match fact:
        case expertise.ExpertiseMapped() as fact:
            return [f"{fact.which} map set", columns(fact.areas)]
        case expertise.MapReviewed() as fact:
            return [f"{fact.which} map reviewed", fact.says or ""]
        case expertise.ProblemRaised() as fact:
            return [f"{fact.problem} raised: {fact.kind} in {fact.area}", f"“{fact.quote}”"]
        case expertise.ExpertiseSettled() as fact:
            return [f"{fact.area} settled to the {fact.to}"]
        case expertise.HelpConfirmed() as fact:
            said = {"wanted": "help is wanted", "in-hand": "they have it in hand"}
            return [f"{fact.area}: {said[fact.answer]}", "not halfway" if fact.whole else ""]
        case expertise.FreedomGranted() as fact:
            given = f"for {fact.outcome} v{fact.version}, measured by {fact.measured}, every {fact.every}"
            return [f"freedom granted in {', '.join(fact.areas)}", given]
        case _:
            return []
