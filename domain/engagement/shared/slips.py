"""Slips of an engagement itself, mended: its title, who answers for it on a side, and the account it belongs to.

What was said before stays whose it was and as it was; the facts here hold from their entry on.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from domain.access import C, S, may
from domain.command import Command, field
from domain.engagement.shared.terms import Owner, Owners
from domain.errors import Invalid, NotYourWord
from domain.fact import Fact
from domain.links import of_account
from domain.vocabulary import Label, Party, Slug


class EngagementRenamed(Fact, frozen=True, kw_only=True):
    """It has another title; the name of its stream stays, by which everything cites it."""

    type = "engagement-renamed.v1"
    title: Label
    was: Label


class EngagementHandedOver(Fact, frozen=True, kw_only=True):
    """Somebody else answers for it on one side from here on."""

    type = "engagement-handed-over.v1"
    side: Party
    owner: Owner


class EngagementMoved(Fact, frozen=True, kw_only=True):
    """It belongs to another account: the one that it was opened under was a slip, or is the same customer's."""

    type = "engagement-moved.v1"
    link = of_account("account")
    account: Slug
    was: Slug


class RenameEngagement(Command, name="engagement.rename", may=may(S, why=True, closed=True)):
    """Give the engagement another title."""

    title: Label


class HandOver(Command, name="engagement.hand-over", may=may(S, C, why=True, role="agrees")):
    """Name somebody else who answers for it from now on."""

    owner: Owner | None = None
    customer_owner: Owner | None = None


class MoveAccount(Command, name="engagement.move-account", may=may(S, why=True, closed=True)):
    """Put the engagement under another account of the customer's."""

    account: Slug = field(description="The account that it belongs to.")


SlipFact = EngagementRenamed | EngagementHandedOver | EngagementMoved
SlipCommand = RenameEngagement | HandOver | MoveAccount
AS_IT_IS = "it is {now} already"


def mended(command: SlipCommand, title: str, account: str, owners: Owners) -> Iterator[SlipFact]:
    """What the command makes of how it stands. Raises Invalid where that is so already, and NotYourWord where the
    customer names who answers for the seller.
    """
    match command:
        case RenameEngagement():
            if command.title == title:
                raise Invalid.of(AS_IT_IS, now=title, where="title")
            yield EngagementRenamed(title=command.title, was=title)
        case MoveAccount():
            if command.account == account:
                raise Invalid.of(AS_IT_IS, now=account, where="account")
            yield EngagementMoved(account=command.account, was=account)
        case HandOver():
            yield from _handed_over(command, owners)
        case _:
            assert_never(command)


def _handed_over(command: HandOver, owners: Owners) -> Iterator[EngagementHandedOver]:
    if command.owner is None and command.customer_owner is None:
        raise Invalid("say who answers for it from now on, on one side or on both", where="owner")
    if command.owner is not None and command.party is Party.CUSTOMER:
        raise NotYourWord("the seller says who answers for it on their side", command=command.name, may="seller")
    sides = ((Party.SELLER, command.owner, owners.seller), (Party.CUSTOMER, command.customer_owner, owners.customer))
    for side, owner, now in sides:
        if owner is not None and owner.person == now.person:
            where = "owner" if side is Party.SELLER else "customer_owner"
            raise Invalid.of("{who} answers for it already", who=now.person.name, where=where)
        if owner is not None:
            yield EngagementHandedOver(side=side, owner=owner)


def owners_after(owners: Owners, fact: EngagementHandedOver) -> Owners:
    """Who answers for it on each side."""
    return Owners(
        seller=fact.owner if fact.side is Party.SELLER else owners.seller,
        customer=fact.owner if fact.side is Party.CUSTOMER else owners.customer,
    )
