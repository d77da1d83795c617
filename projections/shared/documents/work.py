"""Work, as its view has it."""

from __future__ import annotations

from projections.shared.projection import document
from projections.shared.words import Word


@document
class Step:
    """Where it was moved, what it waits for or how it ended, and why."""

    to: str
    says: str | None
    why: str | None
    said: Word


@document
class Work:
    """One piece of work. `outcome` with its `version`, or `request`, is what it serves; `since` is when it came to
    where it stands.
    """

    engagement: str
    work: str
    says: str
    owner: str
    status: str = "open"
    outcome: str | None
    version: int | None
    request: str | None
    opened_on: str
    since: str
    steps: list[Step]
