"""What the customer asks for: more hours, less in it, support, other terms, an errand (text 004).

Its effect on outcome and price is seen before it is sent, and nothing is ever charged in silence: a price is countered
and accepted, and where the price is for the result, only another version that both agree changes it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Protocol, assert_never

from msgspec.structs import replace

from domain.access import C, S, may
from domain.command import Command, field
from domain.engagement.shared import requested
from domain.engagement.shared.requested import Effect, Kind, Request, Requests, RequestStatus
from domain.engagement.shared.sentences import COSTS_NOW, NO_OUTCOME, NOT_YOUR_TURN, NOT_YOURS, RIGHT_TOO
from domain.engagement.shared.standing import Outcomes, named
from domain.engagement.shared.terms import ZERO, Fixed
from domain.errors import (
    AgreeTheVersion,
    AlreadyNamed,
    ChangedSince,
    EffectChanged,
    EffectFirst,
    Invalid,
    MoreThanAgreed,
    NeedsAgreement,
    NotNow,
    NotYourWord,
)
from domain.fact import Envelope, Fact
from domain.later import counts_at, first_instant
from domain.practice import Practice
from domain.step import WayOut
from domain.vocabulary import Cost, Label, Money, NotNegative, Number, Party, Slug, Taken, Version, Words, chosen


class RequestMade(Fact, frozen=True, kw_only=True):
    """The customer asks for something, and has seen what it does to outcome and price."""

    type = "request-made.v1"
    gives = "request"
    request: Slug
    kind: Kind
    says: Words
    hours: Number | None = None
    effect: Effect


class RequestCountered(Fact, frozen=True, kw_only=True):
    """The seller answers with another way, a price, or a version that waits to be agreed. `price` is the cost with its
    premium, to the cent.
    """

    type = "request-countered.v1"
    request: Slug
    says: Words
    cost: Money | None = None
    premium_percent: NotNegative | None = None
    price: Money | None = None
    outcome: Slug | None = None
    version: Version | None = None


class RequestAccepted(Fact, frozen=True, kw_only=True):
    """Whose turn it was says yes; `price` is the most that it may cost, 0 where it costs nothing."""

    type = "request-accepted.v1"
    request: Slug
    price: Money


class RequestWithdrawn(Fact, frozen=True, kw_only=True):
    """The customer takes it back."""

    type = "request-withdrawn.v1"
    request: Slug


class RequestDone(Fact, frozen=True, kw_only=True):
    """It is done: what it cost, the premium on it, and both as one line of the bill."""

    type = "request-done.v1"
    request: Slug
    cost: Money
    premium: Money
    charge: Money
    bill: Label | None = None


class MakeRequest(Command, name="request.make", about="request", may=may(C)):
    """Ask for more hours, less work, support, other terms or a side job; you see first what it does to the price."""

    request: Slug | None = field(None, description="Its name; without one it gets the next.")
    kind: Kind = field(description="What is asked for.", examples=["errand"])
    says: Words = field(description="In the customer's words.", examples=["file our permit at the town hall"])
    hours: NotNegative | None = field(None, description="How many hours more.")
    outcome: Slug | None = field(None, description="The outcome it is about; by default the one agreed.")
    effect: Slug | None = field(
        None, description="The code shown with the effect; without it the effect is shown, and nothing is sent."
    )


class CounterRequest(Command, name="request.counter", about="request", may=may(S, why=True, role="agrees")):
    """Answer a request with another solution, a price, or a new version of the outcome's terms."""

    request: Slug = field(examples=["r-1"])
    says: Words = field(description="What you would do.", examples=["we go there on Friday"])
    cost: Cost | None = field(None, description="What it costs, in the engagement's currency.", examples=["900"])
    premium: NotNegative | None = field(None, description="What you put on top, in percent.", examples=["15"])
    version: Version | None = field(None, description="The version of its outcome that waits to be agreed.")


class AcceptRequest(Command, name="request.accept", about="request", may=may(S, C, role="agrees")):
    """Accept: the seller what was asked, the customer the counter-offer."""

    patient = False
    request: Slug = field(examples=["r-1"])
    price: NotNegative | None = field(
        None, description="The most that it may cost, as you read it; another price is refused.", examples=["1035"]
    )


