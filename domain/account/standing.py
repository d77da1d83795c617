"""Where the figures of an account stand: what its practices may read of one another."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct
from rpds import HashTrieMap

from domain.fact import Envelope
from domain.vocabulary import Party


class Figure(Struct, frozen=True):
    """Something that may be put in figures; `confirmed` by the customer, it counts. `said_at` is the version that first
    said it, `at` the last that moved it.
    """

    said_at: int
    occurred_at: str
    party: Party
    confirmable: bool
    """Whether it says what the customer has of it."""
    confirmed: bool
    at: int
    before: Figure | None = None


Figures: TypeAlias = "HashTrieMap[str, Figure]"


def told(said: Envelope, *, confirmable: bool) -> Figure:
    """A figure as it is said; the customer's own word needs no confirming."""
    theirs = confirmable and said.party is Party.CUSTOMER
    return Figure(said.version, said.occurred_at, said.party, confirmable, theirs, said.version)
