"""Reviews: how far each relationship is from being on the same side, as reviewed last (text 002)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.fact import Recorded
from domain.own.reviews import RelationshipReviewed
from projections.shared.projection import Projection, document


@document
class Review:
    """One relationship: what its documents read as, the gap, the next step; `reviews` is how often it was looked at."""

    regards: str
    which: str
    agreement: str
    invoice: str | None
    gap: str
    next_step: str
    why: str | None
    on: str
    reviews: int = 1


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    return (f"{recorded.entry.stream}#{recorded.entry.body.regards}",)


def evolve(review: Review | None, recorded: Recorded[Any]) -> Review:
    fact, entry = recorded.entry.body, recorded.entry
    return Review(
        regards=fact.regards,
        which=fact.which,
        agreement=fact.agreement,
        invoice=fact.invoice,
        gap=fact.gap,
        next_step=fact.next_step,
        why=entry.why,
        on=entry.occurred_at,
        reviews=review.reviews + 1 if review else 1,
    )


REVIEWS: Projection[Review] = Projection(
    name="reviews",
    version=1,
    document=Review,
    facts=RelationshipReviewed,
    keys=keys,
    evolve=evolve,
    streams="practice",
    short=("regards", "which", "agreement", "invoice", "gap", "next_step", "on"),
)
