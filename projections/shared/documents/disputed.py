"""A dispute of a result, as it stands on a day."""

from __future__ import annotations

from projections.shared.projection import document


@document
class Disputed:
    """One dispute of so many `units` of a case. While it is open, answered or referred: whose `turn` it is, and until
    when; answered, how many of the units stand by that, and ended, how many in the end.
    """

    dispute: str
    reference: str
    status: str
    units: int
    raised: str
    at: int
    stands: int | None = None
    turn: str | None = None
    due: str | None = None
    late: bool = False
    ended: str | None = None
    how: str | None = None
