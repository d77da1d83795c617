"""The latest assessment of fit, as other practices read it: whether a proposal would force the fit."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct
from rpds import HashTrieMap, HashTrieSet

from domain.errors import ForcedFit


class Assessment(Struct, frozen=True):
    """How well one outcome fits; with no outcome, how well whatever is proposed does. `said_at` is its version."""

    outcome: str
    said_at: int
    outside: bool
    unseen: bool
    overridden: bool = False

    @property
    def forced(self) -> bool:
        """Whether proposing it would force the fit."""
        return (self.outside or self.unseen) and not self.overridden


Assessments: TypeAlias = "HashTrieMap[str, Assessment]"


class Fit(Struct, frozen=True):
    """The latest assessment of each outcome and of the whole, and the names given to declines."""

    assessments: Assessments = HashTrieMap()
    declines: HashTrieSet[str] = HashTrieSet()


def assessed(assessments: Assessments, outcome: str | None) -> Assessment | None:
    """The latest assessment of that outcome or of the whole; of anything, if no outcome is named."""
    of_it = [held for held in assessments.values() if outcome is None or held.outcome in ("", outcome)]
    return max(of_it, key=lambda assessment: assessment.said_at, default=None)


OUTSIDE = "{outcome} is outside our expertise, by the assessment of entry {entry}"
UNSEEN = "{outcome} answers a problem that the customer does not see, by the assessment of entry {entry}"


def unforced(assessments: Assessments, outcome: str) -> None:
    """Raises ForcedFit while the latest assessment says that it does not fit."""
    latest = assessed(assessments, outcome)
    if latest is not None and latest.forced:
        raise ForcedFit.of(OUTSIDE if latest.outside else UNSEEN, outcome=outcome, entry=latest.said_at)
