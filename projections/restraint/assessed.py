"""What does not fit: each assessment, what answered it, who went on all the same, and what was declined."""

from __future__ import annotations

from domain.engagement.fit import FitAssessed, FitDeclined, ForcedFitOverridden, ProblemAcknowledged
from domain.engagement.outcome import OutcomeProposed
from domain.fact import Envelope
from projections.restraint.page import Answered, Assessed, Declined, Overridden, Restraint
from projections.shared.words import word


def assessed(restraint: Restraint, fact: FitAssessed, envelope: Envelope) -> bool:
    assessment = Assessed(
        says=fact.problem,
        offer=fact.offer,
        outcome=fact.outcome,
        against=list(fact.against),
        on=envelope.occurred_at,
        at=envelope.version,
        answers=[],
    )
    restraint.assessments.append(assessment)
    return True


def acknowledged(restraint: Restraint, fact: ProblemAcknowledged, envelope: Envelope) -> bool:
    """One that no assessment denied is the customer's word all the same."""
    assessment = _at(restraint, fact.assessment)
    if assessment is not None:
        assessment.acknowledged = word(envelope)
    return assessment is not None or fact.assessment is None


def overridden(restraint: Restraint, fact: ForcedFitOverridden, envelope: Envelope) -> bool:
    assessment = _at(restraint, fact.assessment)
    if assessment is not None:
        by, why = fact.overridden_by.name, envelope.why
        assessment.overridden = Overridden(by=by, why=why, on=envelope.occurred_at, proposed=[])
    return assessment is not None


def declined(restraint: Restraint, fact: FitDeclined, envelope: Envelope) -> bool:
    restraint.currency = fact.forgone.currency
    restraint.declines[fact.decline] = Declined(
        says=fact.says,
        why=envelope.why,
        upsell=fact.upsell,
        outcome=fact.outcome,
        forgone=fact.forgone.amount,
        on=envelope.occurred_at,
        at=envelope.version,
    )
    answered(restraint, "decline", fact.decline, fact.outcome, envelope)
    return True


def proposed(restraint: Restraint, fact: OutcomeProposed, envelope: Envelope) -> bool:
    """A version answers what did not fit before; one that an override let pass is a forced fit."""
    name = f"{fact.outcome} v{fact.version}"
    latest = next(
        (assessment for assessment in reversed(restraint.assessments) if assessment.outcome in (None, fact.outcome)),
        None,
    )
    if latest is not None and latest.overridden is not None:
        latest.overridden.proposed.append(name)
    answered(restraint, "new version", name, fact.outcome, envelope)
    return True


def answered(restraint: Restraint, kind: str, name: str, outcome: str | None, envelope: Envelope) -> None:
    """It answers what did not fit of the same outcome, or of the whole; without an outcome it answers everything."""
    for assessment in restraint.assessments:
        if assessment.against and (outcome is None or assessment.outcome in (None, outcome)):
            assessment.answers.append(Answered(kind=kind, name=name, said=word(envelope)))


def _at(restraint: Restraint, version: int | None) -> Assessed | None:
    return next((assessment for assessment in restraint.assessments if assessment.at == version), None)
