"""A figure as it was said, corrected and confirmed: what the views of an account share."""

from __future__ import annotations

from collections.abc import Container, Iterable
from decimal import Decimal

from domain.account.confirming import FigureCorrected
from domain.fact import Envelope
from domain.vocabulary import Party
from domain.words import WordDisowned, WordOwned
from projections.projection import document
from projections.words import Word, disown, own, word


@document
class Told:
    """What was said of it, in the account's currency; corrected, the wrong ones stay before the right ones, which say
    why.
    """

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    cost: Decimal | None = None
    why: str | None = None
    said: Word


def corrected(fact: FigureCorrected, said: Envelope) -> Told:
    """The whole new value."""
    return Told(value=fact.value, low=fact.low, high=fact.high, cost=fact.cost, why=said.why, said=word(said))


def standing(figures: Iterable[Told]) -> Told | None:
    """Of what was said the last that nobody denied."""
    left = [told for told in figures if told.said.standing != "disowned"]
    return left[-1] if left else None


def counts(now: Told | None, confirmed: Word | None) -> bool:
    """Whether it is the customer's own word, or they have confirmed it since it was said."""
    if now is None:
        return False
    return now.said.party == Party.CUSTOMER or (
        confirmed is not None and confirmed.standing != "disowned" and confirmed.at > now.said.at
    )


def answered(told: Iterable[Word | None], fact: WordOwned | WordDisowned) -> None:
    """Words said on another's behalf, made theirs or denied."""
    versions: Container[int] = frozenset(fact.versions)
    answer = own if isinstance(fact, WordOwned) else disown
    for one in told:
        answer(one, versions)
