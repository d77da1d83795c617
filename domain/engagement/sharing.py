"""The shared page shown to somebody else, with what is hidden from them listed on it (text 004, opaque sites)."""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol, TypeAlias

from pydantic import Field
from rpds import HashTrieSet

from domain.access import S, may
from domain.command import Command
from domain.errors import AlreadyNamed, Invalid
from domain.fact import Envelope, Fact
from domain.practice import Practice
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


class SharePage(Command, name="page.share", about="share", may=may(S, closed=True)):
    """Record with whom the page is shared, until when, and what is hidden from them."""

    share: Slug | None = Field(None, description="Its name; without one it gets the next.")
    to: Someone = Field(description="Who reads it.", examples=["Cleo Park"])
    until: When = Field(description="The last day.", examples=["2030-06-30"])
    hidden: tuple[Section, ...] = Field((), description="A section that they are not shown; may be said again.")


Shares: TypeAlias = "HashTrieSet[str]"


class Reads(Protocol):
    @property
    def shares(self) -> Shares: ...
    @property
    def zone(self) -> str: ...


def decide(command: SharePage, engagement: Reads, today: date) -> tuple[PageShared, ...]:
    name = chosen(command.share, "s", engagement.shares)
    if name in engagement.shares:
        raise AlreadyNamed(f"there is a share {name} already", share=name)
    if last_day(command.until, engagement.zone) < today:
        raise Invalid(f"{command.until} is past", where="until")
    hidden = tuple(sorted(set(command.hidden)))
    return (PageShared(share=name, to=command.to, until=command.until, hidden=hidden),)


def evolve(state: Shares, fact: PageShared, _envelope: Envelope, _zone: str) -> Shares:
    return state.insert(fact.share)


SHARING = Practice(PageShared, SharePage, decide, "shares", evolve)
