"""Advisor record: what they were told because they needed to hear it, and how it turned out (text 003)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.engagement.advice import AdviceGiven, AdviceJudged
from domain.fact import Recorded
from domain.words import WordDisowned, WordOwned
from projections.projection import Projection, document, every_document
from projections.words import Word, disown, own, word


@document
class Judged:
    """How it turned out, by the customer's word or by the result that is cited."""

    found: str
    why: str | None
    result: str | None
    said: Word


@document
class Advice:
    """One piece of advice; `found` is the last judgement that stands."""

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
    if isinstance(fact, (WordOwned, WordDisowned)):
        return every_document(recorded)
    return (f"{recorded.entry.stream}#{fact.advice}",)


def evolve(mine: Advice | None, recorded: Recorded[Any]) -> Advice | None:
    fact, said = recorded.entry.body, recorded.entry
    if isinstance(fact, AdviceGiven):
        return Advice(
            engagement=said.stream.partition("/")[2],
            advice=fact.advice,
            says=fact.says,
            why=said.why,
            welcome=fact.welcome,
            outcome=fact.outcome,
            on=said.occurred_at,
            judged=[],
        )
    if mine is None:
        return None
    if isinstance(fact, AdviceJudged):
        result = f"{fact.outcome}/{fact.reference}" if fact.outcome else None
        mine.judged.append(Judged(found=fact.found, why=said.why, result=result, said=word(said)))
    else:
        answer = own if isinstance(fact, WordOwned) else disown
        for one in mine.judged:
            answer(one.said, frozenset(fact.versions))
    standing = [one.found for one in mine.judged if one.said.standing != "disowned"]
    mine.found = standing[-1] if standing else None
    return mine


ADVICE: Projection[Advice] = Projection(
    name="advice",
    version=1,
    document=Advice,
    facts=AdviceGiven | AdviceJudged | WordOwned | WordDisowned,
    keys=keys,
    evolve=evolve,
)
