"""The shared page shown to somebody else, with what is hidden from them listed on it (text 004, opaque sites)."""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol, TypeAlias, assert_never

from msgspec import Struct
from msgspec.structs import replace
from rpds import HashTrieMap

from domain.access import S, may
from domain.command import Command, field
from domain.errors import AlreadyNamed, Invalid, NotNow, Unknown
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.step import WayOut
from domain.vocabulary import Person, Slug, Someone, When, chosen
from domain.when import last_day

Section = Literal["money", "little-things", "choices", "work", "restraint", "expertise"]


class PageShared(Fact, frozen=True, kw_only=True):
    """Who may read the engagement's page besides its two sides, until when, and which sections they are not shown."""

    type = "page-shared.v1"
    share: Slug
    to: Person
    until: When
    hidden: tuple[Section, ...] = ()


class PageUnshared(Fact, frozen=True, kw_only=True):
    """They may not read it any more, though that last day has not come."""

    type = "page-unshared.v1"
    share: Slug


class SharePage(Command, name="page.share", about="share", may=may(S, closed=True, role="agrees")):
    """Record with whom the page is shared, until when, and what is hidden from them."""

    share: Slug | None = field(None, description="Its name; without one it gets the next.")
    to: Someone = field(description="Who reads it.", examples=["Cleo Park"])
    until: When = field(description="The last day.", examples=["2030-06-30"])
    hidden: tuple[Section, ...] = field((), description="A section that is hidden from them; once for each.")


class UnsharePage(Command, name="page.unshare", about="share", may=may(S, closed=True, role="agrees")):
    """Record that the page is not shared with them any more, before the last day that was said."""

    share: Slug = field(examples=["s-1"])


SharingFact = PageShared | PageUnshared
SharingCommand = SharePage | UnsharePage


class Share(Struct, frozen=True):
    """Its last day as it was said, and whether it was ended before."""

    until: When
    ended: bool = False


Shares: TypeAlias = "HashTrieMap[str, Share]"


class Reads(Protocol):
    @property
    def shares(self) -> Shares: ...
    @property
    def zone(self) -> str: ...


def decide(command: SharingCommand, engagement: Reads, today: date) -> tuple[SharingFact, ...]:
    match command:
        case SharePage():
            return (_shared(command, engagement, today),)
        case UnsharePage():
            return (PageUnshared(share=_stands(command.share, engagement, today)),)
        case _:
            assert_never(command)


def _shared(command: SharePage, engagement: Reads, today: date) -> PageShared:
    name = chosen(command.share, "s", engagement.shares)
    if name in engagement.shares:
        raise AlreadyNamed.of("there is a share {share} already", share=name)
    if last_day(command.until, engagement.zone) < today:
        raise Invalid.of("{until} is past", until=command.until, where="until")
    hidden = tuple(sorted(set(command.hidden)))
    return PageShared(share=name, to=command.to, until=command.until, hidden=hidden)


def _stands(name: str, engagement: Reads, today: date) -> str:
    """A share by which somebody still reads the page."""
    share = engagement.shares.get(name)
    if share is None:
        raise Unknown.of("there is no share {share}", share=name)
    if share.ended:
        raise NotNow.of("{share} was ended already", share=name, way_out=SEE)
    if last_day(share.until, engagement.zone) < today:
        raise NotNow.of("{share} ended by itself: it was until {until}", until=share.until, share=name, way_out=SEE)
    return name


SEE = WayOut(command="report.visibility", place="{name}")


def evolve(state: Shares, fact: SharingFact, _envelope: Envelope, _zone: str) -> Shares:
    match fact:
        case PageShared():
            return state.insert(fact.share, Share(fact.until))
        case PageUnshared():
            share = state.get(fact.share)
            return state.insert(fact.share, replace(share, ended=True)) if share else state
        case _:
            assert_never(fact)


SHARING = Practice(SharingFact, SharingCommand, decide, "shares", evolve)
