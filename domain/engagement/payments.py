"""Payments noted beside what was earned; this is not an accounting system."""

from __future__ import annotations

from datetime import date
from typing import Protocol, TypeAlias, assert_never

from msgspec import Struct
from msgspec.structs import replace
from rpds import HashTrieMap

from domain.access import C, S, W, may
from domain.command import Command, field
from domain.engagement.shared import overpaid
from domain.engagement.shared.overpaid import Paid, above_price, before_opened
from domain.engagement.shared.standing import named
from domain.errors import Invalid
from domain.fact import Envelope, Fact
from domain.moments import TIMED
from domain.practice import Practice
from domain.step import GAP, WayOut
from domain.taken_back import own_word
from domain.vocabulary import Amount, Label, Money, Party, Slug, Version
from domain.warned import Warned


class PaymentNoted(Fact, frozen=True, kw_only=True):
    """Money came, or went back (negative), in the engagement's currency."""

    type = "payment-noted.v1"
    amount: Money
    payer: Label
    outcome: Slug | None = None
    bill: Label | None = None
    request: Slug | None = None


class PaymentCorrected(Fact, frozen=True, kw_only=True):
    """The whole new value of a payment, which keeps its date."""

    type = "payment-corrected.v1"
    corrects: int
    amount: Money
    payer: Label
    outcome: Slug | None = None
    bill: Label | None = None
    request: Slug | None = None


class NotePayment(Command, name="payment.note", about="outcome", may=may(S, C, closed=True)):
    """Record a payment, or a refund as a negative amount, in the engagement's currency."""

    amount: Amount
    payer: Label = "customer"
    outcome: Slug | None = None
    request: Slug | None = field(None, description="The request it is for, as an errand that was done.")
    bill: Label | None = None


class CorrectPayment(Command, name="payment.correct", about="corrects", may=may(S, C, W, why=True, closed=True)):
    """Replace a payment that was recorded wrongly, by the number of its entry."""

    corrects: Version
    amount: Amount
    payer: Label | None = None
    bill: Label | None = None


CUSTOMER = "customer"
"""Who pays, unless somebody else is named."""

PaymentFact = PaymentNoted | PaymentCorrected
PaymentCommand = NotePayment | CorrectPayment


class Payment(Struct, frozen=True):
    """A payment as it now stands."""

    fact: PaymentNoted
    party: Party
    occurred_at: str


Payments: TypeAlias = "HashTrieMap[int, Payment]"


class Reads(overpaid.Reads, Protocol):
    @property
    def payments(self) -> Payments: ...


def decide(command: PaymentCommand, engagement: Reads, _today: date) -> tuple[PaymentFact, ...]:
    if not command.amount:
        raise Invalid("a payment must not be 0", where="amount")
    amount = Money(amount=command.amount, currency=engagement.fixed.currency)
    match command:
        case NotePayment():
            return (_noted(command, amount, engagement),)
        case CorrectPayment():
            old = corrected(command, engagement)
            fact = _corrected(command, amount, old.fact)
            if (fact.amount, fact.payer, fact.bill) == (old.fact.amount, old.fact.payer, old.fact.bill):
                raise _unchanged(command, old)
            return (fact,)
        case _:
            assert_never(command)


def _noted(command: NotePayment, amount: Money, engagement: Reads) -> PaymentNoted:
    if command.outcome is not None and command.request is not None:
        raise Invalid("one payment is for an outcome or for a request: note two where it was for both", where="request")
    if command.outcome is not None:
        named(engagement.outcomes, command.outcome)
    if command.request is not None:
        from domain.engagement.shared.requested import request  # noqa: PLC0415 - most engagements have no request

        request(engagement.requests, command.request)
    return PaymentNoted(
        amount=amount, payer=command.payer, outcome=command.outcome, request=command.request, bill=command.bill
    )


def _corrected(command: CorrectPayment, amount: Money, old: PaymentNoted) -> PaymentCorrected:
    return PaymentCorrected(
        corrects=command.corrects,
        amount=amount,
        payer=command.payer or old.payer,
        outcome=old.outcome,
        request=old.request,
        bill=command.bill or old.bill,
    )


def _unchanged(command: CorrectPayment, old: Payment) -> Invalid:
    """Nothing of it would be another; and how a payment is moved to another day, which a correction keeps."""
    fact, stream = old.fact, command.stream.partition("/")[2]
    place, day = f"{stream}/{fact.outcome}" if fact.outcome else stream, old.occurred_at[:TIMED]
    kept = {"request": fact.request, "bill": fact.bill, "payer": fact.payer if fact.payer != CUSTOMER else None}
    fixed = {name: value for name, value in kept.items() if value is not None}
    again = WayOut(
        says="then note it on its day",
        command="payment.note",
        place=place,
        fixed={"amount": f"{fact.amount.amount:f}", **fixed, "occurred_at": GAP},
    )
    back = WayOut(
        says="where the day is wrong, note first that it went back",
        command="payment.note",
        place=place,
        fixed={"amount": f"{-fact.amount.amount:f}", **fixed, "occurred_at": day, "why": GAP},
        otherwise=again,
    )
    says = "that changes nothing of payment {entry}; a correction keeps its day, {day}"
    return Invalid.of(says, way_out=back, where="amount", entry=command.corrects, day=day)


def corrected(command: CorrectPayment, engagement: Reads) -> Payment:
    """What the command corrects. Unknown, or NotYourWord."""
    return own_word(engagement.payments.get(command.corrects), command.corrects, command.party, "payment")


def evolve(state: Payments, fact: PaymentFact, envelope: Envelope, _zone: str) -> Payments:
    match fact:
        case PaymentNoted():
            return state.insert(envelope.version, Payment(fact, envelope.party, envelope.dated))
        case PaymentCorrected():
            if (old := state.get(fact.corrects)) is None:
                return state
            now = replace(old.fact, amount=fact.amount, payer=fact.payer, bill=fact.bill)
            return state.insert(fact.corrects, replace(old, fact=now))
        case _:
            assert_never(fact)


def warn(command: PaymentCommand, engagement: Reads) -> list[Warned]:
    """Warns of a refund that does not say why, of a sum far above the price, and of a payment from before there was an
    engagement. `engagement` already has it.
    """
    paid = [
        Paid(entry, payment.fact.amount.amount, payment.fact.outcome, payment.fact.request, payment.occurred_at)
        for entry, payment in engagement.payments.items()
    ]
    entry = command.corrects if isinstance(command, CorrectPayment) else max(engagement.payments)
    this = next(payment for payment in paid if payment.entry == entry)
    warnings = list(above_price(command.stream.partition("/")[2], this, paid, engagement))
    if isinstance(command, NotePayment):
        warnings += before_opened(this, engagement)
        if command.amount < 0 and command.why is None:
            say_why = WayOut(says="say why with --why")
            warnings.append(Warned("REFUND-WITHOUT-WHY", "money went back, and no reason is given", say_why))
    return warnings


PAYMENTS = Practice(PaymentFact, PaymentCommand, decide, "payments", evolve, warn, corrected)
