"""An engagement is opened, its basis told, closed and reopened."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, Protocol, assert_never

from msgspec import Struct
from msgspec.structs import replace

from domain.access import C, S, may
from domain.command import Command, field
from domain.currencies import doubt
from domain.engagement.shared.slips import (
    EngagementHandedOver,
    EngagementMoved,
    EngagementRenamed,
    HandOver,
    MoveAccount,
    RenameEngagement,
    mended,
    owners_after,
)
from domain.engagement.shared.terms import Fixed, Owner, Owners
from domain.errors import AlreadyOpen, NotNow, NoWhy
from domain.fact import Envelope, Fact
from domain.later import first_instant, last_instant
from domain.links import of_account
from domain.practice import Practice
from domain.said import worded
from domain.vocabulary import Cost, Currency, Label, NotNegative, Party, Slug, Words, Zone
from domain.warned import Warned
from domain.when import first_day

Basis = Literal["result", "resource", "mixed"]


class EngagementOpened(Fact, frozen=True, kw_only=True):
    """A seller and a customer begin; the currency and the zone its days are read in are fixed."""

    type = "engagement-opened.v1"
    link = of_account("account")
    account: Slug
    title: Label
    currency: Currency
    time_zone: Zone
    owners: Owners


class BasisSet(Fact, frozen=True, kw_only=True):
    """What is paid for, told before a price says it: results, or the resources used."""

    type = "basis-set.v1"
    basis: Basis
    unit: Label | None = None
    retainer: NotNegative | None = None
    risks: Words | None = None


class EngagementClosed(Fact, frozen=True, kw_only=True):
    """The engagement is closed; what looks back may still be said."""

    type = "engagement-closed.v1"


class EngagementReopened(Fact, frozen=True, kw_only=True):
    """It goes on."""

    type = "engagement-reopened.v1"


class OpenEngagement(Command, name="engagement.open", may=may(S)):
    """Open an engagement with a customer."""

    account: Slug | None = None
    title: Label
    currency: Currency
    time_zone: Zone = field("UTC", description="Whose days count, as in Europe/Vienna; by default UTC.")
    owner: Owner
    customer_owner: Owner


class SetBasis(Command, name="engagement.basis", may=may(S, why=True, role="agrees")):
    """Say what the customer pays for: results, resources, or both."""

    basis: Basis
    unit: Label | None = None
    retainer: Cost | None = None
    risks: Words | None = None


class CloseEngagement(
    Command, name="engagement.close", may=may(S, C, role="agrees")
):  # why while an outcome is agreed: decide says so
    """Close the engagement."""


class ReopenEngagement(Command, name="engagement.reopen", may=may(S, why=True, closed=True, role="agrees")):
    """Reopen a closed engagement."""


OpeningFact = (
    EngagementOpened
    | BasisSet
    | EngagementClosed
    | EngagementReopened
    | EngagementRenamed
    | EngagementHandedOver
    | EngagementMoved
)
OpeningCommand = (
    OpenEngagement | SetBasis | CloseEngagement | ReopenEngagement | RenameEngagement | HandOver | MoveAccount
)


class Opening(Struct, frozen=True):
    """Whether it is open. `closed_at` is the version that closed it; `closed_on` the first day its date may mean, and
    `closed_since` and `reopened_since` the first instant that the date of its last closing or reopening may mean.
    """

    fixed: Fixed | None = None
    opened_on: date | None = None
    """The first day its date may mean."""
    title: str = ""
    account: str = ""
    left: tuple[Owner, ...] = ()
    """Who answered for it on either side and does no more."""
    basis: Basis | None = None
    retainer: Decimal | None = None
    closed_at: int = 0
    closed_on: date | None = None
    closed_since: str = ""
    reopened_since: str = ""


class Reads(Protocol):
    @property
    def opening(self) -> Opening: ...
    @property
    def fixed(self) -> Fixed: ...
    @property
    def something_agreed(self) -> bool: ...
    @property
    def reached_on(self) -> date | None: ...
    @property
    def agreed_at(self) -> str: ...
    @property
    def asked_at(self) -> str: ...
    @property
    def zone(self) -> str: ...


def decide(command: OpeningCommand, engagement: Reads, today: date) -> tuple[OpeningFact, ...]:
    opening = engagement.opening
    match command:
        case OpenEngagement():
            return (_opened(command, opening),)
        case SetBasis():
            basis = {name: getattr(command, name) for name in ("basis", "unit", "retainer", "risks")}
            return (BasisSet(**basis),)
        case CloseEngagement():
            if engagement.something_agreed and command.why is None:
                raise NoWhy("an agreed outcome is still open: closing now needs a reason")
            if engagement.reached_on is not None and today < engagement.reached_on:
                raise NotNow.of(REACHED_LATER, on=engagement.reached_on, today=today)
            _check_nothing_later(engagement, command.occurred_at or today.isoformat())
            return (EngagementClosed(),)
        case ReopenEngagement():
            if not opening.closed_at:
                raise NotNow("it is open already")
            _check_since_closing(opening, command.occurred_at or today.isoformat(), engagement.zone)
            return (EngagementReopened(),)
        case RenameEngagement() | HandOver() | MoveAccount():
            return tuple(mended(command, opening.title, opening.account, engagement.fixed.owners))
        case _:
            assert_never(command)


def evolve(state: Opening, fact: OpeningFact, envelope: Envelope, zone: str) -> Opening:
    match fact:
        case EngagementOpened():
            fixed = Fixed(currency=fact.currency, zone=fact.time_zone, owners=fact.owners)
            on = first_day(envelope.occurred_at, fact.time_zone)
            return replace(state, fixed=fixed, opened_on=on, title=fact.title, account=fact.account)
        case BasisSet():
            return replace(state, basis=fact.basis, retainer=fact.retainer)
        case EngagementClosed():
            on, since = first_day(envelope.occurred_at, zone), first_instant(envelope.occurred_at, zone)
            return replace(state, closed_at=envelope.version, closed_on=on, closed_since=since)
        case EngagementReopened():
            since = first_instant(envelope.occurred_at, zone)
            return replace(state, closed_at=0, closed_on=None, reopened_since=since)
        case EngagementRenamed():
            return replace(state, title=fact.title)
        case EngagementMoved():
            return replace(state, account=fact.account)
        case EngagementHandedOver():
            return _handed_over(state, fact)
        case _:
            assert_never(fact)


def _handed_over(state: Opening, fact: EngagementHandedOver) -> Opening:
    if state.fixed is None:
        return state
    owners = state.fixed.owners
    left = owners.seller if fact.side is Party.SELLER else owners.customer
    return replace(state, fixed=replace(state.fixed, owners=owners_after(owners, fact)), left=(*state.left, left))


REACHED_LATER = "something was reached on {on}, after {today}: close it on that day or later, or take the result back"


def _check_nothing_later(engagement: Reads, when: str) -> None:
    """Raises NotNow for a closing at `when` where something happened later that a closed engagement refuses: recorded
    the other way round, it would have been refused.
    """
    at, what = max(
        (engagement.opening.reopened_since, worded("it was reopened")),
        (engagement.agreed_at, worded("an outcome was agreed")),
        (engagement.asked_at, worded("something was asked for or countered")),
    )
    if last_instant(when, engagement.zone) < at:
        says = "{what} on {on}, after {when}: close it on that day, after that, or later"
        raise NotNow.of(says, what=what, on=first_day(at, engagement.zone), when=when)


def _check_since_closing(opening: Opening, when: str, zone: str) -> None:
    """Raises NotNow for a reopening at `when` of what was closed after that: closings and reopenings take turns, and
    the last of them by its date holds.
    """
    if last_instant(when, zone) < opening.closed_since:
        says = "it was closed on {on}, after {when}: reopen it on that day, after that, or later"
        raise NotNow.of(says, on=opening.closed_on, when=when)


def _opened(command: OpenEngagement, opening: Opening) -> EngagementOpened:
    if opening.fixed is not None:
        raise AlreadyOpen
    return EngagementOpened(
        account=command.account or command.stream.partition("/")[2],
        title=command.title,
        currency=command.currency,
        time_zone=command.time_zone,
        owners=Owners(seller=command.owner, customer=command.customer_owner),
    )


def warn(command: OpeningCommand, _engagement: Reads) -> list[Warned]:
    """Warns of one person who owns it on both sides, and of a slip in the currency, which cannot be mended later."""
    if not isinstance(command, OpenEngagement):
        return []
    same = command.owner.person == command.customer_owner.person
    warnings = [Warned("SAME-OWNER", "the same person is the owner on both sides")] if same else []
    return warnings + doubt(command.currency)


OPENING = Practice(OpeningFact, OpeningCommand, decide, "opening", evolve, warn)
