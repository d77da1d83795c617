"""Reconcile: what was planned, earned, disputed and paid (domain 0, Terms)."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from domain.engagement.no import NoSaid
from domain.engagement.outcome import OutcomeAgreed, OutcomeProposed
from domain.engagement.payments import PaymentCorrected, PaymentNoted
from domain.engagement.requests import RequestAccepted, RequestCountered, RequestDone, RequestMade, RequestWithdrawn
from domain.engagement.shared.terms import ZERO, rule_of
from domain.fact import Envelope, Recorded
from domain.names import meant
from domain.vocabulary import Party
from domain.when import first_day
from projections import requests
from projections.reconcile.later import later
from projections.reconcile.rows import Line, Paid, Priced, Reconciled, Sums, Wrong
from projections.shared import tally
from projections.shared.documents.by_word import AmountsByWord
from projections.shared.documents.tally import version_on
from projections.shared.earning import Priced as Of
from projections.shared.earning import of_results
from projections.shared.projection import Projection
from projections.shared.words import agreed_on, word

FACTS = (
    tally.CHANGES
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


def evolve(reconciled: Reconciled | None, recorded: Recorded[Any]) -> Reconciled | None:
    fact, entry = recorded.entry.body, recorded.entry
    if reconciled is None:
        if not isinstance(fact, (OutcomeProposed, PaymentNoted)) and not _priced(fact):
            return None
        reconciled = _begun(fact, entry)
    match fact:
        case OutcomeProposed():
            metric, price, plan = fact.terms.metric, list(fact.terms.price), list(fact.terms.plan)
            priced = Priced(metric=metric, price=price, plan=plan, proposed=word(entry))
            priced.counts_from, priced.rule = fact.terms.counts_from or None, rule_of(fact.terms)
            reconciled.versions[str(fact.version)] = priced
        case OutcomeAgreed() if str(fact.version) in reconciled.versions:
            reconciled.versions[str(fact.version)].agreed = word(entry)
            _price(reconciled, entry.zone)
        case PaymentNoted():
            _paid(reconciled, fact, entry)
        case PaymentCorrected() if str(fact.corrects) in reconciled.payments:
            _corrected(reconciled, fact, entry.version)
        case RequestMade() | RequestCountered() | RequestAccepted() | RequestWithdrawn() | RequestDone() | NoSaid():
            _asked(reconciled, fact, entry)
        case OutcomeAgreed() | PaymentCorrected():
            reconciled.left_out += 1
        case _:
            _followed(reconciled, fact, entry)
    return reconciled


def finish(reconciled: Reconciled) -> Reconciled:
    """With what counts, where that follows from all results and not from each."""
    if tally.finish(reconciled.results):
        _earn_all(reconciled)
        reconciled.later = later(reconciled.results, reconciled.lines, partial(_priced_by, reconciled))
    return reconciled


def _priced(fact: Any) -> bool:
    """Whether it is a request that may cost something by itself, not by another version of an outcome."""
    return isinstance(fact, RequestMade) and fact.effect.how != "version"


def _begun(fact: OutcomeProposed | PaymentNoted | RequestMade, envelope: Envelope) -> Reconciled:
    outcome, currency = None if isinstance(fact, RequestMade) else fact.outcome, None
    if isinstance(fact, OutcomeProposed):
        currency = fact.terms.currency
    elif isinstance(fact, PaymentNoted):
        currency = fact.amount.currency
    return Reconciled(
        engagement=envelope.stream.partition("/")[2],
        time_zone=envelope.zone,
        outcome=outcome or "-",
        request=None if isinstance(fact, OutcomeProposed) else fact.request,
        currency=currency,
        lines=[],
        payers={},
        payments={},
        versions={},
        results=tally.tally(),
    )


def _followed(reconciled: Reconciled, fact: tally.CHANGES, envelope: Envelope) -> None:
    known = tally.of_known(fact, reconciled.versions)
    if not known or not tally.follow(reconciled.results, fact, envelope, envelope.zone):
        reconciled.left_out += 1
    elif not tally.judged_together(reconciled.results):  # else it is counted once all is told, by `finish`
        _earn_all(reconciled)


def _earn_all(reconciled: Reconciled) -> None:
    for line in reconciled.lines:
        _earn(reconciled, line)


def _price(reconciled: Reconciled, zone: str) -> None:
    """Makes every line anew from the versions that were agreed, each from its day on."""
    agreed = {int(n): version for n, version in reconciled.versions.items() if version.agreed}
    since = {
        str(n): first_day(version.counts_from or version.agreed.on, zone)
        for n, version in agreed.items()
        if version.agreed
    }
    tally.agree(reconciled.results, since, {str(n): version.rule for n, version in agreed.items()})
    reconciled.in_force = max(agreed, default=None)
    reconciled.lines = [Line(version=n, part=part) for n, version in agreed.items() for part in version.price]
    for sums in (reconciled, *reconciled.payers.values()):
        sums.earned = sums.in_dispute = sums.provisional = sums.planned = ZERO
        sums.by_word, sums.balance = AmountsByWord(), -sums.paid
    for planned in agreed[reconciled.in_force].plan if reconciled.in_force else ():
        for sums in (reconciled, _payer(reconciled, planned.payer)):
            sums.planned += planned.amount
    for line in reconciled.lines:
        _payer(reconciled, line.part.payer)
        _earn(reconciled, line)


def _earn(reconciled: Reconciled, line: Line) -> None:
    """Moves the line, and the sums that it is part of, by the difference."""
    now = of_results(line.part, _priced_by(reconciled, line.version), reconciled.results)
    if now == (line.earned, line.in_dispute, line.provisional, line.by_word):
        return
    for sums in (reconciled, _payer(reconciled, line.part.payer)):
        sums.earned += now.earned - line.earned
        sums.in_dispute += now.in_dispute - line.in_dispute
        sums.provisional += now.provisional - line.provisional
        sums.by_word.add_all(now.by_word)
        sums.by_word.add_all(line.by_word, -1)
        sums.balance = sums.earned - sums.paid
    line.earned, line.in_dispute, line.provisional, line.by_word = now


def _priced_by(reconciled: Reconciled, number: int) -> Of:
    """What that version, which was agreed, says of money."""
    version = reconciled.versions[str(number)]
    assert version.agreed is not None
    return Of(
        version=number,
        metric=version.metric,
        currency=reconciled.currency or "",
        agreed_on=agreed_on(version.proposed, version.agreed),
        in_force=number == reconciled.in_force,
    )


def _asked(reconciled: Reconciled, fact: Any, envelope: Envelope) -> None:
    reconciled.asked = requests.after(reconciled.asked, fact, envelope)
    price = getattr(fact, "charge", None) or getattr(fact, "price", None)
    reconciled.currency = reconciled.currency or (price.currency if price else None)
    _charge(reconciled)


def _charge(reconciled: Reconciled) -> None:
    """Adds what the request comes to, which the customer owes."""
    if reconciled.asked is None:
        return
    planned, earned_ = requests.owed(reconciled.asked)
    for sums in (reconciled, _payer(reconciled, Party.CUSTOMER.value)):
        sums.planned, sums.earned, sums.balance = planned, earned_, earned_ - sums.paid
        sums.by_word = AmountsByWord()
        sums.by_word.add(requests.done_by(reconciled.asked), earned_)


def _paid(reconciled: Reconciled, fact: PaymentNoted, envelope: Envelope) -> None:
    reconciled.currency = reconciled.currency or fact.amount.currency
    noted = Paid(amount=fact.amount.amount, payer=fact.payer, bill=fact.bill, said=word(envelope), corrected_from=[])
    reconciled.payments[str(envelope.version)] = noted
    _pay(reconciled, noted, 1)


def _corrected(reconciled: Reconciled, fact: PaymentCorrected, at: int) -> None:
    paid = reconciled.payments[str(fact.corrects)]
    _pay(reconciled, paid, -1)
    paid.corrected_from.append(Wrong(corrected_at=at, amount=paid.amount, payer=paid.payer, bill=paid.bill))
    paid.amount, paid.payer, paid.bill = fact.amount.amount, fact.payer, fact.bill
    _pay(reconciled, paid, 1)


def _pay(reconciled: Reconciled, paid: Paid, sign: int) -> None:
    for sums in (reconciled, _payer(reconciled, paid.payer)):
        sums.paid += sign * paid.amount
        sums.balance = sums.earned - sums.paid


def _payer(reconciled: Reconciled, payer: str) -> Sums:
    """A payer's sums, under the name as it was first written."""
    known = payer if payer in reconciled.payers else meant(payer, reconciled.payers)
    return reconciled.payers.setdefault(known or payer, Sums())


def on_day(reconciled: Reconciled, day: date) -> Reconciled:
    """The same, with the version whose results count on that day; what is due when agreed stays so by the agreement."""
    dated = by_day(reconciled, day)
    return replace(dated, in_force=version_on(reconciled.results.since, day.isoformat()))


def by_day(reconciled: Reconciled, day: date) -> Reconciled:
    """The same, with what has come to count by that day."""
    results = tally.by_day(reconciled.results, day)
    if results is reconciled.results:
        return reconciled
    dated = replace(reconciled, results=results, later={})
    for name in ("lines", "payers", "by_word"):
        setattr(dated, name, deepcopy(getattr(reconciled, name)))
    _earn_all(dated)
    return dated


RECONCILE: Projection[Reconciled] = Projection(
    name="reconcile",
    version=9,
    document=Reconciled,
    facts=FACTS,
    keys=keys,
    evolve=evolve,
    finish=finish,
    on_day=on_day,
    by_day=by_day,
    short=(
        "engagement",
        "outcome",
        "request",
        "planned",
        "earned",
        "provisional",
        "in_dispute",
        "paid",
        "balance",
        "currency",
    ),
)
