"""The money of an engagement: earned, in dispute, paid and owed, and each payment."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from domain.moments import TIMED
from projections.accountability.page import Page
from projections.pages.language import Language
from projections.pages.line_parts import costs
from projections.pages.phrases import money, side
from projections.pages.rests_on import amounts
from projections.pages.sheet import Item
from projections.pages.spoken import SIDES
from projections.shared.documents.paid import Payment, Totals


def items(speak: Language, page: Page) -> Iterator[Item]:
    """Nothing until something was agreed at a price, earned or paid; and nothing where money is not shown."""
    sums = page.money
    if sums is None:
        return
    priced = any(card.in_force and card.terms.price for card in page.outcomes.values())
    if not (priced or sums.earned or sums.in_dispute or page.payments):
        return
    says = [earned(speak, sums, page.currency), *provisional(speak, sums, page.currency)]
    says += in_dispute(speak, sums, page.currency)
    says.append(speak.say("paid {amount}", amount=money(speak, sums.paid, page.currency)))
    says.append(balance(speak, sums.owed, page.currency))
    yield Item(kind="money", label=speak.say("money"), phrases=tuple(map(costs, says)))
    for number, payment in enumerate(page.payments.values(), 1):
        what = payment.request or payment.outcome
        details = (
            *((speak.say("for {what}", what=what),) if what else ()),
            *((speak.say("bill {bill}", bill=payment.bill),) if payment.bill else ()),
            speak.date(payment.on[:TIMED]),
            *_corrected(speak, page, payment),
        )
        amount = money(speak, abs(payment.amount), page.currency)
        whom = side(speak, payment.payer)
        whom = speak.say("the {party}", party=whom) if payment.payer in SIDES else whom
        paid = (
            speak.say("{amount} back to {whom}", amount=amount, whom=whom)
            if payment.amount < 0
            else speak.say("{amount} by {whom}", amount=amount, whom=whom)
        )
        label = speak.say("payment {number}", number=number)
        yield Item(kind="payment", label=label, phrases=(costs(paid), *details), on=payment.on)


def earned(speak: Language, sums: Totals, currency: str) -> str:
    """What was earned, with the parts of it by whose word they rest on."""
    says = speak.say("earned {amount}", amount=money(speak, sums.earned, currency))
    if not sums.earned:
        return says
    return speak.say("{sum} = {parts}", sum=says, parts=amounts(speak, sums.by_word, currency))


def provisional(speak: Language, sums: Totals, currency: str) -> list[str]:
    """What is not earned yet, and will be if nothing comes back and nobody objects."""
    if not sums.provisional:
        return []
    return [speak.say("provisional {amount}", amount=money(speak, sums.provisional, currency))]


def in_dispute(speak: Language, sums: Totals, currency: str) -> list[str]:
    """What is in dispute; nothing where nothing is."""
    return [speak.say("in dispute {amount}", amount=money(speak, sums.in_dispute, currency))] if sums.in_dispute else []


def balance(speak: Language, owed: Decimal, currency: str) -> str:
    """What is owed; below 0 it was paid ahead."""
    if owed < 0:
        return speak.say("paid ahead {amount}", amount=money(speak, -owed, currency))
    return speak.say("owed {amount}", amount=money(speak, owed, currency))


def _corrected(speak: Language, page: Page, payment: Payment) -> tuple[str, ...]:
    """That it was noted wrongly at first, where its amount was."""
    if payment.before is None or payment.before == payment.amount:
        return ()
    return (speak.say("corrected, was {amount}", amount=money(speak, payment.before, page.currency)),)
