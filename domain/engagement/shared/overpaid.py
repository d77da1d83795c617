"""Warns of a payment that is likely a slip: far above what can be owed, or from before there was an engagement.

What is paid is held against the most that agreed prices come to, and may be above it by a tax: prices may be agreed
without one that bills have on top, and no member of the European Union has a standard rate above Hungary's 27 %
(European Commission, Taxes in Europe Database; Directive 2006/112/EC, article 97, names only the least, 15 %). A price
paid twice is above that, and so is one with a digit too many. Where a price per result has no cap, nothing says how
much may be paid ahead: there only more than a hundred times of what was earned is told, as where cents are taken for
euros or a decimal comma for one of thousands. A price by the hour says nothing of its sum, so that nothing is held
against it; nor where a retainer is paid, or nothing was agreed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, Protocol

from domain.currencies import in_coins
from domain.engagement.shared.resulted import Results, standing
from domain.engagement.shared.standing import Outcome, Outcomes, covering
from domain.engagement.shared.terms import ZERO, Fixed, Part, earned
from domain.said import worded
from domain.step import WayOut
from domain.warned import Warned
from domain.when import last_day

if TYPE_CHECKING:
    from domain.engagement.shared.requested import Requests

WITH_TAX = Decimal("1.27")
"""What a bill may come to for each 1 of the price."""
TWO_DIGITS = 100


class Paid(NamedTuple):
    """A payment, as it now stands: its entry, and what it is for, or neither of them for all there is."""

    entry: int
    amount: Decimal
    outcome: str | None
    request: str | None
    when: str


class Opened(Protocol):
    @property
    def opened_on(self) -> date | None: ...


class Reads(Protocol):
    @property
    def fixed(self) -> Fixed: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def requests(self) -> Requests: ...
    @property
    def results(self) -> Results: ...
    @property
    def retainer(self) -> Decimal | None: ...
    @property
    def opening(self) -> Opened: ...


class Due(NamedTuple):
    """What can be owed: a price that has an end (`capped`), or what was earned so far under one that has none."""

    amount: Decimal
    capped: bool

    def bound(self, currency: str) -> Decimal:
        """What may be paid without a word."""
        return in_coins(self.amount * WITH_TAX, currency) if self.capped else self.amount * TWO_DIGITS


ABOVE_PRICE = "paid so far with this: {paid} {currency}; the agreed price comes to {price} {currency} at most"
ABOVE_EARNED = "paid so far with this: {paid} {currency}; {price} {currency} were earned until now"
WRONG_DATE = (
    "if the date is wrong, cancel it with the same amount below 0 and --why, then record it again with the right date"
)
BEFORE_OPENED = "{when} lies before the engagement was opened, on {on}"


def above_price(name: str, this: Paid, every: Sequence[Paid], engagement: Reads) -> Iterator[Warned]:
    """Warns where all that was paid for the same, `this` payment too, is far above what can be owed for it. Money that
    goes back never is. `name` is the engagement's.
    """
    due, currency = _due(this, engagement), engagement.fixed.currency
    if due is None or this.amount <= 0:
        return
    same = [other for other in every if (other.outcome, other.request) == (this.outcome, this.request)]
    paid = sum((other.amount for other in (same if this.outcome or this.request else every)), ZERO)
    if paid <= due.bound(currency):
        return
    slip = worded("if it is a slip, correct it")
    mend = WayOut(
        says=slip, command="payment.correct", place=name, fixed={"corrects": this.entry}, asked=("amount", "why")
    )
    amounts = {"paid": paid, "price": due.amount, "currency": currency}
    says = worded(ABOVE_PRICE, **amounts) if due.capped else worded(ABOVE_EARNED, **amounts)
    yield Warned("ABOVE-PRICE", says, mend)


def before_opened(this: Paid, engagement: Reads) -> Iterator[Warned]:
    """Warns of a payment dated before the engagement was opened, whatever day of a month or a year is meant."""
    opened = engagement.opening.opened_on
    if opened is not None and last_day(this.when, engagement.fixed.zone) < opened:
        mend = WayOut(says=WRONG_DATE)
        yield Warned("BEFORE-OPENED", worded(BEFORE_OPENED, when=this.when, on=opened), mend)


def _due(this: Paid, engagement: Reads) -> Due | None:
    """What can be owed for what it is for; None where nobody can say."""
    if this.request is not None:
        return _of_requests([this.request], engagement)
    if this.outcome is not None:
        return _of_outcome(this.outcome, engagement)
    if engagement.retainer:
        return None
    agreed = [name for name, outcome in engagement.outcomes.items() if outcome.agreements]
    every = [_of_outcome(name, engagement) for name in agreed]
    asked = _of_requests(engagement.requests, engagement) if engagement.requests else None
    known = [due for due in [*every, asked] if due is not None]
    if not known or None in every:
        return None
    return Due(sum((due.amount for due in known), ZERO), all(due.capped for due in known))


def _of_requests(names: Iterable[str], engagement: Reads) -> Due | None:
    """The most that was agreed that these cost; None where none of them costs anything."""
    from domain.engagement.shared.requested import with_premium  # noqa: PLC0415 - most engagements have no request

    currency, requests = engagement.fixed.currency, engagement.requests
    agreed = [requests[name] for name in names if name in requests and requests[name].status in ("accepted", "done")]
    cost = sum((with_premium(request.cost, request.premium, currency) for request in agreed), ZERO)
    return Due(cost, capped=True) if cost else None


def _of_outcome(name: str, engagement: Reads) -> Due | None:
    """The most that the versions come to that were agreed: the dearest whole price, and what results may earn under
    each. None where one is paid by the unit, or none has a price.
    """
    outcome = engagement.outcomes.get(name)
    if outcome is None:  # its proposal was denied since
        return None
    prices = {agreement.proposal.number: agreement.proposal.terms.price for agreement in outcome.agreements}
    parts = [part for price in prices.values() for part in price]
    if not parts or any(part.form == "per-unit" for part in parts):
        return None
    whole = max(sum((part.amount for part in price if part.form == "whole"), ZERO) for price in prices.values())
    each = [part for part in parts if part.form == "per-result"]
    if all(part.cap is not None for part in each):
        due = Due(sum((part.cap for part in each if part.cap is not None), whole), capped=True)
    else:
        due = Due(whole + _earned(name, outcome, prices, engagement), capped=False)
    return due if due.amount else None


def _earned(name: str, outcome: Outcome, prices: Mapping[int, Iterable[Part]], engagement: Reads) -> Decimal:
    """What the results that stand have earned, each under the version that covers it."""
    under = Counter[int]()
    for result in standing(engagement.results, name):
        number = result.version if result.named else covering(outcome, result.day).number
        under[number] += result.quantity
    currency = engagement.fixed.currency
    each = (earned(part, under[number], currency, due=False) for number in prices for part in prices[number])
    return sum(each, ZERO)
