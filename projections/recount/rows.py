"""A row of recount: one outcome's cases, each with its verdict, and what they add up to."""

from __future__ import annotations

from domain.recount.cases import Case
from domain.recount.rules import Counts
from projections.shared.documents.disputed import Disputed
from projections.shared.documents.recounted import Sums
from projections.shared.projection import document
from projections.shared.words import Word


@document
class Ruled:
    """What one version says of what counts; `since` is the day from which it does, once it is agreed."""

    rule: Counts | None
    proposed: Word
    counts_from: str | None = None
    agreed: Word | None = None
    since: str | None = None


@document
class Judged:
    """So many units of a case, and what is true of them: `why`, instead of which `other` case, `until` which day, and
    on `whose` word they count.
    """

    units: int
    verdict: str
    why: str | None = None
    other: str | None = None
    until: str | None = None
    whose: str | None = None


@document
class Step:
    """So many units more of one sum, or fewer, from a day on."""

    day: str
    version: int
    verdict: str
    why: str | None
    whose: str | None
    units: int


@document
class Recount:
    """One outcome. Verdicts and sums are those at the end of day `on`: the last day that anything was said to have
    happened on, where no day is asked for. `steps` add up to the sums of any day.
    """

    engagement: str
    time_zone: str = "UTC"
    outcome: str
    on: str
    versions: dict[str, Ruled]
    cases: dict[str, Case]
    verdicts: dict[str, list[Judged]]
    sums: Sums
    disputes: dict[str, Disputed]
    steps: list[Step]
    left_out: int = 0
