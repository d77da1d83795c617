"""Little things, tried freely for the agreed outcome at no cost to the customer, each with its why (text 000)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Protocol, assert_never

from domain.access import C, S, may
from domain.command import Command
from domain.engagement.shared.sentences import FIRST_ACCEPTED, waiting
from domain.engagement.shared.standing import (
    Expertise,
    Outcomes,
    Things,
    ThingStatus,
    in_force,
    move,
    named,
    only_agreed,
    thing,
)
from domain.engagement.shared.terms import ZERO, Fixed
from domain.errors import AlreadyNamed, Invalid, NeedsTheirWord, NothingAgreed, NotNow, Priced
from domain.fact import Envelope, Fact
from domain.links import by_name
from domain.marks import limits
from domain.practice import Practice
from domain.vocabulary import Cost, Label, Money, Slug, When, Words, chosen
from domain.warned import Warned
from domain.when import days_after

Size = Literal["little", "big"]
WhyKind = Literal["intuition", "observation", "measured", "asked"]
Touch = Literal["time", "place", "people"]
Obstacle = Literal["effort-billing", "customer-cuts-it", "own-doubt", "hard-to-justify", "other"]
REVIEW_DAYS = 30


class TriggerNoticed(Fact, frozen=True, kw_only=True):
    """Something made a little thing possible: "the customer is located in the same city"."""

    type = "trigger-noticed.v1"
    link = by_name("habit")
    says: Words
    habit: Label | None = None


class ExtraMileOffered(Fact, frozen=True, kw_only=True):
    """A thing offered for an outcome's version; `asked` when it first needs the customer's word."""

    type = "extra-mile-offered.v1"
    gives = "thing"
    link = by_name("reuses")
    thing: Slug
    size: Size
    says: Words
    why_kind: WhyKind
    hypothesis: Words
    outcome: Slug
    version: int
    asked: bool
    touches: tuple[Touch, ...] = ()
    area: Label | None = None
    cost_to_seller: Money | None = None
    worst_for_customer: Words | None = None
    worst_for_seller: Words | None = None
    reuses: Label | None = None
    review_by: When


class ExtraMileAccepted(Fact, frozen=True, kw_only=True):
    """The customer said yes to it."""

    type = "extra-mile-accepted.v1"
    thing: Slug


class ExtraMileDeclined(Fact, frozen=True, kw_only=True):
    """The customer said no to it."""

    type = "extra-mile-declined.v1"
    thing: Slug


class ExtraMileDone(Fact, frozen=True, kw_only=True):
    """It was done."""

    type = "extra-mile-done.v1"
    thing: Slug


class ExtraMileWithdrawn(Fact, frozen=True, kw_only=True):
    """The seller took the offer back."""

    type = "extra-mile-withdrawn.v1"
    thing: Slug


class ExtraMileHeldBack(Fact, frozen=True, kw_only=True):
    """A thing not offered, and what stood in its way."""

    type = "extra-mile-held-back.v1"
    gives = "thing"
    thing: Slug
    says: Words
    obstacle: Obstacle
    words: Words | None = None


class NoticeTrigger(Command, name="extra.notice", may=may(S)):
    """Note a chance for a little thing; `sameside report learning` shows them."""

    says: Words
    habit: Label | None = None


class OfferExtraMile(Command, name="extra.offer", about="thing", may=may(S, why=True)):
    """Offer a little thing for an agreed outcome, free for the customer, and say why."""

    thing: Slug | None = None
    says: Words
    hypothesis: Words
    outcome: Slug | None = None
    size: Size = "little"
    why_kind: WhyKind = "intuition"
    touches: Annotated[tuple[Touch, ...], limits(max_length=12)] = ()
    area: Label | None = None
    cost_to_customer: Cost = ZERO
    cost_to_seller: Cost | None = None
    worst_for_customer: Words | None = None
    worst_for_seller: Words | None = None
    reuses: Label | None = None
    review_by: When | None = None
    done: bool = False


class AcceptExtraMile(Command, name="extra.accept", about="thing", may=may(C)):
    """Accept a little thing."""

    thing: Slug


class DeclineExtraMile(Command, name="extra.decline", about="thing", may=may(C)):
    """Decline a little thing."""

    thing: Slug


class DoExtraMile(Command, name="extra.do", about="thing", may=may(S)):
    """Record that a little thing was done."""

    thing: Slug


class WithdrawExtraMile(Command, name="extra.withdraw", about="thing", may=may(S, why=True)):
    """Take an offer back."""

    thing: Slug


class HoldBackExtraMile(Command, name="extra.hold-back", about="thing", may=may(S, why=True)):
    """Record a little thing that you did not offer, and what stood in its way."""

    thing: Slug | None = None
    says: Words
    obstacle: Obstacle
    words: Words | None = None


LittleThingFact = (
    TriggerNoticed
    | ExtraMileOffered
    | ExtraMileAccepted
    | ExtraMileDeclined
    | ExtraMileDone
    | ExtraMileWithdrawn
    | ExtraMileHeldBack
)
LittleThingCommand = (
    NoticeTrigger
    | OfferExtraMile
    | AcceptExtraMile
    | DeclineExtraMile
    | DoExtraMile
    | WithdrawExtraMile
    | HoldBackExtraMile
)

MOVES: dict[type[Fact], ThingStatus] = {
    ExtraMileAccepted: "accepted",
    ExtraMileDeclined: "declined",
    ExtraMileDone: "done",
    ExtraMileWithdrawn: "withdrawn",
    ExtraMileHeldBack: "held-back",
}


class Reads(Protocol):
    @property
    def fixed(self) -> Fixed: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def things(self) -> Things: ...
    @property
    def expertise(self) -> Expertise: ...


def decide(command: LittleThingCommand, engagement: Reads, today: date) -> tuple[LittleThingFact, ...]:
    """`today` is the day the command counts on, in the engagement's zone."""
    things = engagement.things
    match command:
        case NoticeTrigger():
            return (TriggerNoticed(says=command.says, habit=command.habit),)
        case OfferExtraMile():
            return _offered(command, engagement, today)
        case HoldBackExtraMile():
            name = chosen(command.thing, "x", things)
            if name in things:
                raise AlreadyNamed.of("there is a little thing {thing} already", thing=name)
            if command.obstacle == "other" and command.words is None:
                raise Invalid("another obstacle needs its words", where="words")
            return (ExtraMileHeldBack(thing=name, says=command.says, obstacle=command.obstacle, words=command.words),)
        case AcceptExtraMile():
            return (ExtraMileAccepted(thing=_now(things, command.thing, "offered", "asked")),)
        case DeclineExtraMile():
            return (ExtraMileDeclined(thing=_now(things, command.thing, "offered", "asked")),)
        case DoExtraMile():
            if thing(things, command.thing).status == "asked":
                raise NeedsTheirWord(thing=command.thing)
            return (ExtraMileDone(thing=_now(things, command.thing, "offered", "accepted")),)
        case WithdrawExtraMile():
            return (ExtraMileWithdrawn(thing=_now(things, command.thing, "offered", "asked", "accepted")),)
        case _:
            assert_never(command)


