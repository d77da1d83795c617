"""Advice: what the customer needed to hear, and how it turned out (text 003)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.engagement.advice import AdviceGiven, AdviceJudged
from domain.fact import Recorded
from projections.shared.documents.judged import Judged
from projections.shared.judged import judged
from projections.shared.projection import Projection, document


@document
class Advice:
    """One piece of advice; `found` is the last judgement."""

    engagement: str
    advice: str
    says: str
    why: str | None
    welcome: str
    outcome: str | None
    on: str
    found: str | None = None
    judged: list[Judged]


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    fact = recorded.entry.body
    return (f"{recorded.entry.stream}#{fact.advice}",)


def evolve(advice: Advice | None, recorded: Recorded[Any]) -> Advice | None:
    fact, entry = recorded.entry.body, recorded.entry
    if isinstance(fact, AdviceGiven):
        return Advice(
            engagement=entry.stream.partition("/")[2],
            advice=fact.advice,
            says=fact.says,
            why=entry.why,
            welcome=fact.welcome,
            outcome=fact.outcome,
            on=entry.occurred_at,
            judged=[],
        )
    if advice is None:
        return None
    advice.judged.append(judged(fact, entry))
    advice.found = fact.found
    return advice


ADVICE: Projection[Advice] = Projection(
    name="advice",
    version=2,
    document=Advice,
    facts=AdviceGiven | AdviceJudged,
    keys=keys,
    evolve=evolve,
    short=("engagement", "advice", "says", "welcome", "found", "why"),
)