class WithdrawRequest(Command, name="request.withdraw", about="request", may=may(C)):
    """Take a request back."""

    request: Slug = field(examples=["r-1"])


class FinishRequest(Command, name="request.done", about="request", may=may(S)):
    """Record that it is done, and what it cost: never more than was agreed."""

    request: Slug = field(examples=["r-1"])
    cost: Cost | None = field(None, description="What it cost; by default what was agreed.", examples=["900"])
    bill: Label | None = field(None, description="The bill that has it as a line of its own.", examples=["2026-17"])


RequestFact = RequestMade | RequestCountered | RequestAccepted | RequestWithdrawn | RequestDone
RequestCommand = MakeRequest | CounterRequest | AcceptRequest | WithdrawRequest | FinishRequest
MOVES: dict[type[Fact], RequestStatus] = {
    RequestAccepted: "accepted",
    RequestWithdrawn: "withdrawn",
    RequestDone: "done",
}


class Reads(Protocol):
    @property
    def fixed(self) -> Fixed: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def requests(self) -> Requests: ...
    @property
    def taken(self) -> Taken: ...
    @property
    def referrals(self) -> Collection[str]: ...


def decide(command: RequestCommand, engagement: Reads, today: date) -> tuple[RequestFact, ...]:
    if isinstance(command, MakeRequest):
        return (_made(command, engagement),)
    request = requested.request(engagement.requests, command.request)
    dated = (command.request, request, command.occurred_at or today.isoformat(), engagement.fixed.zone)
    match command:
        case CounterRequest():
            _in(request, command.request, "open", "countered")
            requested.check_countered(*dated)
            return (_countered(command, request, engagement),)
        case AcceptRequest():
            _in(request, command.request, "open", "countered")
            requested.check_since(*dated)
            return (_accepted(command, request, engagement),)
        case WithdrawRequest():
            _in(request, command.request, "open", "countered")
            return (RequestWithdrawn(request=command.request),)
        case FinishRequest():
            _in(request, command.request, "accepted")
            requested.check_since(*dated)
            return (_done(command, request, engagement.fixed.currency),)
        case _:
            assert_never(command)


def evolve(state: Requests, fact: RequestFact, envelope: Envelope, zone: str) -> Requests:
    since = first_instant(envelope.occurred_at, zone)
    if isinstance(fact, RequestMade):
        new = Request(kind=fact.kind, says=fact.says, effect=fact.effect, status="open", hours=fact.hours, since=since)
        return state.insert(fact.request, new)
    old = state.get(fact.request)
    if old is None:
        return state
    match fact:
        case RequestCountered():
            cost, premium = fact.cost.amount if fact.cost else ZERO, fact.premium_percent or ZERO
            new = replace(old, status="countered", cost=cost, premium=premium, version=fact.version, since=since)
            new = replace(new, countered=counts_at(envelope.occurred_at, envelope.recorded_at, zone))
        case RequestAccepted() if old.status == "open":
            new = replace(old, status="accepted", cost=fact.price.amount)
        case RequestDone() if old.status != "accepted":
            return state  # whoever accepted it has denied that since: nothing is owed
        case _:
            new = replace(old, status=MOVES[type(fact)])
    return state.insert(fact.request, new)


def _in(request: Request, name: str, *statuses: RequestStatus) -> None:
    if request.status not in statuses:
        raise NotNow.of("{request} is {status}", request=name, status=request.status)


def _made(command: MakeRequest, engagement: Reads) -> RequestMade:
    # Referrals were once named r-1 as well, and keep those names.
    name = chosen(command.request, "r", engagement.requests, engagement.referrals, engagement.taken)
    if name in engagement.requests or name in engagement.taken:
        raise AlreadyNamed.of("there is a request {request} already", request=name)
    if (command.kind == "hours") != bool(command.hours):
        raise Invalid("say how many hours more, with --kind hours and only there", where="hours")
    effect = _effect(command, engagement)
    mark = requested.mark(command.kind, command.hours, effect)
    if command.effect != mark:
        raise EffectFirst(effect.told(), effect=mark)
    return RequestMade(request=name, kind=command.kind, says=command.says, hours=command.hours, effect=effect)


