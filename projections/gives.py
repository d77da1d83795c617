"""Kinds of gives: what the seller gave, and which of it is coffee, a lower price or a freebie (texts 001 and 003)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from domain.account.confirming import FigureConfirmed
from domain.account.gives import NOT_SERVICE, GiveRecorded
from domain.fact import Recorded
from domain.vocabulary import Party
from domain.words import WordDisowned, WordOwned
from projections.projection import Projection, document, every_document
from projections.words import Word, disown, own, word


@document
class Give:
    """One give. `worth` to the customer and `cost` to the seller are in the account's currency; `counts` is the worth
    once the customer has confirmed it, in their own word or by the seller on their behalf. `service` is false for a
    gesture, a discount or a freebie.
    """

    account: str
    give: str
    kind: str
    service: bool
    says: str
    worth: Decimal | None
    cost: Decimal | None
    counts: Decimal | None = None
    on: str
    said: Word
    confirmed: Word | None = None


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    fact = recorded.entry.body
    match fact:
        case GiveRecorded():
            return (f"{recorded.entry.stream}#{fact.give}",)
        case FigureConfirmed():
            return (f"{recorded.entry.stream}#{fact.figure}",)
        case _:
            return every_document(recorded)


def evolve(mine: Give | None, recorded: Recorded[Any]) -> Give | None:
    fact, said = recorded.entry.body, recorded.entry
    if isinstance(fact, GiveRecorded):
        mine = Give(
            account=said.stream.partition("/")[2],
            give=fact.give,
            kind=fact.kind,
            service=fact.kind not in NOT_SERVICE,
            says=fact.says,
            worth=fact.worth,
            cost=fact.cost,
            on=said.occurred_at,
            said=word(said),
        )
    if mine is None:
        return None
    if isinstance(fact, FigureConfirmed):
        mine.confirmed = word(said)
    elif isinstance(fact, (WordOwned, WordDisowned)):
        answer = own if isinstance(fact, WordOwned) else disown
        for one in (mine.said, mine.confirmed):
            answer(one, frozenset(fact.versions))
    mine.counts = mine.worth if _counts(mine) else None
    return mine


def _counts(mine: Give) -> bool:
    """The customer said it themselves, or confirmed it, and denied neither."""
    if mine.said.standing == "disowned":
        return False
    confirmed = mine.confirmed is not None and mine.confirmed.standing != "disowned"
    return confirmed or mine.said.party == Party.CUSTOMER


GIVES: Projection[Give] = Projection(
    name="gives",
    version=1,
    document=Give,
    facts=GiveRecorded | FigureConfirmed | WordOwned | WordDisowned,
    keys=keys,
    evolve=evolve,
    streams="account",
)
