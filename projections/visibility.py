"""Visibility: who else reads a page, until when, and what they are not shown (text 004)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from domain.engagement.sharing import PageShared, Section
from domain.fact import Recorded
from domain.vocabulary import Person
from projections.shared.projection import Projection, document


@document
class Shared:
    """One share: who reads, through which day, the sections that they are shown, and those that are hidden."""

    engagement: str
    share: str
    reader: Person
    until: str
    shown: list[str]
    hidden: list[str]
    on: str


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    return (f"{recorded.entry.stream}#{recorded.entry.body.share}",)


def evolve(_: Shared | None, recorded: Recorded[Any]) -> Shared | None:
    fact, entry = recorded.entry.body, recorded.entry
    return Shared(
        engagement=entry.stream.partition("/")[2],
        share=fact.share,
        reader=fact.to,
        until=fact.until,
        shown=[section for section in get_args(Section) if section not in fact.hidden],
        hidden=list(fact.hidden),
        on=entry.occurred_at,
    )


VISIBILITY: Projection[Shared] = Projection(
    name="visibility",
    version=1,
    document=Shared,
    facts=PageShared,
    keys=keys,
    evolve=evolve,
    short=("engagement", "reader", "until", "shown", "hidden"),
)
