"""Offers: each offer written as resources and as their result (text 002)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.fact import Recorded
from domain.own.offers import OfferStated
from projections.shared.projection import Projection, document


@document
class Offer:
    """One offer as it is worded now, and how often it was worded anew."""

    offer: str
    about: str
    resource: str
    result: str
    bill: str | None
    stated_on: str
    reworded: int = 0


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    return (f"{recorded.entry.stream}#{recorded.entry.body.offer}",)


def evolve(offer: Offer | None, recorded: Recorded[Any]) -> Offer:
    fact, entry = recorded.entry.body, recorded.entry
    return Offer(
        offer=fact.offer,
        about=fact.about,
        resource=fact.resource,
        result=fact.result,
        bill=fact.bill,
        stated_on=entry.occurred_at,
        reworded=offer.reworded + 1 if offer else 0,
    )


OFFERS: Projection[Offer] = Projection(
    name="offers",
    version=1,
    document=Offer,
    facts=OfferStated,
    keys=keys,
    evolve=evolve,
    streams="practice",
    short=("offer", "about", "resource", "result", "bill"),
)
