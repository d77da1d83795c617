"""Optimal: who is the expert in what in an ideal engagement, and how that changed (text 002)."""

from __future__ import annotations

from typing import Any

from domain.expertise_map import Columns, moves
from domain.fact import Recorded
from domain.own.optimal import OptimalMapped
from projections.shared.projection import Projection, by_stream, document


@document
class Change:
    """An area that came, went or moved when the map was set again; None where a map does not have it."""

    area: str
    before: str | None
    after: str | None
    on: str
    why: str | None


@document
class Optimal:
    """The seller's own: the latest map of an optimal engagement, and every change of it."""

    areas: Columns
    says: str | None
    set_on: str
    changes: list[Change]


def evolve(optimal: Optimal | None, recorded: Recorded[Any]) -> Optimal | None:
    fact, entry = recorded.entry.body, recorded.entry
    if optimal is None:
        return Optimal(areas=fact.areas, says=fact.says, set_on=entry.occurred_at, changes=[])
    for area, before, after in moves(optimal.areas, fact.areas):
        optimal.changes.append(Change(area=area, before=before, after=after, on=entry.occurred_at, why=entry.why))
    optimal.areas, optimal.says, optimal.set_on = fact.areas, fact.says, entry.occurred_at
    return optimal


OPTIMAL: Projection[Optimal] = Projection(
    name="optimal",
    version=1,
    document=Optimal,
    facts=OptimalMapped,
    keys=by_stream,
    evolve=evolve,
    streams="practice",
    short=("key", "areas", "says", "set_on"),
)
