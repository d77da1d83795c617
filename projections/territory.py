"""Territory: what customers come to the seller for, and what it was before (text 002)."""

from __future__ import annotations

from typing import Any

from domain.fact import Recorded
from domain.own.offers import TerritoryDeclared
from projections.shared.projection import Projection, by_stream, document


@document
class Declared:
    """One sentence, one problem, and since when."""

    says: str
    problem: str
    on: str


@document
class Territory:
    """The territory as it was declared last, and those before."""

    says: str
    problem: str
    since: str
    before: list[Declared]


def evolve(territory: Territory | None, recorded: Recorded[Any]) -> Territory:
    fact, entry = recorded.entry.body, recorded.entry
    before = (
        [*territory.before, Declared(says=territory.says, problem=territory.problem, on=territory.since)]
        if territory
        else []
    )
    return Territory(says=fact.says, problem=fact.problem, since=entry.occurred_at, before=before)


TERRITORY: Projection[Territory] = Projection(
    name="territory",
    version=1,
    document=Territory,
    facts=TerritoryDeclared,
    keys=by_stream,
    evolve=evolve,
    streams="practice",
    short=("says", "problem", "since"),
)