def settle(picked: str | None, passed: tuple[str, ...], things: Things) -> tuple[LittleThingFact, ...]:
    """Moves the little things that a choice's options name: the chosen one is accepted, the others are declined."""
    accepted: tuple[LittleThingFact, ...] = ()
    if picked is not None and thing(things, picked).status != "accepted":
        accepted = (ExtraMileAccepted(thing=_now(things, picked, "offered", "asked")),)
    waiting = (name for name in passed if name != picked and thing(things, name).status in {"offered", "asked"})
    return (*accepted, *(ExtraMileDeclined(thing=name) for name in waiting))


def evolve(state: Things, fact: LittleThingFact, _envelope: Envelope, _zone: str) -> Things:
    if isinstance(fact, TriggerNoticed):
        return state
    if isinstance(fact, ExtraMileOffered):
        return move(state, fact.thing, "asked" if fact.asked else "offered")
    return move(state, fact.thing, MOVES[type(fact)])


def _offered(command: OfferExtraMile, engagement: Reads, today: date) -> tuple[LittleThingFact, ...]:
    name = chosen(command.thing, "x", engagement.things)
    if name in engagement.things and engagement.things[name].status != "held-back":
        raise AlreadyNamed.of("there is a little thing {thing} already", thing=name)
    outcome = command.outcome or only_agreed(engagement.outcomes)
    if named(engagement.outcomes, outcome).agreed is None:
        raise NothingAgreed.of("{outcome} is not agreed", outcome=outcome)
    if command.cost_to_customer:
        raise Priced(outcome=outcome, cost=str(command.cost_to_customer))
    area = command.area and engagement.expertise.spelled(command.area)
    whose = engagement.expertise.in_the_way(area, outcome)
    big = command.size == "big"
    asked = bool(command.touches or whose or big) or command.worst_for_customer is not None
    if command.done and asked:
        raise NeedsTheirWord(waiting(area, whose, big=big), thing=name, way_out=FIRST_ACCEPTED)
    cost = command.cost_to_seller
    same = ("size", "says", "why_kind", "hypothesis", "worst_for_customer", "worst_for_seller", "reuses")
    offered = ExtraMileOffered(
        thing=name,
        outcome=outcome,
        version=in_force(engagement.outcomes, outcome, ("agreed", "reached")).number,
        asked=asked,
        area=area,
        touches=tuple(dict.fromkeys(command.touches)),
        cost_to_seller=None if cost is None else Money(amount=cost, currency=engagement.fixed.currency),
        review_by=command.review_by or days_after(today, REVIEW_DAYS),
        **{field: getattr(command, field) for field in same},
    )
    return (offered, ExtraMileDone(thing=name)) if command.done else (offered,)


def _now(things: Things, name: str, *statuses: ThingStatus) -> str:
    if (status := thing(things, name).status) not in statuses:
        raise NotNow.of("{thing} is {status}", thing=name, status=status)
    return name


def warn(command: LittleThingCommand, engagement: Reads) -> list[Warned]:
    """Warns that on an engagement with a map, a thing that names no area is judged by what it touches alone."""
    if not isinstance(command, OfferExtraMile) or command.area or not engagement.expertise.current:
        return []
    return [Warned("NO-AREA", "no area is named; with --area, the map says whether the customer is asked first")]


LITTLE_THINGS = Practice(LittleThingFact, LittleThingCommand, decide, "things", evolve, warn=warn)
