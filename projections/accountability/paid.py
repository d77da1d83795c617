"""The money of an engagement, as both sides read it: earned, in dispute, paid and owed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.engagement.payments import PaymentCorrected, PaymentNoted
from domain.engagement.shared.terms import ZERO
from projections import requests
from projections.shared.documents.paid import Payment, Totals
from projections.shared.documents.tally import Count
from projections.shared.earning import Earned, of_part

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
    lines = [line for card in page.outcomes.values() for line in _earned(card)]
    charged = sum((requests.owed(request)[1] for request in page.requests.values()), ZERO)
    earned = sum((line.earned for line in lines), charged)
    paid = sum((payment.amount for payment in page.payments.values()), ZERO)
    disputed = sum((line.in_dispute for line in lines), ZERO)
    return Totals(earned=earned, in_dispute=disputed, paid=paid, owed=earned - paid)


def _earned(card: Card) -> Iterator[Earned]:
    for version in card.versions.values():
        if version.agreed:
            count = card.results.under.get(str(version.number)) or Count()
            for part in version.terms.price:
                in_force = version.number == card.in_force
                yield of_part(part, version.terms.metric, count, version.terms.currency or "", in_force=in_force)


def _payment(fact: PaymentNoted | PaymentCorrected, on: str) -> Payment:
    return Payment(
        amount=fact.amount.amount,
        payer=fact.payer,
        outcome=fact.outcome,
        request=fact.request,
        bill=fact.bill,
        on=on,
    )
