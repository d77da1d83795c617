"""Deals: customers won and lost, why as the seller sees it, and why as the customer or the winner says (text 003)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.fact import Recorded
from domain.own.deals import CustomerLost, CustomerWon, LossReasonLearned
from projections.shared.projection import Projection, document


@document
class Learned:
    """What somebody who knows says it was, and whether we had said so."""

    source: str
    says: str
    as_we_said: bool
    on: str


@document
class Deal:
    """One deal. `gap` is whether somebody who knows tells it otherwise than we do; None while nobody was heard."""

    deal: str
    account: str
    how: str
    other: str | None
    our_reason: str
    on: str
    gap: bool | None = None
    learned: list[Learned]


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    return (f"{recorded.entry.stream}#{recorded.entry.body.deal}",)


def evolve(deal: Deal | None, recorded: Recorded[Any]) -> Deal | None:
    fact, entry = recorded.entry.body, recorded.entry
    if isinstance(fact, LossReasonLearned):
        if deal is not None:
            learned = Learned(source=fact.source, says=fact.says, as_we_said=fact.as_we_said, on=entry.occurred_at)
            deal.learned.append(learned)
            deal.gap = any(not learned.as_we_said for learned in deal.learned)
        return deal
    return Deal(
        deal=fact.deal,
        account=fact.account,
        how="won" if isinstance(fact, CustomerWon) else "lost",
        other=fact.other,
        our_reason=fact.reason,
        on=entry.occurred_at,
        learned=[],
    )


DEALS: Projection[Deal] = Projection(
    name="deals",
    version=1,
    document=Deal,
    facts=CustomerWon | CustomerLost | LossReasonLearned,
    keys=keys,
    evolve=evolve,
    streams="practice",
    short=("deal", "account", "how", "other", "our_reason", "gap", "learned"),
)
