"""Relationship reviews: what agreement and invoice read as, the gap, and what comes next (text 002, exercises)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from domain.access import S, may
from domain.command import Command, field
from domain.fact import Fact
from domain.practice import Practice
from domain.vocabulary import Label, Words

Which = Literal["biggest-account", "agreement", "farthest-relationship", "other"]
Reads = Literal["result", "resource", "mixed"]


class RelationshipReviewed(Fact, frozen=True, kw_only=True):
    """One relationship: what its documents pay for, as they are worded, how far off the same side is, what is next."""

    type = "relationship-reviewed.v1"
    regards: Label
    which: Which
    agreement: Reads
    invoice: Reads | None = None
    gap: Words
    next_step: Words


class ReviewRelationship(Command, name="practice.review", may=may(S, why=True)):
    """Review an agreement and an invoice as a stranger would, and record the next step."""

    regards: Label = field(description="The account or engagement.")
    which: Which = field("other", description="Why this one is looked at.")
    agreement: Reads = field(description="What the agreement pays for, as it is worded.")
    invoice: Reads | None = field(None, description="What the last invoice is for, as it is worded.")
    gap: Words = field(description="What stands between you and the same side.")
    next_step: Words = field(description="What you do about it first.")


ReviewFact = RelationshipReviewed
ReviewCommand = ReviewRelationship


def decide(command: ReviewCommand, _practice: object, _today: date) -> tuple[ReviewFact, ...]:
    return (
        RelationshipReviewed(
            regards=command.regards,
            which=command.which,
            agreement=command.agreement,
            invoice=command.invoice,
            gap=command.gap,
            next_step=command.next_step,
        ),
    )


REVIEWS = Practice(ReviewFact, ReviewCommand, decide)
