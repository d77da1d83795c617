"""Disputes of an outcome's results: what each is about, whose turn it is and until when, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from domain.currencies import in_coins
from domain.engagement.shared.terms import ZERO, rule_of
from projections.accountability.page import Card
from projections.pages.language import Language, marked
from projections.pages.phrases import money, side
from projections.pages.sheet import Item
from projections.shared.documents.disputed import Disputed

STATUS = {
    "open": marked("waits for an answer"),
    "answered": marked("answered"),
    "referred": marked("referred"),
    "ended": marked("settled"),
}
HOW = {
    "given way": marked("the seller gave way"),
    "accepted": marked("the customer accepted the answer"),
    "withdrawn": marked("the customer took it back"),
    "decided": marked("decided by the person whom both sides named"),
    "unanswered": marked("not answered in time, so by the terms the seller gave way"),
    "not replied to": marked("the answer was not replied to in time, so by the terms it is accepted"),
}


def disputes(speak: Language, card: Card) -> Iterator[Item]:
    """A line for each dispute that has a name, the earlier first."""
    for dispute in card.results.disputes.values():
        if " " not in dispute.dispute:  # from before disputes had names
            yield Item(
                kind="dispute", label=dispute.dispute, phrases=tuple(_phrases(speak, card, dispute)), on=dispute.raised
            )


def _phrases(speak: Language, card: Card, dispute: Disputed) -> Iterator[str]:
    yield dispute.reference
    yield speak.say(STATUS[dispute.status])
    if dispute.status != "ended":
        yield speak.count(dispute.units, "{number} unit in dispute", "{number} units in dispute")
        if amount := _amount(card, dispute.units):
            yield money(speak, amount, card.terms.currency)
    if dispute.stands is not None:
        yield speak.count(dispute.stands, "{number} unit stands", "{number} units stand")
    if dispute.turn is not None:
        yield _turn(speak, dispute)
    counts = rule_of(card.terms)
    if dispute.turn is not None and counts and counts.named:
        yield speak.say("{name} decides if it is referred", name=counts.named.person.name)
    if dispute.how is not None:
        yield speak.say("{how}, on {day}", how=speak.say(HOW[dispute.how]), day=speak.date(dispute.ended or ""))


def _turn(speak: Language, dispute: Disputed) -> str:
    whose = side(speak, dispute.turn or "")
    if dispute.due is None:
        return speak.say("waits for the {side}", side=whose)
    day = speak.date(dispute.due)
    if dispute.late:
        return speak.say("waits for the {side}, was due on {day}", side=whose, day=day)
    return speak.say("waits for the {side} until {day}", side=whose, day=day)


def _amount(card: Card, units: int) -> Decimal:
    """What so many units come to by the price per result, whatever a cap leaves of it."""
    parts = (part.amount * units for part in card.terms.price if part.form == "per-result")
    return in_coins(sum(parts, ZERO), card.terms.currency or "")
