"""Reconcile: what was earned, beside what was planned, is in dispute and was paid (domain 0, Terms)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from domain.engagement.no import NoSaid
from domain.engagement.outcome import OutcomeAgreed, OutcomeProposed
from domain.engagement.payments import PaymentCorrected, PaymentNoted
from domain.engagement.reaching import ResultReached
from domain.engagement.requests import RequestAccepted, RequestCountered, RequestDone, RequestMade, RequestWithdrawn
from domain.engagement.results import ResultConfirmed, ResultCorrected, ResultDidNotHold, ResultDisputed
from domain.engagement.shared.terms import ZERO, Metric, earned
from domain.fact import Envelope, Recorded
from domain.names import meant
from domain.vocabulary import Party
from domain.when import first_day
from projections import requests
from projections.reconcile.rows import Line, Paid, Priced, Reconciled, Sums, Wrong
from projections.shared.projection import Projection
from projections.shared.tally import CHANGES, Count, agree, follow, of_known, tally, version_on
from projections.shared.words import word

FACTS = (
    ResultReached
    | ResultConfirmed
    | ResultDisputed
    | ResultCorrected
    | ResultDidNotHold
    | OutcomeProposed
    | OutcomeAgreed
    | PaymentNoted
    | PaymentCorrected
    | RequestMade
    | RequestCountered
    | RequestAccepted
    | RequestWithdrawn
    | RequestDone
    | NoSaid
)


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    fact = recorded.entry.body
    request = getattr(fact, "request", None)
    if request is not None:
        return (f"{recorded.entry.stream}#request:{request}",)
    return () if isinstance(fact, NoSaid) else (f"{recorded.entry.stream}#{fact.outcome or '-'}",)


def evolve(mine: Reconciled | None, recorded: Recorded[Any]) -> Reconciled | None:
    fact, said = recorded.entry.body, recorded.entry
    if mine is None:
        if not isinstance(fact, (OutcomeProposed, PaymentNoted)) and not _priced(fact):
            return None
        mine = _begun(fact, said)
    match fact:
        case ResultReached() | ResultConfirmed() | ResultDisputed() | ResultCorrected() | ResultDidNotHold():
            _followed(mine, fact, said)
        case OutcomeProposed():
            metric, price, plan = fact.terms.metric, list(fact.terms.price), list(fact.terms.plan)
            told = Priced(metric=metric, price=price, plan=plan, proposed=word(said))
            told.counts_from = fact.terms.counts_from or None
            mine.versions[str(fact.version)] = told
        case OutcomeAgreed() if str(fact.version) in mine.versions:
            mine.versions[str(fact.version)].agreed = word(said)
            _price(mine, said.zone)
        case PaymentNoted():
            _paid(mine, fact, said)
        case PaymentCorrected() if str(fact.corrects) in mine.payments:
            _corrected(mine, fact, said.version)
        case RequestMade() | RequestCountered() | RequestAccepted() | RequestWithdrawn() | RequestDone() | NoSaid():
            _asked(mine, fact, said)
        case _:
            mine.left_out += 1
    return mine


def _priced(fact: Any) -> bool:
    """Whether it is a request that may cost something by itself, and not by another version of an outcome."""
    return isinstance(fact, RequestMade) and fact.effect.how != "version"


def _begun(fact: OutcomeProposed | PaymentNoted | RequestMade, said: Envelope) -> Reconciled:
    outcome, currency = None if isinstance(fact, RequestMade) else fact.outcome, None
    if isinstance(fact, OutcomeProposed):
        currency = fact.terms.currency
    elif isinstance(fact, PaymentNoted):
        currency = fact.amount.currency
    return Reconciled(
        engagement=said.stream.partition("/")[2],
        outcome=outcome or "-",
        request=None if isinstance(fact, OutcomeProposed) else fact.request,
        currency=currency,
        lines=[],
        payers={},
        payments={},
        versions={},
        results=tally(),
    )


def _followed(mine: Reconciled, fact: CHANGES, said: Envelope) -> None:
    if not of_known(fact, mine.versions) or not follow(mine.results, fact, said, said.zone):
        mine.left_out += 1
        return
    for line in mine.lines:
        _earn(mine, line)


def _price(mine: Reconciled, zone: str) -> None:
    """Every line anew, off the versions that were agreed, each from its day on."""
    agreed = {int(n): one for n, one in mine.versions.items() if one.agreed}
    agree(
        mine.results,
        {str(n): first_day(one.counts_from or one.agreed.on, zone) for n, one in agreed.items() if one.agreed},
    )
    mine.in_force = max(agreed, default=None)
    mine.lines = [Line(version=n, part=part) for n, one in agreed.items() for part in one.price]
    for sums in (mine, *mine.payers.values()):
        sums.earned = sums.in_dispute = sums.planned = ZERO
        sums.balance = -sums.paid
    for planned in agreed[mine.in_force].plan if mine.in_force else ():
        for sums in (mine, _payer(mine, planned.payer)):
            sums.planned += planned.amount
    for line in mine.lines:
        _payer(mine, line.part.payer)
        _earn(mine, line)


def _earn(mine: Reconciled, line: Line) -> None:
    """The line and the sums it is part of, moved by the difference."""
    count = mine.results.under.get(str(line.version)) or Count()
    metric = mine.versions[str(line.version)].metric
    every = count.standing + count.in_dispute
    now = _earned(mine, line, metric, count.standing, every)
    disputed = _earned(mine, line, metric, every, every) - now if count.in_dispute else ZERO
    if now == line.earned and disputed == line.in_dispute:
        return
    more, more_disputed = now - line.earned, disputed - line.in_dispute
    line.earned, line.in_dispute = now, disputed
    for sums in (mine, _payer(mine, line.part.payer)):
        sums.earned += more
        sums.in_dispute += more_disputed
        sums.balance = sums.earned - sums.paid


def _earned(mine: Reconciled, line: Line, metric: Metric, standing: int, every: int) -> Decimal:
    """What the line comes to with so many results standing, of `every` one of its version, those in dispute among them.

    A whole due when agreed is earned under the version in force, except while the result that it pays for is in
    dispute; one due when reached, under the version it was reached under.
    """
    reached = _reached(metric, standing)
    due = reached
    if line.part.due == "agreed":
        due = line.version == mine.in_force and (reached or not _reached(metric, every))
    return earned(line.part, standing, mine.currency or "", due=due)


def _reached(metric: Metric, standing: int) -> bool:
    return standing > 0 and (metric.kind == "target" or standing >= (metric.target or 1))


def _asked(mine: Reconciled, fact: Any, said: Envelope) -> None:
    mine.asked = requests.told(mine.asked, fact, said)
    price = getattr(fact, "charge", None) or getattr(fact, "price", None)
    mine.currency = mine.currency or (price.currency if price else None)
    _charge(mine)


def _charge(mine: Reconciled) -> None:
    """What the request comes to, which the customer owes whoever pays."""
    if mine.asked is None:
        return
    planned, earned_ = requests.owed(mine.asked)
    for sums in (mine, _payer(mine, Party.CUSTOMER.value)):
        sums.planned, sums.earned, sums.balance = planned, earned_, earned_ - sums.paid


def _paid(mine: Reconciled, fact: PaymentNoted, said: Envelope) -> None:
    mine.currency = mine.currency or fact.amount.currency
    noted = Paid(amount=fact.amount.amount, payer=fact.payer, bill=fact.bill, said=word(said), corrected_from=[])
    mine.payments[str(said.version)] = noted
    _pay(mine, noted, 1)


def _corrected(mine: Reconciled, fact: PaymentCorrected, at: int) -> None:
    paid = mine.payments[str(fact.corrects)]
    _pay(mine, paid, -1)
    paid.corrected_from.append(Wrong(corrected_at=at, amount=paid.amount, payer=paid.payer, bill=paid.bill))
    paid.amount, paid.payer, paid.bill = fact.amount.amount, fact.payer, fact.bill
    _pay(mine, paid, 1)


def _pay(mine: Reconciled, paid: Paid, sign: int) -> None:
    for sums in (mine, _payer(mine, paid.payer)):
        sums.paid += sign * paid.amount
        sums.balance = sums.earned - sums.paid


def _payer(mine: Reconciled, payer: str) -> Sums:
    """A payer's sums, under the name as it was first written."""
    known = payer if payer in mine.payers else meant(payer, mine.payers)
    return mine.payers.setdefault(known or payer, Sums())


def on_day(mine: Reconciled, day: date) -> Reconciled:
    """The same, with the version whose results count on that day; what is due when agreed stays so by the agreement."""
    return replace(mine, in_force=version_on(mine.results.since, day.isoformat()))


RECONCILE: Projection[Reconciled] = Projection(
    name="reconcile",
    version=7,
    document=Reconciled,
    facts=FACTS,
    keys=keys,
    evolve=evolve,
    on_day=on_day,
)
