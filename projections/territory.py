"""Territory: what the seller is the one to come to for, and what it was before (text 002)."""

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


def evolve(mine: Territory | None, recorded: Recorded[Any]) -> Territory:
    fact, said = recorded.entry.body, recorded.entry
    before = [*mine.before, Declared(says=mine.says, problem=mine.problem, on=mine.since)] if mine else []
    return Territory(says=fact.says, problem=fact.problem, since=said.occurred_at, before=before)


TERRITORY: Projection[Territory] = Projection(
    name="territory",
    version=1,
    document=Territory,
    facts=TerritoryDeclared,
    keys=by_stream,
    evolve=evolve,
    streams="practice",
)
