"""Shares: how much a category's profit grew, and how much of that was the seller's (text 001)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from domain.fact import Recorded
from domain.own.gets import OwnFigureCorrected, ShareMeasured
from domain.when import last_day
from projections.shared.projection import Projection, document

PERCENT = Decimal("0.1")


@document
class Said:
    """The two figures as they were said; of those that were wrong, the next says why."""

    ours: Decimal
    total: Decimal
    currency: str
    on: str
    why: str | None = None


@document
class Share:
    """One share, as it now stands: `ours` of `total`, in the account's currency, and what that is in `percent`, to one
    place; none where nothing grew. `ends` is the last day of its period.
    """

    share: str
    account: str
    category: str
    period: str
    ends: str
    ours: Decimal
    total: Decimal
    percent: Decimal | None = None
    currency: str
    source: str
    on: str
    figures: list[Said]


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    fact = recorded.entry.body
    return (f"{recorded.entry.stream}#{fact.share if isinstance(fact, ShareMeasured) else fact.figure}",)


def evolve(share: Share | None, recorded: Recorded[Any]) -> Share | None:
    fact, entry = recorded.entry.body, recorded.entry
    if isinstance(fact, ShareMeasured):
        share = Share(
            share=fact.share,
            account=fact.account,
            category=fact.category,
            period=fact.period,
            ends=last_day(fact.period).isoformat(),
            ours=fact.ours.amount,
            total=fact.total.amount,
            currency=fact.ours.currency,
            source=fact.source,
            on=entry.occurred_at,
            figures=[],
        )
    elif share is not None:
        total = share.total if fact.total is None else fact.total
        share.ours, share.total, share.currency = fact.amount, total, fact.currency or share.currency
    if share is not None:
        why = entry.why if share.figures else None
        now = Said(ours=share.ours, total=share.total, currency=share.currency, on=entry.occurred_at, why=why)
        share.figures.append(now)
        grew = share.total > 0
        share.percent = (100 * share.ours / share.total).quantize(PERCENT, ROUND_HALF_UP) if grew else None
    return share


SHARES: Projection[Share] = Projection(
    name="shares",
    version=2,
    document=Share,
    facts=ShareMeasured | OwnFigureCorrected,
    keys=keys,
    evolve=evolve,
    streams="practice",
    short=("account", "category", "period", "ours", "total", "percent", "currency"),
)
