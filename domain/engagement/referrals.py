"""Referrals: what is not ours to solve goes to somebody who can, so that all three gain (text 002, chapter 7)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Literal, Protocol, TypeAlias, assert_never

from rpds import HashTrieSet

from domain.access import S, may
from domain.command import Command, field
from domain.engagement.shared.standing import Outcomes, named
from domain.engagement.shared.terms import Fixed
from domain.errors import AlreadyNamed, Unknown
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.vocabulary import Cost, Label, Money, Slug, Words, chosen

Became = Literal["taken-up", "not-taken-up", "helped", "no-effect", "hurt"]


class ReferralMade(Fact, frozen=True, kw_only=True):
    """The customer was sent to somebody else for this; what each of the three gains by it."""

    type = "referral-made.v1"
    referral: Slug
    to: Label
    says: Words
    customer_gains: Words
    they_gain: Words
    we_gain: Words
    outcome: Slug | None = None


class ReferralOutcomeHeard(Fact, frozen=True, kw_only=True):
    """What became of a referral that we made, or of one that came to us where it names none.

    `gained` is what it has brought us; `after` the no or the decline that it came of.
    """

    type = "referral-outcome-heard.v1"
    says: Words
    became: Became
    gained: Money
    referral: Slug | None = None
    after: Slug | None = None


class ReferCustomer(Command, name="fit.refer", about="referral", may=may(S, why=True)):
    """Refer the customer to somebody who fits, and record what each of the three gains."""

    referral: Slug | None = None
    to: Label = field(description="Who they are referred to.")
    says: Words = field(description="What they are referred for.")
    customer_gains: Words = field(description="What the customer gains.")
    they_gain: Words = field(description="What those they are referred to gain.")
    we_gain: Words = field(description="What the seller gains.")
    outcome: Slug | None = field(None, description="The outcome it is about.")


class FollowUpReferral(Command, name="fit.follow-up", about="referral", may=may(S, closed=True)):
    """Record what became of a referral; without its name, of one that the customer made to you."""

    referral: Slug | None = None
    says: Words = field(description="What was heard.")
    became: Became = field(description="What came of it for whom it was made.")
    gained: Cost = field(description="What it has brought the seller; 0 is an answer.")
    after: Slug | None = field(None, description="The no or the decline it came of, as in n-1; by default the latest.")


ReferralFact = ReferralMade | ReferralOutcomeHeard
ReferralCommand = ReferCustomer | FollowUpReferral
Referrals: TypeAlias = "HashTrieSet[str]"


class Reads(Protocol):
    @property
    def fixed(self) -> Fixed: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def referrals(self) -> Referrals: ...
    @property
    def restraints(self) -> Collection[str]: ...


def decide(command: ReferralCommand, engagement: Reads, _today: date) -> tuple[ReferralFact, ...]:
    match command:
        case ReferCustomer():
            return (_referred(command, engagement),)
        case FollowUpReferral():
            return (_heard(command, engagement),)
        case _:
            assert_never(command)


def evolve(state: Referrals, fact: ReferralFact, _envelope: Envelope, _zone: str) -> Referrals:
    return state.insert(fact.referral) if isinstance(fact, ReferralMade) else state


def _referred(command: ReferCustomer, engagement: Reads) -> ReferralMade:
    name = chosen(command.referral, "ref", engagement.referrals)
    if name in engagement.referrals:
        raise AlreadyNamed.of("there is a referral {referral} already", referral=name)
    if command.outcome is not None:
        named(engagement.outcomes, command.outcome)
    return ReferralMade(
        referral=name,
        to=command.to,
        says=command.says,
        customer_gains=command.customer_gains,
        they_gain=command.they_gain,
        we_gain=command.we_gain,
        outcome=command.outcome,
    )


def _heard(command: FollowUpReferral, engagement: Reads) -> ReferralOutcomeHeard:
    if command.referral is not None and command.referral not in engagement.referrals:
        raise Unknown.of("there is no referral {referral}", referral=command.referral)
    if command.after is not None and command.after not in engagement.restraints:
        raise Unknown.of("there is no no and no decline {after}", after=command.after)
    return ReferralOutcomeHeard(
        says=command.says,
        became=command.became,
        gained=Money(amount=command.gained, currency=engagement.fixed.currency),
        referral=command.referral,
        after=command.after,
    )


REFERRALS = Practice(ReferralFact, ReferralCommand, decide, "referrals", evolve)
