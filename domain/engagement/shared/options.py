"""What is offered to choose from, as choices and the pages that show them have it."""

from __future__ import annotations

from domain.engagement.shared.terms import ZERO
from domain.vocabulary import Amount, Label, Slug, Words, value


@value
class Option:
    """One way to go: its label, what it asks of people, what it does to the price, and the little thing it names."""

    label: Label
    effort: Words | None = None
    price_effect: Amount = ZERO
    thing: Slug | None = None
