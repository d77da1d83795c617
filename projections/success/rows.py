"""A row of the success reports: one outcome, what was reported of it, and what its versions say of reports."""

from __future__ import annotations

from decimal import Decimal

from domain.engagement.reporting import ByWord, Row
from domain.engagement.shared.terms import Rhythm
from projections.shared.projection import document


@document
class Report:
    """One report: what was measured since the one before, and the results that stood then."""

    on: str
    at: int
    version: int
    rows: list[Row]
    standing: int
    confirmed: int
    in_dispute: int
    provisional: int = 0
    by_word: ByWord | None = None


@document
class Promised:
    """What one version says of its reports."""

    kind: str
    every: Rhythm | None
    target: Decimal | None


@document
class Success:
    """One outcome's reports, by the version in force; until one is agreed, by the last proposed. `due` is the day by
    which the next is, in the terms' rhythm: none until they are agreed, nor once the outcome has come to its end or the
    engagement is closed.
    """

    engagement: str
    outcome: str
    status: str = "proposed"
    version: int
    kind: str
    every: Rhythm | None
    target: Decimal | None
    latest: Decimal | None = None
    latest_period: str | None = None
    standing: int = 0
    last: str | None = None
    due: str | None = None
    reports: list[Report]
    versions: dict[str, Promised]
    owed: str | None = None
    """As `due`, whether or not it is waited for now."""
    closed: bool = False
    missed: bool = False
    """Whether that was said since the last agreement, also of a target that was reached after all."""
