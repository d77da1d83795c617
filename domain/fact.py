"""A fact, the entry that is stored of it, and the entry with its place in history.

Facts and entries are msgspec structs: forty of them cost 3 ms of start-up where forty dataclasses cost 37, and they
decode faster than orjson makes dicts (docs/adr/0010).
"""

from __future__ import annotations

from typing import Any, ClassVar, Generic, Literal, TypeVar, get_args

from msgspec import UNSET, Struct, UnsetType

from domain.links import Link
from domain.vocabulary import Actor, CommandId, Party, StreamId, When, Why, Zone
from domain.when import counts_on, last_day

Stands = Literal["own", "on behalf", "owned later"]


class Fact(Struct, frozen=True, kw_only=True):
    """Something that happened, past tense, whole. `type` is its stored name, versioned, never a Python path."""

    type: ClassVar[str]
    answers: ClassVar[bool] = False
    """Whether it only answers what is there, so that nothing rests on it later."""

    gives: ClassVar[str | None] = None
    """The field with the name that it gives to something: never given again, whatever becomes of it."""

    link: ClassVar[Link | None] = None
    """How it cites what another stream has, if it does."""

    def names(self) -> tuple[str, ...]:
        """The names that it gives to something."""
        return (getattr(self, self.gives),) if self.gives else ()

    def citations(self) -> tuple[str, ...]:
        """What it cites in other streams, as it was written."""
        return self.looked_up() if self.link and self.link.cites else ()

    def looked_up(self) -> tuple[str, ...]:
        """What is looked up in other streams before it is recorded: what it cites, or an account that it names."""
        cited: str | tuple[str, ...] | None = getattr(self, self.link.field) if self.link else None
        return cited if isinstance(cited, tuple) else (cited,) if cited else ()


class Envelope(Struct, frozen=True, kw_only=True):
    """What is known about a fact besides itself.

    `version` counts from 1 in its stream, without a gap. `recorded_at` is the ledger's time, a UTC instant;
    `occurred_at` the world's, as written. `party` is whose word it is, `actor` who recorded it. `time_zone` is the one
    that days of the stream are read in, left out where that is UTC.
    """

    ledger: str
    stream: StreamId
    version: int
    id: str
    type: str
    recorded_at: str
    occurred_at: When
    party: Party
    actor: Actor
    causation: CommandId
    correlation: CommandId | None = None
    why: Why | None = None
    time_zone: Zone | UnsetType = UNSET

    @property
    def zone(self) -> str:
        """The zone that its days are read in."""
        return "UTC" if self.time_zone is UNSET else self.time_zone

    @property
    def day(self) -> str:
        """The day that it counts on: the last one its date may mean, or the day it was recorded if that is earlier."""
        return counts_on(self.occurred_at, self.recorded_at, self.zone).isoformat()

    @property
    def dated(self) -> str:
        """The date that a correction of it takes: as it was written, or the day it counts on if they differ."""
        return self.occurred_at if last_day(self.occurred_at, self.zone).isoformat() == self.day else self.day

    @property
    def on_behalf(self) -> bool:
        """Whether one side recorded another's word."""
        return self.actor.side is not self.party

    @property
    def stands(self) -> Stands:
        """How it stands: one's own word, or recorded on another's behalf."""
        return "on behalf" if self.on_behalf else "own"


F = TypeVar("F", bound=Fact)
F_co = TypeVar("F_co", bound=Fact, covariant=True)


class Entry(Envelope, Generic[F], frozen=True, kw_only=True):
    """What is stored, hashed and sent: the envelope and the fact."""

    body: F


class OwnedEntry(Entry[F], frozen=True, kw_only=True):
    """An entry recorded on another's behalf whose party owned it later. It is made on reading and never stored."""

    @property
    def stands(self) -> Stands:
        return "owned later"


class Recorded(Struct, Generic[F_co], frozen=True):
    """An entry and its position in the whole ledger."""

    position: int
    entry: Entry[Any]

    @property
    def fact(self) -> F_co:
        body: F_co = self.entry.body
        return body

    @property
    def stream(self) -> str:
        return self.entry.stream


def members(union: Any) -> tuple[type[Any], ...]:
    """The classes of a union; a single class is a union of one."""
    return get_args(union) or (union,)
