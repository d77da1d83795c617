"""What was paid, a sentence a fact."""

from __future__ import annotations

from typing import Any

from domain.engagement import payments
from domain.fact import Entry
from domain.vocabulary import Money
from projections.pages.language import Language
from projections.pages.phrases import side
from projections.pages.sentences.heads import happened
from projections.pages.sentences.parts import total
from projections.pages.spoken import SIDES


def sentence_parts(speak: Language, entry: Entry[Any]) -> list[str]:
    """What was paid, and for what."""
    fact: payments.PaymentNoted | payments.PaymentCorrected = entry.body
    what = fact.request or fact.outcome
    return [happened(speak, fact), _paid(speak, fact), speak.say("for {what}", what=what) if what else ""]


def _paid(speak: Language, fact: payments.PaymentNoted | payments.PaymentCorrected) -> str:
    """Who paid how much, or got it back."""
    payer = side(speak, fact.payer)
    who = speak.say("the {party}", party=payer) if fact.payer in SIDES else payer
    if fact.amount.amount < 0:
        back = Money(amount=-fact.amount.amount, currency=fact.amount.currency)
        return speak.say("{who} got {amount} back", who=who, amount=total(speak, back))
    return speak.say("{who} paid {amount}", who=who, amount=total(speak, fact.amount))
