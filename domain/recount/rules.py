"""What counts: the part of the terms that says which cases are paid for, so that both sides can count for themselves.

A closed vocabulary of eleven fields, and no language of contracts: where cases come from, and what a solved one feels
like, stays in words. Every day is one of the engagement's zone.
"""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Literal

from msgspec import UNSET, UnsetType

from domain.left_out import LeftOut, left_out
from domain.marks import Described, limits
from domain.vocabulary import Label, Slug, Someone, Words, value

Kind = Literal["row", "document", "witness", "customer"]
"""What may show a case."""
Silence = Literal["nothing", "yes", "no"]
Period = Literal["week", "month", "quarter", "year"]
Days = Annotated[int, limits(ge=1, le=3660)]
DaysOrNone = Annotated[int, limits(ge=0, le=3660)]


@value
class Asked:
    """What every case says of itself: a name, and the values it may have; any word where none are listed."""

    name: Label
    values: Annotated[tuple[Label, ...], limits(max_length=20)] = ()


@value
class Source:
    """A kind of evidence that shows a case, and where it comes from."""

    by: Kind
    source: Words


@value
class Match:
    """A name, and the values of it that are meant."""

    name: Label
    values: Annotated[tuple[Label, ...], limits(min_length=1, max_length=20)]


@value
class Exclusion:
    """Cases that do not count: those that match every name listed."""

    rule: Slug
    where: Annotated[tuple[Match, ...], limits(min_length=1, max_length=8)]
    says: Words


@value
class Once:
    """Of cases alike in these names one counts. `days` is how near to the one that is kept; without it, ever."""

    same: Annotated[tuple[Label, ...], limits(min_length=1, max_length=8)]
    days: DaysOrNone | None = None
    keeps: Literal["first", "last"] = "first"


@value
class Decider:
    """Who decides a dispute that neither side ends, and within how many days an answer, a reply to it and a decision
    are due. `unheard`: what follows where a side says nothing by its day.
    """

    person: Someone
    answer: Days
    reply: Days
    decide: Days
    unheard: Literal["nothing", "ends"] = "nothing"


@value
class Counts:
    """What counts as one result, and when. What is left out is no rule: any claim then counts, at once and for good."""

    one: Annotated[Words, Described("What one result is, in a sentence.")]
    case: Annotated[tuple[Asked, ...], limits(max_length=8)] = ()
    shown: Annotated[tuple[Source, ...], limits(max_length=4)] = ()
    excludes: Annotated[tuple[Exclusion, ...], limits(max_length=20)] = ()
    once: Once | None = None
    holds: Annotated[Days | None, Described("How many days it must hold before it counts.")] = None
    again: Annotated[Words | None, Described("What coming back is.")] = None
    objections: Annotated[DaysOrNone | None, Described("For how many days after that the customer may object.")] = None
    silence: Silence = "nothing"
    period: Period | None = None
    at_most: Annotated[int, limits(ge=1, le=10**9)] | None = None
    decider: Annotated[Decider | UnsetType, LeftOut()] = field(default_factory=left_out)

    @property
    def named(self) -> Decider | None:
        """Who decides a dispute, if anybody does."""
        return None if self.decider is UNSET else self.decider
