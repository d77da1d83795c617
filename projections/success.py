"""Success reports: for each outcome what was reported, and when the next report is due (text 002)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from domain.engagement.reporting import Row, SuccessReported
from domain.fact import Recorded
from projections.projection import Projection, document


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


@document
class Success:
    """One outcome's reports. `due` is the day by which the next is, in the terms' rhythm."""

    engagement: str
    outcome: str
    version: int
    kind: str
    every: str | None
    target: Decimal | None
    latest: Decimal | None = None
    latest_period: str | None = None
    standing: int = 0
    last: str
    due: str | None = None
    reports: list[Report]


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    return (f"{recorded.entry.stream}#{recorded.entry.body.outcome}",)


def evolve(mine: Success | None, recorded: Recorded[Any]) -> Success | None:
    fact, said = recorded.entry.body, recorded.entry
    if mine is None:
        mine = Success(
            engagement=said.stream.partition("/")[2],
            outcome=fact.outcome,
            version=fact.version,
            kind=fact.kind,
            every=fact.every,
            target=fact.target,
            last=said.occurred_at,
            reports=[],
        )
    mine.version, mine.kind, mine.every, mine.target = fact.version, fact.kind, fact.every, fact.target
    mine.last, mine.due, mine.standing = said.occurred_at, fact.due, fact.standing
    if fact.rows:
        mine.latest, mine.latest_period = fact.rows[-1].value, fact.rows[-1].period
    mine.reports.append(
        Report(
            on=said.occurred_at,
            at=said.version,
            version=fact.version,
            rows=list(fact.rows),
            standing=fact.standing,
            confirmed=fact.confirmed,
            in_dispute=fact.in_dispute,
        )
    )
    return mine


SUCCESS: Projection[Success] = Projection(
    name="success", version=1, document=Success, facts=SuccessReported, keys=keys, evolve=evolve
)
