"""Payments and what they come to, as the page has them."""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal

from domain.engagement.shared.terms import ZERO
from projections.shared.documents.by_word import AmountsByWord
from projections.shared.projection import document


@document
class Payment:
    """One payment as it now stands, in the engagement's currency; a refund is below 0."""

    amount: Decimal
    payer: str
    outcome: str | None
    request: str | None
    bill: str | None
    on: str
    before: Decimal | None = None
    """What it was before it was corrected last."""


@document
class Totals:
    """Amounts in the engagement's currency: `owed` is earned less paid, and below 0 was paid ahead. `by_word` adds up
    to what is earned; what is provisional is not in it.
    """

    earned: Decimal = ZERO
    by_word: AmountsByWord = field(default_factory=AmountsByWord)
    in_dispute: Decimal = ZERO
    provisional: Decimal = ZERO
    paid: Decimal = ZERO
    owed: Decimal = ZERO