def _effect(command: MakeRequest, engagement: Reads) -> Effect:
    outcomes, currency = engagement.outcomes, engagement.fixed.currency
    return requested.effect_of(command.kind, command.hours, command.outcome, outcomes, currency)


def binds(command: RequestCommand, engagement: Reads) -> bool:
    """Whether it is asked for what has a price already: the other side's yes alone makes it due."""
    return isinstance(command, MakeRequest) and _effect(command, engagement).amount is not None


def _countered(command: CounterRequest, request: Request, engagement: Reads) -> RequestCountered:
    outcome, currency = request.effect.outcome if command.version else None, engagement.fixed.currency
    for effect in (request.effect, requested.effect_now(request, engagement.outcomes, currency)):
        if effect.how == "version" and (command.version is None or command.cost is not None):
            raise NeedsAgreement.of("{effect}: counter with --version", effect=effect.told(), outcome=effect.outcome)
    if command.version is not None:
        waiting = named(engagement.outcomes, outcome).open if outcome else None
        if waiting is None or waiting.number != command.version or waiting.proposed_by is not Party.SELLER:
            raise NotNow.of(NOT_YOURS, version=command.version, outcome=outcome or NO_OUTCOME)
    if command.version is not None and command.cost is not None:
        raise Invalid("the new terms say the price: leave the cost out", where="cost")
    if command.premium is not None and command.cost is None:
        raise Invalid("a premium is added to a cost: give that too, as --cost 900", where="cost")
    price = None if command.cost is None else requested.with_premium(command.cost, command.premium or ZERO, currency)
    return RequestCountered(
        request=command.request,
        says=command.says,
        cost=None if command.cost is None else Money(amount=command.cost, currency=currency),
        premium_percent=command.premium,
        price=None if price is None else Money(amount=price, currency=currency),
        outcome=outcome,
        version=command.version,
    )


def _accepted(command: AcceptRequest, request: Request, engagement: Reads) -> RequestAccepted:
    turn = Party.SELLER if request.status == "open" else Party.CUSTOMER
    if command.party is not turn:
        raise NotYourWord.of(NOT_YOUR_TURN, request=command.request, status=request.status, may=turn.value)
    if request.version is not None:
        raise AgreeTheVersion(outcome=request.effect.outcome, number=request.version)
    currency = engagement.fixed.currency
    now = requested.effect_now(request, engagement.outcomes, currency)
    if request.status == "countered":
        price = requested.with_premium(request.cost, request.premium, currency)
    elif request.effect.how == "version" and now.version in (None, request.effect.version):
        raise NeedsAgreement(request.effect.told(), outcome=request.effect.outcome)
    elif request.effect.how == "version":
        price = ZERO  # both have agreed another version since, and that says what it costs
    elif request.effect.how == "per-unit" and now != request.effect:
        raise EffectChanged(now.told(), request=command.request)
    else:
        price = request.effect.amount.amount if request.effect.amount else ZERO
    if command.price not in (None, price):
        fixed, right = {"request": command.request, "price": str(price)}, RIGHT_TOO
        accept = WayOut(says=right, command="request.accept", place="{name}", side=turn.value, fixed=fixed)
        raise ChangedSince.of(COSTS_NOW, request=command.request, price=price, currency=currency, way_out=accept)
    return RequestAccepted(request=command.request, price=Money(amount=price, currency=currency))


def _done(command: FinishRequest, request: Request, currency: str) -> RequestDone:
    cost = request.cost if command.cost is None else command.cost
    if cost > request.cost:
        raise MoreThanAgreed.of("{more} is more than the {cost} that was agreed", more=cost, cost=request.cost)
    charge = requested.with_premium(cost, request.premium, currency)
    cost = requested.with_premium(cost, ZERO, currency)  # what rounding adds is no premium
    cost_part, premium, whole = (Money(amount=amount, currency=currency) for amount in (cost, charge - cost, charge))
    return RequestDone(request=command.request, cost=cost_part, premium=premium, charge=whole, bill=command.bill)


REQUESTS = Practice(RequestFact, RequestCommand, decide, "requests", evolve, binds=binds)
