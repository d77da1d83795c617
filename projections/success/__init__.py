"""Success reports: for each outcome what was reported, and when the next report is due (text 002)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.engagement.opening import EngagementClosed, EngagementReopened
from domain.engagement.outcome import OutcomeAgreed, OutcomeEnded, OutcomeMissed, OutcomeProposed
from domain.engagement.reaching import ResultReached
from domain.engagement.reporting import SuccessReported, soonest
from domain.engagement.results import ResultDidNotHold
from domain.engagement.shared.disputed import LOST, DisputeDecided, DisputeGivenWay, lost
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
    | DisputeGivenWay
    | DisputeDecided
    | SuccessReported
    | EngagementClosed
    | EngagementReopened
)


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    if isinstance(recorded.entry.body, (EngagementClosed, EngagementReopened)):
        return every_document(recorded)
    return (f"{recorded.entry.stream}#{recorded.entry.body.outcome}",)


def evolve(success: Success | None, recorded: Recorded[Any]) -> Success | None:
    fact, entry = recorded.entry.body, recorded.entry
    if isinstance(fact, OutcomeProposed):
        success = _proposed(success, fact, entry)
    if success is None:
        return None  # an outcome that was never proposed in these facts has no rhythm to report in
    _follow(success, fact, entry)
    success.due = success.owed if success.status == "agreed" and not success.closed else None
    return success


def rank(success: Success) -> tuple[bool, str] | None:
    """What was never reported comes first, then what is due first; what nobody owes and nobody told is not listed."""
    if success.status == "proposed" or not (success.due or success.reports):
        return None
    return bool(success.reports), success.due or NEVER


def _follow(success: Success, fact: Any, envelope: Envelope) -> None:
    match fact:
        case OutcomeAgreed() if str(fact.version) in success.versions:
            _stand_by(success, fact.version)
            success.status, success.missed = "agreed", False
            success.owed = soonest(success.owed, success.every, envelope)
        case OutcomeMissed() | OutcomeEnded() if _ends(success, fact.version):
            success.missed = isinstance(fact, OutcomeMissed)
            success.status = "missed" if success.missed else "ended"
        case ResultReached() | ResultDidNotHold() | DisputeGivenWay() | DisputeDecided() if _moves(success, fact):
            success.status = "reached" if isinstance(fact, ResultReached) else "missed" if success.missed else "agreed"
        case SuccessReported():
            _reported(success, fact, envelope)
        case EngagementClosed() | EngagementReopened():
            success.closed = isinstance(fact, EngagementClosed)
        case _:
            pass


def _proposed(success: Success | None, fact: OutcomeProposed, envelope: Envelope) -> Success:
    metric, every = fact.terms.metric, fact.terms.measured.every
    promised = Promised(kind=metric.kind, every=every, target=metric.target)
    if success is None:
        success = Success(
            engagement=envelope.stream.partition("/")[2],
            outcome=fact.outcome,
            version=fact.version,
            kind=promised.kind,
            every=promised.every,
            target=promised.target,
            reports=[],
            versions={},
        )
    success.versions[str(fact.version)] = promised
    if success.status == "proposed":
        _stand_by(success, fact.version)
    return success


def _ends(success: Success, version: int) -> bool:
    """Whether an end of that version ends what stands: the agreement in force then may have been denied since."""
    return success.status == "agreed" or (success.status != "proposed" and success.version == version)


def _moves(success: Success, fact: ResultReached | ResultDidNotHold | DisputeGivenWay | DisputeDecided) -> bool:
    """A target's one result is named by the version in force; those of a count move nothing, nor does
    what is recorded after an end, or the end of a dispute after which it stands.
    """
    if isinstance(fact, LOST) and not lost(fact):
        return False
    moving = success.status not in ("proposed", "ended") and success.kind == "target"
    return moving and fact.reference == f"v{success.version}"


def _stand_by(success: Success, version: int) -> None:
    terms = success.versions[str(version)]
    success.version, success.kind, success.every, success.target = (
        version,
        terms.kind,
        terms.every,
        terms.target,
    )


def _reported(success: Success, fact: SuccessReported, envelope: Envelope) -> None:
    success.last, success.owed, success.standing = envelope.occurred_at, fact.due, fact.standing
    if fact.rows:
        success.latest, success.latest_period = fact.rows[-1].value, fact.rows[-1].period
    success.reports.append(
        Report(
            on=envelope.occurred_at,
            at=envelope.version,
            version=fact.version,
            rows=list(fact.rows),
            standing=fact.standing,
            confirmed=fact.confirmed,
            in_dispute=fact.in_dispute,
            provisional=fact.provisional or 0,
            by_word=fact.by_word or None,
        )
    )


SUCCESS: Projection[Success] = Projection(
    name="success",
    version=4,
    document=Success,
    facts=FACTS,
    keys=keys,
    evolve=evolve,
    rank=rank,
    short=("engagement", "outcome", "every", "target", "latest", "standing", "last", "due"),
)
