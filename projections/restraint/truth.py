"""Cheaper ways, the record that was cited, and the truth log: what each side learned to expect otherwise."""

from __future__ import annotations

from domain.engagement.cheaper import CheaperWayProposed
from domain.engagement.expectations import ExpectationAdjusted
from domain.engagement.track_record import TrackRecordCited
from domain.fact import Envelope
from projections.restraint.page import Adjusted, Cheaper, Cited, Expected, Restraint
from projections.shared.words import word


def cheaper(restraint: Restraint, fact: CheaperWayProposed, envelope: Envelope) -> bool:
    restraint.currency = fact.saves.currency
    cheaper_way = Cheaper(
        asked=fact.asked,
        says=fact.instead,
        why=envelope.why,
        saves=fact.saves.amount,
        kept_by=fact.kept_by,
        outcome=fact.outcome,
        on=envelope.occurred_at,
    )
    restraint.cheaper.append(cheaper_way)
    return True


def cited(restraint: Restraint, fact: TrackRecordCited, envelope: Envelope) -> bool:
    restraint.record.append(Cited(result=fact.result, says=fact.says, on=envelope.occurred_at))
    return True


def adjusted(restraint: Restraint, fact: ExpectationAdjusted, envelope: Envelope) -> bool:
    new = Expected(whose=str(envelope.party), says=fact.now, steps=[])
    expected = restraint.truth.setdefault(fact.expectation, new)
    expected.steps.append(Adjusted(was=fact.was, now=fact.now, why=envelope.why, said=word(envelope)))
    return True
