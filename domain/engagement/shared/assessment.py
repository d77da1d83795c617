"""The latest assessment of fit, as other practices read it: whether to propose something is to force it."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct
from rpds import HashTrieMap

from domain.errors import ForcedFit


class Assessment(Struct, frozen=True):
    """How well one outcome fits, or whatever is proposed where that is empty; `said_at` is the stream's version."""

    outcome: str
    said_at: int
    outside: bool
    unseen: bool
    overridden: bool = False

    @property
    def forced(self) -> bool:
        """Whether to propose it is to force the fit."""
        return (self.outside or self.unseen) and not self.overridden


Assessments: TypeAlias = "HashTrieMap[str, Assessment]"


def assessed(assessments: Assessments, outcome: str | None) -> Assessment | None:
    """The latest assessment of an outcome or of the whole; without an outcome the latest there is."""
    found = [one for one in assessments.values() if outcome is None or one.outcome in ("", outcome)]
    return max(found, key=lambda one: one.said_at, default=None)


def unforced(assessments: Assessments, outcome: str) -> None:
    """Raises ForcedFit while the latest assessment speaks against it."""
    latest = assessed(assessments, outcome)
    if latest is not None and latest.forced:
        against = "is outside our expertise" if latest.outside else "answers a problem that the customer does not see"
        raise ForcedFit(f"{outcome} {against}, by the assessment of version {latest.said_at}", outcome=outcome)
