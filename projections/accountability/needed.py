"""Needs as they stand on the page: what somebody said, how it was understood and meant, and how it is used."""

from __future__ import annotations

from dataclasses import field

from projections.shared.projection import document
from projections.shared.words import Word


@document
class Restated:
    """A need in other words: the seller's are how they understood it, the customer's how it was meant."""

    says: str
    said: Word


@document
class Used:
    """How what was reached is used: `as-meant`, `otherwise` or `not-used`."""

    use: str
    says: str | None
    said: Word


@document
class Misheard:
    """The words that stood until they were corrected, the goal beside them, and who corrected them and why."""

    says: str
    goal: str | None
    why: str | None
    said: Word


@document
class Need:
    """What somebody of theirs said, word for word, what they try to achieve, and the outcome that serves it. `who`
    is the person who said it, where that is known.
    """

    says: str
    who: str | None = None
    goal: str | None
    outcome: str | None
    said: Word
    restated: list[Restated] = field(default_factory=list)
    used: list[Used] = field(default_factory=list)
    corrected_from: list[Misheard] = field(default_factory=list)
