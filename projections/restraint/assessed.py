"""What does not fit: each assessment, what answered it, who went on all the same, and what was declined."""

from __future__ import annotations

from domain.engagement.fit import FitAssessed, FitDeclined, ForcedFitOverridden, ProblemAcknowledged
from domain.engagement.outcome import OutcomeProposed
from domain.fact import Envelope
from projections.restraint.page import Answered, Assessed, Declined, Overridden, Restraint
from projections.shared.words import word


def assessed(mine: Restraint, fact: FitAssessed, said: Envelope) -> bool:
    told = Assessed(
        says=fact.problem,
        offer=fact.offer,
        outcome=fact.outcome,
        against=list(fact.against),
        on=said.occurred_at,
        at=said.version,
        answers=[],
    )
    mine.assessments.append(told)
    return True


def acknowledged(mine: Restraint, fact: ProblemAcknowledged, said: Envelope) -> bool:
    """One that no assessment denied is the customer's word all the same."""
    found = _at(mine, fact.assessment)
    if found is not None:
        found.acknowledged = word(said)
    return found is not None or fact.assessment is None


def overridden(mine: Restraint, fact: ForcedFitOverridden, said: Envelope) -> bool:
    found = _at(mine, fact.assessment)
    if found is not None:
        by, why = fact.overridden_by.name, said.why
        found.overridden = Overridden(by=by, why=why, on=said.occurred_at, proposed=[])
    return found is not None


def declined(mine: Restraint, fact: FitDeclined, said: Envelope) -> bool:
    mine.currency = fact.forgone.currency
    mine.declines[fact.decline] = Declined(
        says=fact.says,
        why=said.why,
        upsell=fact.upsell,
        outcome=fact.outcome,
        forgone=fact.forgone.amount,
        on=said.occurred_at,
        at=said.version,
    )
    answered(mine, "decline", fact.decline, fact.outcome, said)
    return True


def proposed(mine: Restraint, fact: OutcomeProposed, said: Envelope) -> bool:
    """A version answers what did not fit before; one that an override let pass is a forced fit."""
    name = f"{fact.outcome} v{fact.version}"
    latest = next((one for one in reversed(mine.assessments) if one.outcome in (None, fact.outcome)), None)
    if latest is not None and latest.overridden is not None:
        latest.overridden.proposed.append(name)
    answered(mine, "new version", name, fact.outcome, said)
    return True


def answered(mine: Restraint, kind: str, name: str, outcome: str | None, said: Envelope) -> None:
    """It answers what did not fit of the same outcome, or of the whole; without an outcome it answers everything."""
    for one in mine.assessments:
        if one.against and (outcome is None or one.outcome in (None, outcome)):
            one.answers.append(Answered(kind=kind, name=name, said=word(said)))


def _at(mine: Restraint, version: int | None) -> Assessed | None:
    return next((one for one in mine.assessments if one.at == version), None)
