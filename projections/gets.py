"""Gets: what the seller got from each account, period by period; the customer never reads it (text 001)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from domain.fact import Recorded
from domain.own.gets import GetRecorded, OwnFigureCorrected
from domain.when import last_day
from projections.shared.projection import Projection, document


@document
class Said:
    """A figure as it was said; of those that were wrong, the next says why."""

    amount: Decimal
    currency: str
    on: str
    why: str | None = None


@document
class Get:
    """One get, in the account's currency, as it now stands. `ends` is the last day of its period, `figures` are all
    that were said.
    """

    get: str
    account: str
    kind: str
    period: str
    ends: str
    amount: Decimal
    currency: str
    says: str | None
    on: str
    figures: list[Said]


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    fact = recorded.entry.body
    return (f"{recorded.entry.stream}#{fact.get if isinstance(fact, GetRecorded) else fact.figure}",)


def evolve(get: Get | None, recorded: Recorded[Any]) -> Get | None:
    fact, entry = recorded.entry.body, recorded.entry
    if isinstance(fact, GetRecorded):
        return Get(
            get=fact.get,
            account=fact.account,
            kind=fact.kind,
            period=fact.period,
            ends=last_day(fact.period).isoformat(),
            amount=fact.amount.amount,
            currency=fact.amount.currency,
            says=fact.says,
            on=entry.occurred_at,
            figures=[Said(amount=fact.amount.amount, currency=fact.amount.currency, on=entry.occurred_at)],
        )
    if get is not None:
        get.amount, get.currency = fact.amount, fact.currency or get.currency
        get.figures.append(Said(amount=get.amount, currency=get.currency, on=entry.occurred_at, why=entry.why))
    return get


GETS: Projection[Get] = Projection(
    name="gets",
    version=2,
    document=Get,
    facts=GetRecorded | OwnFigureCorrected,
    keys=keys,
    evolve=evolve,
    streams="practice",
    short=("account", "kind", "period", "amount", "currency", "says"),
)
