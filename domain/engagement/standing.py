"""Where the outcomes of an engagement stand: what other practices may read of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from rpds import HashTrieMap

from domain.engagement.terms import Terms
from domain.errors import NotNow, Unknown
from domain.vocabulary import Party

Status = Literal["proposed", "turned-down", "agreed", "reached", "missed", "ended"]
EVER_AGREED: tuple[Status, ...] = ("agreed", "reached", "missed", "ended")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One version of the terms, and who proposed it."""

    number: int
    terms: Terms
    digest: str
    proposed_by: Party


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far one outcome has come. `open` waits for an answer, `agreed` is in force.

    `at` is the stream's version that moved it last and `before` what it was until then: a disowned word goes back one
    state, unless it has moved on since.
    """

    status: Status
    last: int
    open: Proposal | None = None
    agreed: Proposal | None = None
    ended_on: date | None = None
    at: int = 0
    before: Outcome | None = None


Outcomes: TypeAlias = "HashTrieMap[str, Outcome]"


def named(outcomes: Outcomes, name: str) -> Outcome:
    """The outcome of that name; Unknown when there is none."""
    found = outcomes.get(name)
    if found is None:
        raise Unknown(f"there is no outcome {name}", outcome=name)
    return found


def in_force(outcomes: Outcomes, name: str, statuses: tuple[Status, ...] = EVER_AGREED) -> Proposal:
    """The version in force, where the outcome has one of these statuses; else Unknown or NotNow."""
    outcome = named(outcomes, name)
    if outcome.agreed is None or outcome.status not in statuses:
        raise NotNow(f"{name} is {outcome.status}", outcome=name, status=outcome.status)
    return outcome.agreed


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure as it now stands; `at` is the stream's version that said it, `day` what its period counts on."""

    at: int
    outcome: str
    version: int
    value: Decimal
    low: Decimal
    high: Decimal
    period: str
    method: str
    day: date
    occurred_at: str
    party: Party


Measurements: TypeAlias = "HashTrieMap[int, Measurement]"

ThingStatus = Literal["held-back", "offered", "asked", "accepted", "declined", "done", "withdrawn", "observed"]


@dataclass(frozen=True, slots=True)
class Thing:
    """How far a little thing has come; `at` and `before` as for an outcome."""

    status: ThingStatus
    unknown_once: bool = False
    at: int = 0
    before: Thing | None = None


Things: TypeAlias = "HashTrieMap[str, Thing]"


def thing(things: Things, name: str) -> Thing:
    """The little thing of that name; Unknown when there is none."""
    found = things.get(name)
    if found is None:
        raise Unknown(f"there is no little thing {name}", thing=name)
    return found
