"""Cheaper ways, the record that was cited, and the truth log: what each side learned to expect otherwise."""

from __future__ import annotations

from domain.engagement.cheaper import CheaperWayProposed
from domain.engagement.expectations import ExpectationAdjusted
from domain.engagement.track_record import TrackRecordCited
from domain.fact import Envelope
from projections.restraint.page import Adjusted, Cheaper, Cited, Expected, Restraint
from projections.shared.words import word


def cheaper(mine: Restraint, fact: CheaperWayProposed, said: Envelope) -> bool:
    mine.currency = fact.saves.currency
    told = Cheaper(
        asked=fact.asked,
        says=fact.instead,
        why=said.why,
        saves=fact.saves.amount,
        kept_by=fact.kept_by,
        outcome=fact.outcome,
        on=said.occurred_at,
    )
    mine.cheaper.append(told)
    return True


def cited(mine: Restraint, fact: TrackRecordCited, said: Envelope) -> bool:
    mine.record.append(Cited(result=fact.result, says=fact.says, on=said.occurred_at))
    return True


def adjusted(mine: Restraint, fact: ExpectationAdjusted, said: Envelope) -> bool:
    told = Expected(whose=str(said.party), says=fact.now, steps=[])
    found = mine.truth.setdefault(fact.expectation, told)
    found.steps.append(Adjusted(was=fact.was, now=fact.now, why=said.why, said=word(said)))
    return True
