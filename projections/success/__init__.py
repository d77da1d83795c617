"""Success reports: for each outcome what was reported, and when the next report is due (text 002)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.engagement.opening import EngagementClosed, EngagementReopened
from domain.engagement.outcome import OutcomeAgreed, OutcomeEnded, OutcomeMissed, OutcomeProposed
from domain.engagement.reaching import ResultReached
from domain.engagement.reporting import SuccessReported, soonest
from domain.engagement.results import ResultDidNotHold
from domain.fact import Envelope, Recorded
from projections.shared.projection import Projection, every_document
from projections.success.rows import Promised, Report, Success

NEVER = "9999-12-31"
"""Where in the order of days stands what is due on none."""

FACTS = (
    OutcomeProposed
    | OutcomeAgreed
    | OutcomeMissed
    | OutcomeEnded
    | ResultReached
    | ResultDidNotHold
    | SuccessReported
    | EngagementClosed
    | EngagementReopened
)


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    if isinstance(recorded.entry.body, (EngagementClosed, EngagementReopened)):
        return every_document(recorded)
    return (f"{recorded.entry.stream}#{recorded.entry.body.outcome}",)


def evolve(mine: Success | None, recorded: Recorded[Any]) -> Success | None:
    fact, said = recorded.entry.body, recorded.entry
    if isinstance(fact, OutcomeProposed):
        mine = _proposed(mine, fact, said)
    if mine is None:
        return None  # an outcome that was never proposed in these facts has no rhythm to report in
    _told(mine, fact, said)
    mine.due = mine.owed if mine.status == "agreed" and not mine.closed else None
    return mine


def rank(mine: Success) -> tuple[bool, str] | None:
    """What was never reported comes first, then what is due first; what nobody owes and nobody told is not listed."""
    if mine.status == "proposed" or not (mine.due or mine.reports):
        return None
    return bool(mine.reports), mine.due or NEVER


def _told(mine: Success, fact: Any, said: Envelope) -> None:
    match fact:
        case OutcomeAgreed() if str(fact.version) in mine.versions:
            _stand_by(mine, fact.version)
            mine.status, mine.owed, mine.missed = "agreed", soonest(mine.owed, mine.every, said), False
        case OutcomeMissed() | OutcomeEnded() if _ends(mine, fact.version):
            mine.missed = isinstance(fact, OutcomeMissed)
            mine.status = "missed" if mine.missed else "ended"
        case ResultReached() | ResultDidNotHold() if _moves(mine, fact):
            mine.status = "reached" if isinstance(fact, ResultReached) else "missed" if mine.missed else "agreed"
        case SuccessReported():
            _reported(mine, fact, said)
        case EngagementClosed() | EngagementReopened():
            mine.closed = isinstance(fact, EngagementClosed)
        case _:
            pass


def _proposed(mine: Success | None, fact: OutcomeProposed, said: Envelope) -> Success:
    metric, every = fact.terms.metric, fact.terms.measured.every
    promised = Promised(kind=metric.kind, every=every, target=metric.target)
    if mine is None:
        mine = Success(
            engagement=said.stream.partition("/")[2],
            outcome=fact.outcome,
            version=fact.version,
            kind=promised.kind,
            every=promised.every,
            target=promised.target,
            reports=[],
            versions={},
        )
    mine.versions[str(fact.version)] = promised
    if mine.status == "proposed":
        _stand_by(mine, fact.version)
    return mine


def _ends(mine: Success, version: int) -> bool:
    """Whether an end said of that version ends what stands: the agreement in force then may have been denied since."""
    return mine.status == "agreed" or (mine.status != "proposed" and mine.version == version)


def _moves(mine: Success, fact: ResultReached | ResultDidNotHold) -> bool:
    """A target's one result is named by the version in force; those of a count move nothing, nor does
    what is said after an end.
    """
    return mine.status not in ("proposed", "ended") and mine.kind == "target" and fact.reference == f"v{mine.version}"


def _stand_by(mine: Success, version: int) -> None:
    told = mine.versions[str(version)]
    mine.version, mine.kind, mine.every, mine.target = version, told.kind, told.every, told.target


def _reported(mine: Success, fact: SuccessReported, said: Envelope) -> None:
    mine.last, mine.owed, mine.standing = said.occurred_at, fact.due, fact.standing
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


SUCCESS: Projection[Success] = Projection(
    name="success", version=3, document=Success, facts=FACTS, keys=keys, evolve=evolve, rank=rank
)
