"""Who may enter the page, as their view has them."""

from __future__ import annotations

from collections.abc import Iterable

from domain.vocabulary import Person
from projections.shared.projection import document
from projections.shared.words import Word


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
