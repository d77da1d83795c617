"""The money of an engagement, as both sides read it: earned, in dispute, paid and owed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.engagement.payments import PaymentCorrected, PaymentNoted
from domain.engagement.shared.terms import ZERO
from projections import requests
from projections.shared.documents.paid import Payment, Totals
from projections.shared.earning import Earned, Priced, of_results
from projections.shared.words import agreed_on

if TYPE_CHECKING:
    from domain.fact import Envelope
    from projections.accountability.page import Card, Page


def noted(page: Page, fact: PaymentNoted, envelope: Envelope) -> bool:
    page.payments[str(envelope.version)] = _payment(fact, envelope.occurred_at)
    return True


def corrected(page: Page, fact: PaymentCorrected, _: Envelope) -> bool:
    """The whole new value; it keeps its date."""
    before = page.payments.get(str(fact.corrects))
    if before is not None:
        page.payments[str(fact.corrects)] = replace(_payment(fact, before.on), before=before.amount)
    return before is not None


def money(page: Page) -> Totals:
    """What results have earned under each agreed version, what requests came to, and what was paid."""
    paid = sum((payment.amount for payment in page.payments.values()), ZERO)
    totals = Totals(paid=paid)
    for card in page.outcomes.values():
        for line in _earned(card):
            totals.earned += line.earned
            totals.in_dispute += line.in_dispute
            totals.provisional += line.provisional
            totals.by_word.add_all(line.by_word)
    for request in page.requests.values():
        charged = requests.owed(request)[1]
        totals.earned += charged
        totals.by_word.add(requests.done_by(request), charged)
    totals.owed = totals.earned - paid
    return totals


def _earned(card: Card) -> Iterator[Earned]:
    for version in card.versions.values():
        if version.agreed:
            of = Priced(
                version=version.number,
                metric=version.terms.metric,
                currency=version.terms.currency or "",
                agreed_on=agreed_on(version.proposed, version.agreed),
                in_force=version.number == card.in_force,
            )
            for part in version.terms.price:
                yield of_results(part, of, card.results)


def _payment(fact: PaymentNoted | PaymentCorrected, on: str) -> Payment:
    return Payment(
        amount=fact.amount.amount,
        payer=fact.payer,
        outcome=fact.outcome,
        request=fact.request,
        bill=fact.bill,
        on=on,
    )
