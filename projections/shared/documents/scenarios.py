"""The ways an engagement may go, as their view has them."""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal

from domain.engagement.shared.terms import ZERO
from projections.shared.projection import document
from projections.shared.words import Word


@document
class Way:
    """One way it may go; `share` is its cost in per cent of the stake, `kept` what of the stake is left."""

    label: str
    trigger: str
    cost: Decimal
    ends: str
    share: Decimal | None = None
    kept: Decimal | None = None


@document
class Step:
    """A way taken: chosen by the customer, or moved to by the seller for this reason."""

    scenario: str
    cost: Decimal | None
    said: Word
    why: str | None = None
    chosen_by: str | None = None


@document
class Ask:
    """One side asked to change to this way, and why. `answered` is the word since which it waits no more, and `answer`
    the way that is gone since then: the one that goes on, where the customer stays on it. None, where other ways were
    presented then, or another was asked for.
    """

    scenario: str
    why: str | None
    said: Word
    answer: str | None = None
    answered: Word | None = None


@document
class Surprise:
    """Spent past what was said: the part found then."""

    amount: Decimal
    total: Decimal
    limit: Decimal
    against: str
    scenario: str | None
    on: str


@document
class Basis:
    """What was paid for from then on, and why it changed."""

    basis: str
    unit: str | None
    retainer: Decimal | None
    risks: str | None
    why: str | None
    on: str


@document
class Scenarios:
    """One engagement's, once a basis was told, or scenarios; amounts in `currency`. `kept`: stake less spent."""

    engagement: str
    currency: str | None = None
    outcome: str | None = None
    stake: Decimal | None = None
    active: str | None = None
    limit: Decimal | None = None
    spent: Decimal = ZERO
    kept: Decimal | None = None
    surprised: Decimal = ZERO
    ways: list[Way]
    steps: list[Step]
    asks: list[Ask] = field(default_factory=list)
    totals: dict[str, Decimal]
    surprises: list[Surprise]
    bases: list[Basis]
    left_out: int = 0


def open_ask(scenarios: Scenarios | None) -> Ask | None:
    """What the customer is asked to decide."""
    last = scenarios.asks[-1] if scenarios and scenarios.asks else None
    return last if last and last.answered is None else None
