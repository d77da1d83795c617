"""Where requests stand, and what each does to outcome and price: values that several practices read (text 004)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace
from rpds import HashTrieMap

from domain.currencies import in_coins, smallest_coin
from domain.engagement.shared.standing import EVER_AGREED, Outcomes, Proposal, in_force, only_agreed
from domain.engagement.shared.terms import ZERO, by_the_hour
from domain.errors import Invalid, NotNow, Unknown
from domain.later import after, last_instant, told_after
from domain.said import worded
from domain.vocabulary import Money, Slug, Version, digest, value
from domain.when import first_day, last_day

Kind = Literal["hours", "remove", "support", "terms", "errand"]
How = Literal["version", "per-unit", "own-line", "stays"]
RequestStatus = Literal["open", "countered", "accepted", "refused", "withdrawn", "done"]
WAITING: tuple[RequestStatus, ...] = ("open", "countered", "accepted")
TOLD: dict[How, str] = {
    "version": "nothing changes until both agree another version of {of}, and nothing is charged without it",
    "per-unit": "{of} is paid by the {unit}: {amount}",
    "own-line": "no outcome changes; its cost and premium are said first, and it is a line of its own on the bill",
    "stays": "no outcome changes, and no price; what is to cost something is countered first",
}

MOST = Decimal(10**12)


@value
class Effect:
    """What a request does to outcome and price, as it is shown before it is sent. `version` is the one in force; an
    `amount` is what the hours asked for come to.
    """

    how: How
    outcome: Slug | None = None
    version: Version | None = None
    unit: str | None = None
    amount: Money | None = None

    def told(self) -> str:
        """In a sentence."""
        less, given = worded("less work is less to pay"), self.amount
        amount = worded("{amount} {currency} more", amount=given.amount, currency=given.currency) if given else less
        return worded(TOLD[self.how], of=f"{self.outcome} v{self.version}", unit=self.unit, amount=amount)


def mark(kind: Kind, hours: Decimal | None, seen: Effect) -> str:
    """Twelve hex digits that show that the sender has seen the effect of such a request for so many hours."""
    return digest([kind, None if hours is None else f"{hours.normalize():f}", seen])[:12]


def effect(kind: Kind, hours: Decimal | None, outcome: str | None, agreed: Proposal | None, currency: str) -> Effect:
    """What that kind of request does; `agreed` is the version in force of the outcome it is about, if any."""
    if kind == "errand":
        return Effect(how="own-line")
    if kind == "support" or agreed is None or not (agreed.terms.price or kind == "terms"):
        return Effect(how="stays", outcome=outcome, version=agreed.number if agreed else None)
    units = [part for part in agreed.terms.price if part.form == "per-unit"]
    if kind == "terms" or len(units) < len(agreed.terms.price):
        return Effect(how="version", outcome=outcome, version=agreed.number)
    rate = by_the_hour(units)
    # Shown in coins that there are: it is the most that is charged.
    amount = Money(amount=in_coins(rate.amount * hours, currency), currency=currency) if rate and hours else None
    unit = rate.unit if rate else units[0].unit
    # Hours where another unit is paid have no price that anybody could work out: a version says it.
    how: How = "version" if kind == "hours" and amount is None else "per-unit"
    return Effect(how=how, outcome=outcome, version=agreed.number, unit=unit, amount=amount)


def effect_of(kind: Kind, hours: Decimal | None, outcome: str | None, outcomes: Outcomes, currency: str) -> Effect:
    """The same under the terms in force, of the outcome that is named or the only one agreed."""
    if outcome is None and kind in ("hours", "remove", "terms"):
        outcome = only_agreed(outcomes, worded("A request for hours, less or other terms is about an agreed outcome"))
    return effect(kind, hours, outcome, in_force(outcomes, outcome) if outcome else None, currency)


class Request(Struct, frozen=True):
    """How far one request has come. `cost` and the percentage `premium` are the most that was agreed or countered with;
    `version` is the version of the terms that it was countered with.
    """

    kind: Kind
    says: str
    effect: Effect
    status: RequestStatus
    hours: Decimal | None
    cost: Decimal = ZERO
    premium: Decimal = ZERO
    version: int | None = None
    since: str = ""
    """The first instant at which it may have been asked for, or countered last."""
    countered: str = ""
    """The instant at which its last counter counts."""


Requests: TypeAlias = "HashTrieMap[str, Request]"
IN_FORCE = tuple(status for status in EVER_AGREED if status != "ended")


def effect_now(made: Request, outcomes: Outcomes, currency: str) -> Effect:
    """What it does under the terms in force now, which may differ from those when it was made."""
    outcome = outcomes.get(made.effect.outcome or "")
    agreed = outcome.agreed if outcome is not None and outcome.status in IN_FORCE else None
    return effect(made.kind, made.hours, made.effect.outcome, agreed, currency)


def request(requests: Requests, name: str) -> Request:
    """The request of that name; Unknown when there is none."""
    request = requests.get(name)
    if request is None:
        raise Unknown.of("there is no request {request}", request=name)
    return request


def with_premium(cost: Decimal, premium: Decimal, currency: str) -> Decimal:
    """The cost and so many percent of it, to the smallest coin; a cost that has no smaller part is itself."""
    whole = cost + cost * premium / 100
    if whole >= MOST:
        raise Invalid("an amount has at most twelve digits before the point", where="premium")
    return whole.quantize(smallest_coin(currency), ROUND_HALF_UP) if premium else in_coins(cost, currency)


def check_since(name: str, made: Request, when: str, zone: str) -> None:
    """Raises NotNow where what is said of it is dated before it was asked for, or before the counter that holds."""
    if last_instant(when, zone) < made.since:
        asked = "{request} was asked for on {on}: say that day or later"
        countered = "{request} was countered on {on}: say that day or later"
        raise NotNow.of(countered if made.countered else asked, request=name, on=first_day(made.since, zone))


def check_countered(name: str, made: Request, when: str, zone: str) -> None:
    """Raises NotNow where a counter is dated before the request, or no later than the last: which of the two can be
    accepted would be decided by the order in which they were recorded.
    """
    if not made.countered:
        check_since(name, made, when, zone)
    elif not after(when, made.countered, zone):
        says = "{request} was countered on {on}, and the later counter holds: this one is said {later}"
        on, later = last_day(made.countered, zone), told_after(made.countered, zone)
        raise NotNow.of(says, request=name, on=on, later=later)


def agreed(requests: Requests, outcome: str, version: int) -> Requests:
    """The requests that were countered with this version are accepted, now that both agree it."""
    return _answered(requests, outcome, range(version, version + 1), "accepted")


def turned_down(requests: Requests, outcome: str, version: int) -> Requests:
    """The requests that were countered with this version are open again: nobody can agree it any more."""
    return _answered(requests, outcome, range(version, version + 1), "open")


def replaced(requests: Requests, outcome: str, version: int) -> Requests:
    """The requests countered with an earlier version are open again, now that this one is proposed instead."""
    return _answered(requests, outcome, range(version), "open")


def refused(requests: Requests, name: str) -> Requests:
    """The request is refused by a no, which says the way forward."""
    old = requests.get(name)
    return requests.insert(name, replace(old, status="refused")) if old else requests


def _answered(requests: Requests, outcome: str, versions: range, status: RequestStatus) -> Requests:
    for name, request in list(requests.items()):
        if request.status == "countered" and request.effect.outcome == outcome and request.version in versions:
            requests = requests.insert(name, replace(request, status=status))
    return requests
