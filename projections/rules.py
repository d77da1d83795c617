"""Rules: each rule of the seller, how often it was kept and broken, and when last (text 003)."""

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


def evolve(rule: Rule | None, recorded: Recorded[Any]) -> Rule | None:
    fact, entry = recorded.entry.body, recorded.entry
    if isinstance(fact, RuleAdopted):
        return Rule(rule=fact.rule, says=fact.says, why=entry.why, adopted_on=entry.occurred_at, checks=[])
    if rule is not None and isinstance(fact, RuleDropped):
        rule.dropped_on, rule.dropped_why = entry.occurred_at, entry.why
    elif rule is not None:
        checked = Checked(found=fact.found, regards=fact.regards, says=fact.says, on=entry.occurred_at)
        rule.checks.append(checked)
        rule.kept += fact.found == "kept"
        rule.broken += fact.found == "broken"
        rule.last = fact.found
    return rule


RULES: Projection[Rule] = Projection(
    name="rules",
    version=1,
    document=Rule,
    facts=RuleAdopted | RuleChecked | RuleDropped,
    keys=keys,
    evolve=evolve,
    streams="practice",
    short=("rule", "says", "kept", "broken", "last"),
)
