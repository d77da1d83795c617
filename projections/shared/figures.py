"""A figure as it was said, corrected and confirmed: what the views of an account share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from domain.account.confirming import FigureCorrected
from domain.fact import Envelope
from domain.vocabulary import Party
from projections.shared.projection import document
from projections.shared.words import Word, word


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
    day: str
    said: Word


@document
class Confirmed:
    """The customer's word for a figure, and the day that it counts on."""

    said: Word
    day: str


def confirmed(said: Envelope) -> Confirmed:
    """It counts on the last day that it may mean, or on the day it was recorded if that is earlier."""
    return Confirmed(said=word(said), day=said.day)


def confirms(now: Told | None, confirmations: Iterable[Confirmed]) -> Confirmed | None:
    """Of the confirmations of a figure as it now stands the one that holds longest; of a figure that is the customer's
    own word, that word.
    """
    if now is None:
        return None
    holds = [one for one in confirmations if one.said.at > now.said.at]
    if now.said.party == Party.CUSTOMER:
        holds.append(Confirmed(said=now.said, day=now.day))
    return max(holds, key=lambda one: (one.day, one.said.at), default=None)


def corrected(fact: FigureCorrected, said: Envelope) -> Told:
    """The whole new value."""
    return told(said, fact.value, low=fact.low, high=fact.high, cost=fact.cost, why=said.why)


def told(said: Envelope, value: Decimal | None, **more: Any) -> Told:
    """What was said, on the day that it counts on."""
    return Told(value=value, day=said.day, said=word(said), **more)


def latest(figures: Sequence[Told]) -> Told | None:
    """What was said last of a figure, if anything was."""
    return figures[-1] if figures else None


def own(one: Confirmed | None) -> bool:
    """Whether the customer said so themselves, or made it theirs."""
    return one is not None and one.said.standing in ("own", "owned later")
