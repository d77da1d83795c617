"""Activity, month by month: how much each side recorded, and how much of it names the outcome it serves."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from domain.catalogue import FACTS
from domain.engagement.little_things import ExtraMileOffered
from domain.fact import Recorded
from projections.shared.projection import Projection, document

MONTH, YEAR = len("2026-01"), len("2026")
NAMING = frozenset(name for name, fact in FACTS.items() if {"outcome", "version"} <= set(fact.__struct_fields__))
"""The types of facts that name the outcome's version they serve."""


@document
class Activity:
    """One engagement in one month, or in a year where no more is known. An act names a version or it does not."""

    engagement: str
    month: str
    facts: int = 0
    on_behalf: int = 0
    name_a_version: int = 0
    tried_asked: int = 0
    tried_unasked: int = 0
    by_party: dict[str, int]
    by_type: dict[str, int]


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    entry = recorded.entry
    return (f"{entry.stream}#{_month(entry.occurred_at)}",)


def evolve(month: Activity | None, recorded: Recorded[Any]) -> Activity:
    entry = recorded.entry
    if month is None:
        name, when = entry.stream.partition("/")[2], _month(entry.occurred_at)
        month = Activity(engagement=name, month=when, by_party={}, by_type={})
    party, fact = entry.party, entry.body
    month.facts += 1
    month.by_party[str(party)] = month.by_party.get(str(party), 0) + 1
    month.by_type[entry.type] = month.by_type.get(entry.type, 0) + 1
    if entry.actor.side is not party:
        month.on_behalf += 1
    month.name_a_version += entry.type in NAMING
    if type(fact) is ExtraMileOffered:
        month.tried_asked += fact.asked
        month.tried_unasked += not fact.asked
    return month


def focus(month: Activity) -> Decimal:
    """The share of acts that name the outcome's version they serve."""
    return (Decimal(month.name_a_version) / month.facts).quantize(Decimal("0.0001"))


def _month(occurred_at: str) -> str:
    return occurred_at[:MONTH] if len(occurred_at) >= MONTH else occurred_at[:YEAR]


ACTIVITY: Projection[Activity] = Projection(
    name="activity",
    version=2,
    document=Activity,
    facts=None,
    keys=keys,
    evolve=evolve,
    short=("engagement", "month", "facts", "on_behalf", "name_a_version", "tried_asked", "tried_unasked"),
)
