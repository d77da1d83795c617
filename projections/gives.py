"""Gives: what the seller gave, and which of it was a gesture, a discount or a freebie (texts 001 and 003)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from domain.account.confirming import FigureConfirmed, FigureCorrected
from domain.account.gives import NOT_SERVICE, GiveRecorded
from domain.account.opening import AccountCurrencyCorrected
from domain.fact import Recorded
from projections.shared.figures import (
    Confirmed,
    Told,
    as_figure,
    confirmed,
    confirms,
    corrected,
    in_another_currency,
    latest,
)
from projections.shared.projection import Projection, document, every_document


@document
class Give:
    """One give. `worth` to the customer and `cost` to the seller are in the account's currency, as they now stand;
    `counts` is the worth once the customer has confirmed it, in their own word or by the seller on their behalf.
    `day` is the last day that `on` may mean, or the one it was recorded on if earlier. `service` is false for a
    gesture, a discount or a freebie; `way` is the way to help it invests in. `figures` are all that were said.
    """

    account: str
    give: str
    kind: str
    service: bool
    says: str
    worth: Decimal | None = None
    cost: Decimal | None = None
    way: str | None = None
    counts: Decimal | None = None
    on: str
    day: str
    figures: list[Told]
    confirmations: list[Confirmed]


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    fact = recorded.entry.body
    match fact:
        case GiveRecorded():
            return (f"{recorded.entry.stream}#{fact.give}",)
        case AccountCurrencyCorrected():
            return every_document(recorded)
        case _:
            return (f"{recorded.entry.stream}#{fact.figure}",)


def evolve(give: Give | None, recorded: Recorded[Any]) -> Give | None:
    fact, entry = recorded.entry.body, recorded.entry
    if isinstance(fact, GiveRecorded):
        figure = as_figure(entry, fact.worth, cost=fact.cost)
        give = Give(
            account=entry.stream.partition("/")[2],
            give=fact.give,
            kind=fact.kind,
            service=fact.kind not in NOT_SERVICE,
            says=fact.says,
            way=fact.way,
            on=entry.occurred_at,
            day=figure.day,
            figures=[figure],
            confirmations=[],
        )
    if give is None:
        return None
    match fact:
        case AccountCurrencyCorrected():
            in_another_currency(give.figures, fact.was, entry)
        case FigureConfirmed():
            give.confirmations.append(confirmed(entry))
        case FigureCorrected():
            give.figures.append(corrected(fact, entry))
    now = latest(give.figures)
    give.worth, give.cost = (now.value, now.cost) if now else (None, None)
    give.counts = give.worth if confirms(now, give.confirmations) else None
    return give


GIVES: Projection[Give] = Projection(
    name="gives",
    version=6,
    document=Give,
    facts=GiveRecorded | AccountCurrencyCorrected | FigureConfirmed | FigureCorrected,
    keys=keys,
    evolve=evolve,
    streams="account",
    short=("account", "give", "kind", "service", "says", "worth", "counts", "cost", "on"),
)
