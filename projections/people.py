"""People: who of each side was invited to the shared page, what they may do there, and when they came and left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, assert_never

from domain.engagement.people import (
    AccessRevoked,
    PersonEntered,
    PersonFact,
    PersonInvited,
    PersonLeft,
    PersonRoleChanged,
)
from domain.fact import Envelope, Recorded
from domain.vocabulary import Person
from projections.shared.projection import Projection, document
from projections.shared.words import Word, word


@document
class Invited:
    """One person, with their role as it is now. `entered_on` and `left_on` are the last times, `entries` how often they
    entered; once revoked they enter no more.
    """

    engagement: str
    person: str
    name: Person
    side: str
    role: str
    invited: Word
    entered_on: str | None = None
    entries: int = 0
    left_on: str | None = None
    revoked_on: str | None = None


def invited_first(people: Iterable[str]) -> str | None:
    """Of these names that of whoever was invited first: the ledger counts them, and m-2 comes before m-10."""
    return min(people, key=lambda name: (len(name), name), default=None)


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    return (f"{recorded.entry.stream}#{recorded.entry.body.person}",)


def after(row: Invited | None, fact: PersonFact, envelope: Envelope) -> Invited | None:
    """The person after a fact of them; None where they were never invited."""
    if isinstance(fact, PersonInvited):
        return Invited(
            engagement=envelope.stream.partition("/")[2],
            person=fact.person,
            name=fact.name,
            side=fact.side,
            role=fact.role,
            invited=word(envelope),
        )
    if row is None:
        return None
    match fact:
        case PersonRoleChanged():
            row.role = fact.role
        case AccessRevoked():
            row.revoked_on = envelope.occurred_at
        case PersonEntered():
            row.entered_on, row.entries = envelope.occurred_at, row.entries + 1
        case PersonLeft():
            row.left_on = envelope.occurred_at
        case _:
            assert_never(fact)
    return row


def evolve(row: Invited | None, recorded: Recorded[Any]) -> Invited | None:
    fact, entry = recorded.entry.body, recorded.entry
    return after(row, fact, entry)


PEOPLE: Projection[Invited] = Projection(
    name="people",
    version=1,
    document=Invited,
    facts=PersonFact,
    keys=keys,
    evolve=evolve,
    short=("engagement", "person", "name", "side", "role", "entered_on", "revoked_on"),
)
