"""What is said of a dispute, from its answer to its end (domain 1.6)."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from domain.fact import Fact
from domain.recount.shown import Shown
from domain.vocabulary import Label, Person, Slug, Span


class DisputeShown(Fact, frozen=True, kw_only=True):
    """One side, or a witness, shows something that speaks to it. It settles nothing by itself."""

    type = "dispute-shown.v1"
    answers = True
    outcome: Slug
    reference: Label
    dispute: Slug
    shown: Shown


class DisputeAnswered(Fact, frozen=True, kw_only=True):
    """The seller answers how many of the disputed units stand."""

    type = "dispute-answered.v1"
    answers = True
    outcome: Slug
    reference: Label
    dispute: Slug
    stands: int
    shown: tuple[Shown, ...] | UnsetType = UNSET
    recorded_on: Span | UnsetType = UNSET


class DisputeAccepted(Fact, frozen=True, kw_only=True):
    """The customer accepts the answer: so many units stand, by both sides' word."""

    type = "dispute-accepted.v1"
    answers = True
    outcome: Slug
    reference: Label
    dispute: Slug
    stands: int


class DisputeWithdrawn(Fact, frozen=True, kw_only=True):
    """The customer takes the dispute back."""

    type = "dispute-withdrawn.v1"
    answers = True
    outcome: Slug
    reference: Label
    dispute: Slug


class DisputeGivenWay(Fact, frozen=True, kw_only=True):
    """The seller gives way: none of the disputed units stands."""

    type = "dispute-given-way.v1"
    answers = True
    outcome: Slug
    reference: Label
    dispute: Slug


class DisputeReferred(Fact, frozen=True, kw_only=True):
    """One side asks whoever the terms name to decide it."""

    type = "dispute-referred.v1"
    answers = True
    outcome: Slug
    reference: Label
    dispute: Slug
    recorded_on: Span | UnsetType = UNSET


class DisputeDecided(Fact, frozen=True, kw_only=True):
    """Whoever the terms name decided how many of the units stand."""

    type = "dispute-decided.v1"
    answers = True
    outcome: Slug
    reference: Label
    dispute: Slug
    stands: int
    signer: Person | None = None
    shown: tuple[Shown, ...] | UnsetType = UNSET


DisputesFact = (
    DisputeShown
    | DisputeAnswered
    | DisputeAccepted
    | DisputeWithdrawn
    | DisputeGivenWay
    | DisputeReferred
    | DisputeDecided
)
LOST = (DisputeGivenWay, DisputeDecided)
"""What may leave nothing of a result; `lost` says whether it does."""


def lost(fact: Fact) -> bool:
    """Whether none of the disputed units stands by this. A target has one unit, and is not reached then."""
    return isinstance(fact, DisputeGivenWay) or (isinstance(fact, DisputeDecided) and not fact.stands)
