"""Every piece of work and where it stands, so that the customer sees it without asking (text 004)."""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol, TypeAlias, assert_never

from msgspec import Struct
from msgspec.structs import replace
from rpds import HashTrieMap

from domain.access import C, S, may
from domain.command import Command, field
from domain.engagement.shared.requested import Requests, request
from domain.engagement.shared.standing import Outcomes, in_force, only_agreed
from domain.errors import AlreadyNamed, Invalid, NotNow, NotYourWord, NoWhy, Unknown
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.vocabulary import Slug, Version, Words, chosen

Side = Literal["seller", "customer"]
Status = Literal["doing", "waiting", "done", "dropped"]
ENDED = ("done", "dropped")


class WorkOpened(Fact, frozen=True, kw_only=True):
    """A piece of work, which side does it, and what it serves: a version of an outcome, or a request."""

    type = "work-opened.v1"
    work: Slug
    says: Words
    owner: Side = "seller"
    outcome: Slug | None = None
    version: Version | None = None
    request: Slug | None = None


class WorkMoved(Fact, frozen=True, kw_only=True):
    """It is being done, waits, is done, or is dropped; `says` tells what it waits for, or how it ended."""

    type = "work-moved.v1"
    work: Slug
    to: Status
    says: Words | None = None


class OpenWork(Command, name="work.open", about="work", may=may(S)):
    """Put a piece of work on the page, with who does it."""

    work: Slug | None = field(None, description="Its name; without one it gets the next.")
    says: Words = field(description="What is to be done.", examples=["the form asks for one name only"])
    owner: Side = field("seller", description="Which side does it.")
    outcome: Slug | None = field(None, description="The outcome that it serves; by default the one agreed.")
    request: Slug | None = field(None, description="The request that it serves, in place of an outcome.")


class MoveWork(Command, name="work.move", about="work", may=may(S, C, closed=True)):
    """Record how far a piece of your work has come."""

    work: Slug = field(examples=["w-1"])
    to: Status = field(description="Where it stands now; dropped says why.", examples=["doing"])
    says: Words | None = field(None, description="What it waits for, or how it ended.")


WorkFact = WorkOpened | WorkMoved
WorkCommand = OpenWork | MoveWork


class Piece(Struct, frozen=True):
    """Whose work it is and where it stands; `open` means that nobody has begun."""

    owner: Side
    status: Literal["open"] | Status


Works: TypeAlias = "HashTrieMap[str, Piece]"


class Reads(Protocol):
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def requests(self) -> Requests: ...
    @property
    def works(self) -> Works: ...


def decide(command: WorkCommand, engagement: Reads, _today: date) -> tuple[WorkFact, ...]:
    match command:
        case OpenWork():
            return (_opened(command, engagement),)
        case MoveWork():
            piece = engagement.works.get(command.work)
            if piece is None:
                raise Unknown.of("there is no work {work}", work=command.work)
            if piece.owner != command.party:
                raise NotYourWord.of("{work} is the {may}'s to move", work=command.work, may=piece.owner)
            if piece.status == command.to:
                raise NotNow.of("{work} is {to}", to=command.to, work=command.work)
            if command.why is None and (command.to == "dropped" or piece.status in ENDED):
                says = "{work} is {status}: {to} needs a reason"
                raise NoWhy.of(says, status=piece.status, to=command.to, work=command.work)
            return (WorkMoved(work=command.work, to=command.to, says=command.says),)
        case _:
            assert_never(command)


def evolve(state: Works, fact: WorkFact, _envelope: Envelope, _zone: str) -> Works:
    match fact:
        case WorkOpened():
            return state.insert(fact.work, Piece(fact.owner, "open"))
        case WorkMoved():
            old = state.get(fact.work)
            return state.insert(fact.work, Piece(old.owner, fact.to)) if old else state
        case _:
            assert_never(fact)


def _opened(command: OpenWork, engagement: Reads) -> WorkOpened:
    name = chosen(command.work, "w", engagement.works)
    if name in engagement.works:
        raise AlreadyNamed.of("there is work {work} already", work=name)
    opened = WorkOpened(work=name, says=command.says, owner=command.owner, request=command.request)
    if command.request is None:
        outcome = command.outcome or only_agreed(engagement.outcomes, "")
        version = in_force(engagement.outcomes, outcome, ("agreed", "reached")).number
        return replace(opened, outcome=outcome, version=version)
    if command.outcome is not None:
        raise Invalid("it serves an outcome or a request, not both", where="request")
    if (served := request(engagement.requests, command.request)).status != "accepted":
        raise NotNow.of("{request} is {status}", status=served.status, request=command.request)
    return opened


WORK = Practice(WorkFact, WorkCommand, decide, "works", evolve)
