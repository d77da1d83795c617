"""Kinds of gives: what the seller gave, and which of it is coffee, a lower price or a freebie (texts 001 and 003)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from domain.account.confirming import FigureConfirmed, FigureCorrected
from domain.account.gives import NOT_SERVICE, GiveRecorded
from domain.fact import Recorded
from domain.vocabulary import Party
from domain.words import WordDisowned, WordOwned
from projections.projection import Projection, document, every_document
from projections.words import Word, disown, own, word


@document
class Figures:
    """What was said of it in figures; corrected, the wrong ones stay before the right ones, which say why."""

    worth: Decimal | None
    cost: Decimal | None
    why: str | None = None
    said: Word


@document
class Give:
    """One give. `worth` to the customer and `cost` to the seller are in the account's currency, as they now stand;
    `counts` is the worth once the customer has confirmed it, in their own word or by the seller on their behalf.
    `service` is false for a gesture, a discount or a freebie. `figures` are all that were said.
    """

    account: str
    give: str
    kind: str
    service: bool
    says: str
    worth: Decimal | None = None
    cost: Decimal | None = None
    counts: Decimal | None = None
    on: str
    figures: list[Figures]
    confirmed: Word | None = None


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    fact = recorded.entry.body
    match fact:
        case GiveRecorded():
            return (f"{recorded.entry.stream}#{fact.give}",)
        case FigureConfirmed() | FigureCorrected():
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
            on=said.occurred_at,
            figures=[Figures(worth=fact.worth, cost=fact.cost, said=word(said))],
        )
    if mine is None:
        return None
    match fact:
        case FigureConfirmed():
            mine.confirmed = word(said)
        case FigureCorrected():
            mine.figures.append(Figures(worth=fact.value, cost=fact.cost, why=said.why, said=word(said)))
        case WordOwned() | WordDisowned():
            answer = own if isinstance(fact, WordOwned) else disown
            for one in (*(told.said for told in mine.figures), mine.confirmed):
                answer(one, frozenset(fact.versions))
    return _standing(mine)


def _standing(mine: Give) -> Give:
    """Of what was said the last that nobody denied; it counts as the customer's own word, or confirmed since."""
    left = [told for told in mine.figures if told.said.standing != "disowned"]
    now = left[-1] if left else None
    mine.worth, mine.cost, mine.counts = (now.worth, now.cost, None) if now else (None, None, None)
    if now and (now.said.party == Party.CUSTOMER or _since(mine.confirmed, now.said)):
        mine.counts = now.worth
    return mine


def _since(confirmed: Word | None, said: Word) -> bool:
    return confirmed is not None and confirmed.standing != "disowned" and confirmed.at > said.at


GIVES: Projection[Give] = Projection(
    name="gives",
    version=1,
    document=Give,
    facts=GiveRecorded | FigureConfirmed | FigureCorrected | WordOwned | WordDisowned,
    keys=keys,
    evolve=evolve,
    streams="account",
)
