"""A row of reconcile: one outcome's money, or one request's, with each payment and each payer."""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal

from domain.engagement.shared.terms import ZERO, Metric, Part, Planned
from domain.recount.rules import Counts
from projections.shared.documents.by_word import AmountsByWord
from projections.shared.documents.requests import Request
from projections.shared.documents.tally import Tally
from projections.shared.projection import document
from projections.shared.words import Word


@document
class Line:
    """One part of one agreed version's price, and who pays it."""

    version: int
    part: Part
    earned: Decimal = ZERO
    in_dispute: Decimal = ZERO
    provisional: Decimal = ZERO
    by_word: AmountsByWord = field(default_factory=AmountsByWord)


@document
class Sums:
    """`balance` is earned less paid: above 0 is owed, below 0 is ahead. What is `provisional` is not earned yet;
    `by_word` says on whose word what is earned rests, and adds up to it.
    """

    planned: Decimal = ZERO
    earned: Decimal = ZERO
    in_dispute: Decimal = ZERO
    provisional: Decimal = ZERO
    by_word: AmountsByWord = field(default_factory=AmountsByWord)
    paid: Decimal = ZERO
    balance: Decimal = ZERO


@document
class Wrong:
    """A payment as it was noted wrongly, and the entry that corrected it."""

    corrected_at: int
    amount: Decimal
    payer: str
    bill: str | None


@document
class Paid:
    """One payment, or a refund below 0."""

    amount: Decimal
    payer: str
    bill: str | None
    said: Word
    corrected_from: list[Wrong]


@document
class Priced:
    """What one version says of money, and who proposed and agreed it. `counts_from` is as its terms say, none where
    they leave it to the day of the agreement.
    """

    metric: Metric
    price: list[Part]
    plan: list[Planned]
    proposed: Word
    agreed: Word | None = None
    counts_from: str | None = None
    rule: Counts | None = None


@document
class Later:
    """What the sums change by on a day to come, if nothing more is said: what is provisional comes to count, on the
    word of so many parts.
    """

    earned: Decimal = ZERO
    in_dispute: Decimal = ZERO
    provisional: Decimal = ZERO
    customer: Decimal = ZERO
    witness: Decimal = ZERO
    on_behalf: Decimal = ZERO
    silence: Decimal = ZERO
    seller: Decimal = ZERO


@document
class Reconciled(Sums):
    """One outcome's money, or that of a request with a price of its own, as an errand; payments for neither stand
    under `-`. Of a request `planned` is the most that was agreed, `earned` what it came to once it was done. `in_force`
    is the version agreed last; where a day is asked for, the one whose results count then. `later` has by day what
    the sums change by after the last that anything was said for: no fact is recorded because a day passed.
    """

    engagement: str
    time_zone: str = "UTC"
    outcome: str
    request: str | None = None
    currency: str | None
    in_force: int | None = None
    lines: list[Line]
    payers: dict[str, Sums]
    payments: dict[str, Paid]
    versions: dict[str, Priced]
    results: Tally
    asked: Request | None = None
    later: dict[str, Later] = field(default_factory=dict)
    left_out: int = 0
