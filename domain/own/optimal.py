"""The map of an optimal engagement: who would be the expert in what (text 002, its closing exercises)."""

from __future__ import annotations

from datetime import date

from domain.access import S, may
from domain.command import Command, field
from domain.expertise_map import Areas, Columns, columns
from domain.fact import Fact
from domain.practice import Practice
from domain.vocabulary import Words


class OptimalMapped(Fact, frozen=True, kw_only=True):
    """Who is the expert in what where an engagement is at its best, whole; `says` which engagement that would be."""

    type = "optimal-mapped.v1"
    areas: Columns
    says: Words | None = None


class MapOptimal(Command, name="practice.map", may=may(S)):
    """Record who is the expert in what in your ideal engagement: the whole map each time."""

    seller: Areas = field((), description="An area where the seller is the expert; once for each.")
    shared: Areas = field((), description="An area where it is unclear who the expert is; once for each.")
    customer: Areas = field((), description="An area where the customer is the expert; once for each.")
    says: Words | None = field(None, description="Which engagement that would be.")


OptimalFact = OptimalMapped
OptimalCommand = MapOptimal


def decide(command: OptimalCommand, _practice: object, _today: date) -> tuple[OptimalFact, ...]:
    areas = columns(command.seller, command.shared, command.customer)
    return (OptimalMapped(areas=areas, says=command.says),)


OPTIMAL = Practice(OptimalFact, OptimalCommand, decide)
