"""What was cited wrongly is mended by saying what was meant (docs/adr/0022)."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol, TypeAlias

from msgspec.structs import fields, replace
from pydantic import Field
from rpds import HashTrieMap

from domain.command import Command
from domain.errors import Invalid, NotNow, Unknown
from domain.fact import Fact
from domain.may import S, may
from domain.names import meant
from domain.part import Part
from domain.vocabulary import Label, Version


class LinkMended(Fact, frozen=True, kw_only=True):
    """What the fact of a version cites was wrong: it reads as if it had cited what was `meant`, or nothing."""

    type = "link-mended.v1"
    version: int
    cited: Label | None = None
    meant: Label | None = None


class MendLink(Command, name="link.mend", about="version", may=may(S, why=True, closed=True)):
    """Say what was meant where a fact cites what is not there, or what was not meant; without it the link goes."""

    version: Version = Field(description="The fact that cites it, by its version, as `history` shows it.")
    cited: Label | None = Field(None, description="What it cites; to be said where it cites several.")
    meant: Label | None = Field(None, description="What should be cited.", examples=["acme/x-1"])


Linked: TypeAlias = "HashTrieMap[int, Fact]"
"""The facts that cite something, by their version."""


class Needs(Protocol):
    @property
    def linked(self) -> Linked: ...


def decide(command: MendLink, state: Needs, _today: date) -> tuple[LinkMended, ...]:
    """Whether what is meant is there is a condition of the append, as where it is first cited."""
    fact = state.linked.get(command.version)
    if fact is None:
        raise Unknown(f"version {command.version} cites nothing", version=command.version)
    known = fact.citations()
    cited = meant(command.cited, known) if command.cited else next(iter(known), None)
    if (cited is None and (known or command.cited)) or (command.cited is None and len(known) > 1):
        raise Invalid(f"version {command.version} cites {', '.join(known)}: say which with --cited", where="cited")
    if command.meant is None and not _may_go(fact):
        raise Invalid("it cites this and nothing else: say what was meant with --meant", where="meant")
    if command.meant is not None and meant(command.meant, known):
        raise NotNow(f"version {command.version} cites {command.meant} already", version=command.version)
    return (LinkMended(version=command.version, cited=cited, meant=command.meant),)


def evolve(state: Linked, fact: Fact, version: int) -> Linked:
    """Every fact that stands passes here; one whose link has gone may have it back."""
    if isinstance(fact, LinkMended):
        mended = state.get(fact.version)
        return state if mended is None else state.insert(fact.version, relinked(mended, fact))
    return state.insert(version, fact) if fact.link and fact.link.mended and fact.citations() else state


def relinked(fact: Fact, mended: LinkMended) -> Fact:
    """The fact as if it had cited what was meant."""
    if fact.link is None or (mended.cited is not None and mended.cited not in fact.citations()):
        return fact
    kept = [mended.meant if cited == mended.cited else cited for cited in fact.citations()]
    found = tuple(dict.fromkeys(one for one in (*kept, *((mended.meant,) if mended.cited is None else ())) if one))
    return _citing(fact, found)


def citing(fact: Fact, state: Any) -> Fact:
    """The fact whose links are new by this one: itself, or the one that it mends."""
    if not isinstance(fact, LinkMended) or fact.meant is None:
        return fact
    return _citing(state.linked[fact.version], (fact.meant,))


def _citing(fact: Fact, cited: tuple[str, ...]) -> Fact:
    """The same; these are what it cites."""
    field = fact.link.field if fact.link else ""
    several = isinstance(getattr(fact, field), tuple)
    return replace(fact, **{field: cited if several else next(iter(cited), None)})


def _may_go(fact: Fact) -> bool:
    """Whether it says something without what it cites."""
    field = next(one for one in fields(fact) if fact.link and one.name == fact.link.field)
    return not field.required or len(fact.citations()) > 1


LINKS = Part(LinkMended, MendLink, decide)
"""What cites is moved by every fact that stands: the aggregate sees to it."""
