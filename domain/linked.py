"""What facts cite, and how that reads once it was mended, as every stream keeps it; see domain/mending.py."""

from __future__ import annotations

from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import fields, replace
from rpds import HashTrieMap

from domain.fact import Fact
from domain.vocabulary import Label


class LinkMended(Fact, frozen=True, kw_only=True):
    """What an entry cites was wrong: it reads as if it had cited what was `meant`, or nothing."""

    type = "link-mended.v1"
    version: int
    cited: Label | None = None
    meant: Label | None = None


class Cites(Struct, frozen=True):
    """A fact that cites something, and what it is now read to cite."""

    fact: Fact
    cited: tuple[str, ...]

    @property
    def mended(self) -> bool:
        """Whether it may be mended."""
        return self.fact.link is not None and self.fact.link.mended


Linked: TypeAlias = "HashTrieMap[int, Cites]"
"""By the number of the entry."""


def evolve(state: Linked, fact: Fact, version: int) -> Linked:
    """Sees every fact that stands; a fact that cites nothing any more may be mended to cite something again."""
    if isinstance(fact, LinkMended):
        old = state.get(fact.version)
        return state if old is None else state.insert(fact.version, Cites(old.fact, mended(old.cited, fact)))
    cited = fact.citations()
    return state.insert(version, Cites(fact, cited)) if cited else state


def mended(cited: tuple[str, ...], how: LinkMended) -> tuple[str, ...]:
    """What is cited after the mending."""
    kept = [how.meant if link == how.cited else link for link in cited]
    new = [how.meant] if how.cited is None else []
    return tuple(dict.fromkeys(link for link in (*kept, *new) if link is not None))


def citing(fact: Fact, cited: tuple[str, ...]) -> Fact | None:
    """The fact as if it had cited these; None if it says nothing without what it cited."""
    if fact.link is None:
        return fact
    name = fact.link.field
    if isinstance(getattr(fact, name), tuple):
        return replace(fact, **{name: cited})
    if not cited and next(field.required for field in fields(fact) if field.name == name):
        return None
    return replace(fact, **{name: next(iter(cited), None)})


def held(fact: Fact, state: Any) -> Fact | None:
    """The fact whose links this append depends on: the fact itself, or the one that it mends."""
    if not isinstance(fact, LinkMended):
        return fact
    return citing(state.linked[fact.version].fact, (fact.meant,)) if fact.meant is not None else None
