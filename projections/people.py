"""People: who of each side was invited to the shared page, what they may do there, and when they came and left."""

from __future__ import annotations

from collections.abc import Sequence
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
from projections.shared.documents.people import Invited
from projections.shared.projection import Projection
from projections.shared.words import word


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
