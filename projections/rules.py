"""Rules kept: each rule of the seller's own, how often it was kept and broken, and when last (text 003)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.fact import Recorded
from domain.own.rules import RuleAdopted, RuleChecked, RuleDropped
from projections.shared.projection import Projection, document


@document
class Checked:
    """Once: kept or broken, where, and what happened."""

    found: str
    regards: str | None
    says: str | None
    on: str


@document
class Rule:
    """One rule in the seller's words, and every look at it."""

    rule: str
    says: str
    why: str | None
    adopted_on: str
    kept: int = 0
    broken: int = 0
    last: str | None = None
    checks: list[Checked]
    dropped_on: str | None = None
    dropped_why: str | None = None


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    return (f"{recorded.entry.stream}#{recorded.entry.body.rule}",)


def evolve(mine: Rule | None, recorded: Recorded[Any]) -> Rule | None:
    fact, said = recorded.entry.body, recorded.entry
    if isinstance(fact, RuleAdopted):
        return Rule(rule=fact.rule, says=fact.says, why=said.why, adopted_on=said.occurred_at, checks=[])
    if mine is not None and isinstance(fact, RuleDropped):
        mine.dropped_on, mine.dropped_why = said.occurred_at, said.why
    elif mine is not None:
        told = Checked(found=fact.found, regards=fact.regards, says=fact.says, on=said.occurred_at)
        mine.checks.append(told)
        mine.kept += fact.found == "kept"
        mine.broken += fact.found == "broken"
        mine.last = fact.found
    return mine


RULES: Projection[Rule] = Projection(
    name="rules",
    version=1,
    document=Rule,
    facts=RuleAdopted | RuleChecked | RuleDropped,
    keys=keys,
    evolve=evolve,
    streams="practice",
)
