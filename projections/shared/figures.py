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
    why. `currency` is said where it was another than the account's is now.
    """

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    cost: Decimal | None = None
    currency: str | None = None
    why: str | None = None
    day: str
    said: Word


@document
class Confirmed:
    """The customer's word for a figure, and the day that it counts on."""

    said: Word
    day: str


def confirmed(envelope: Envelope) -> Confirmed:
    """The confirmation, on the last day its date may mean, or the day it was recorded if that is earlier."""
    return Confirmed(said=word(envelope), day=envelope.day)


def confirms(now: Told | None, confirmations: Iterable[Confirmed]) -> Confirmed | None:
    """The confirmation of the latest figure that holds longest; the customer's own figure confirms itself."""
    if now is None:
        return None
    holds = [confirmation for confirmation in confirmations if confirmation.said.at > now.said.at]
    if now.said.party == Party.CUSTOMER:
        holds.append(Confirmed(said=now.said, day=now.day))
    return max(holds, key=lambda hold: (hold.day, hold.said.at), default=None)


def corrected(fact: FigureCorrected, envelope: Envelope) -> Told:
    """The whole new value."""
    return as_figure(envelope, fact.value, low=fact.low, high=fact.high, cost=fact.cost, why=envelope.why)


def in_another_currency(figures: list[Told], was: str, envelope: Envelope) -> None:
    """The account's currency was corrected: the same amounts are told anew, and those before were in the other one."""
    now = latest(figures)
    if now is None:
        return
    for figure in figures:
        figure.currency = figure.currency or was
    same = Told(value=now.value, low=now.low, high=now.high, cost=now.cost, day=now.day, said=word(envelope))
    same.why = envelope.why
    figures.append(same)


def last_word(figures: Sequence[Told]) -> Word:
    """Whose figure it is by now: whoever corrects the currency of the account says none of its figures."""
    at = len(figures) - 1
    while at > 0 and figures[at].currency != figures[at - 1].currency:
        at -= 1
    return figures[at].said


def as_figure(envelope: Envelope, value: Decimal | None, **more: Any) -> Told:
    """The figure as it was told, on the day that it counts on."""
    return Told(value=value, day=envelope.day, said=word(envelope), **more)


def latest(figures: Sequence[Told]) -> Told | None:
    """The last figure told, if any was."""
    return figures[-1] if figures else None


def own(confirmed: Confirmed | None) -> bool:
    """Whether the customer confirmed it themselves, or made the confirmation theirs."""
    return confirmed is not None and confirmed.said.standing in ("own", "owned later")
