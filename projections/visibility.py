"""Visibility: who else reads a page, until when, and what they are not shown (text 004)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from domain.engagement.sharing import PageShared, Section, SharingFact
from domain.fact import Recorded
from domain.vocabulary import Person
from projections.shared.projection import Projection, document


@document
class Shared:
    """One share: who reads, through which day, the sections that they are shown, and those that are hidden. `ended_on`
    is when it was ended before that day.
    """

    engagement: str
    share: str
    reader: Person
    until: str
    shown: list[str]
    hidden: list[str]
    on: str
    ended_on: str | None = None


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    return (f"{recorded.entry.stream}#{recorded.entry.body.share}",)


def evolve(share: Shared | None, recorded: Recorded[Any]) -> Shared | None:
    fact, entry = recorded.entry.body, recorded.entry
    if not isinstance(fact, PageShared):
        if share is not None:
            share.ended_on = entry.occurred_at
        return share
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
    version=2,
    document=Shared,
    facts=SharingFact,
    keys=keys,
    evolve=evolve,
    short=("engagement", "reader", "until", "ended_on", "shown", "hidden"),
)
