"""A no, which keeps what both want: never bare, always with its reason and a way forward (texts 003 and 004).

“Willing to say no even when saying yes could produce a short-term win”: what that win would have been is said too.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol, TypeAlias

from rpds import HashTrieSet

from domain.access import S, may
from domain.command import Command, field
from domain.engagement.shared.requested import WAITING, Requests, request
from domain.engagement.shared.standing import Outcomes, named
from domain.engagement.shared.terms import Fixed
from domain.errors import AlreadyNamed, Invalid, NotNow, NoWayForward
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.vocabulary import Cost, Money, Slug, Words, chosen, value

Reason = Literal["outcome", "fit", "expertise", "capacity"]
Way = Literal["another-approach", "referral", "errand", "ask-again"]


@value
class WayForward:
    """What there is instead: another approach, somebody else, an errand, or when to ask again."""

    kind: Way
    says: Words


class NoSaid(Fact, frozen=True, kw_only=True):
    """The seller said no to what was asked; the why in full stands on the envelope, `forgone` is what it costs now."""

    type = "no-said.v1"
    no: Slug
    asked: Words
    reason: Reason
    way_forward: WayForward
    forgone: Money
    outcome: Slug | None = None
    request: Slug | None = None


class SayNo(Command, name="no.say", about="no", may=may(S, why=True)):
    """Say no to a request: the reason, what to do instead, and the income given up."""

    no: Slug | None = None
    asked: Words | None = field(None, description="What was asked, in words; a request has its own.")
    request: Slug | None = field(None, description="The request that it answers; or name it first: no say r-1.")
    reason: Reason | None = field(
        None, description="What it rests on: the outcome, the fit, our expertise or our capacity."
    )
    way_forward: WayForward | None = None
    forgone: Cost | None = field(None, description="What a yes would have brought now; 0 is an answer.")
    outcome: Slug | None = field(None, description="The outcome for whose sake it is said.")


NoFact = NoSaid
NoCommand = SayNo
Nos: TypeAlias = "HashTrieSet[str]"


class Reads(Protocol):
    @property
    def fixed(self) -> Fixed: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def nos(self) -> Nos: ...
    @property
    def requests(self) -> Requests: ...


def decide(command: NoCommand, engagement: Reads, _today: date) -> tuple[NoFact, ...]:
    name = chosen(command.no, "n", engagement.nos)
    if name in engagement.nos:
        raise AlreadyNamed.of("there is a no {no} already", no=name)
    asked = _asked(command, engagement.requests)
    if command.way_forward is None:
        raise NoWayForward(asked=asked)
    if command.reason is None:
        raise Invalid(
            "a no rests on the outcome, fit, expertise or capacity: say which, as --reason fit", where="reason"
        )
    if command.forgone is None:
        raise Invalid("say what a yes would have brought now, as --forgone 0", where="forgone")
    if command.outcome is not None:
        named(engagement.outcomes, command.outcome)
    refusal = NoSaid(
        no=name,
        asked=asked,
        reason=command.reason,
        way_forward=command.way_forward,
        forgone=Money(amount=command.forgone, currency=engagement.fixed.currency),
        outcome=command.outcome,
        request=command.request,
    )
    return (refusal,)


def _asked(command: SayNo, requests: Requests) -> str:
    """What was asked, in the words of the request where it answers one. Invalid, Unknown or NotNow."""
    if command.request is None:
        if command.asked is None:
            raise Invalid("say what was asked, or which request it answers, as --request r-1", where="asked")
        return command.asked
    made = request(requests, command.request)
    if made.status not in WAITING:
        raise NotNow.of("{request} is {status}", request=command.request, status=made.status)
    return command.asked or made.says


def evolve(state: Nos, fact: NoFact, _envelope: Envelope, _zone: str) -> Nos:
    return state.insert(fact.no)


def binds(command: NoCommand, engagement: Reads) -> bool:
    """A no to what was accepted takes back a price that both agreed."""
    answered = engagement.requests.get(command.request) if command.request else None
    return answered is not None and answered.status == "accepted"


NO = Practice(NoFact, NoCommand, decide, "nos", evolve, binds=binds)
