"""Advice, what was declined, and whom the customer was sent to, as the page has them."""

from __future__ import annotations

from decimal import Decimal

from projections.shared.documents.judged import Judged
from projections.shared.projection import document
from projections.shared.words import Word


@document
class Advised:
    """What the customer was told, why they needed to hear it, and how it turned out; the last judgement counts."""

    says: str
    why: str | None
    welcome: str
    outcome: str | None
    said: Word
    judged: list[Judged]


@document
class Cheaper:
    """What they asked for, what they are better off with, and what that saves whom, in the engagement's currency."""

    asked: str
    says: str
    saves: Decimal
    kept_by: str
    why: str | None
    said: Word


@document
class Declined:
    """What the seller does not sell, and what that costs them now, in the engagement's currency."""

    says: str
    why: str | None
    forgone: Decimal
    upsell: bool
    said: Word


@document
class Heard:
    """What became of a referral."""

    says: str
    became: str
    said: Word


@document
class Referred:
    """Whom the customer was sent to, for what, what each of the three gains, and what was heard of it since."""

    to: str
    says: str
    why: str | None
    customer_gains: str
    they_gain: str
    we_gain: str
    said: Word
    heard: list[Heard]


@document
class No:
    """What was asked and not given, why, what there is instead, and what that costs the seller now."""

    asked: str
    reason: str
    why: str | None
    way: str
    forward: str
    forgone: Decimal
    begun: Word
    request: str | None = None
