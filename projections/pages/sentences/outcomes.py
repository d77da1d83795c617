"""How outcomes come to stand, a sentence a fact."""

from __future__ import annotations

from typing import Any

from domain.engagement import outcome
from domain.fact import Entry
from projections.pages.language import Language
from projections.pages.phrases import side
from projections.pages.sentences.terms import terms


def sentence_parts(speak: Language, entry: Entry[Any]) -> list[str]:
    """How outcomes come to stand."""
    match entry.body:
        case outcome.OutcomeProposed() as fact:
            name, version, waits = fact.outcome, fact.version, _waits(speak, str(entry.party))
            proposed = speak.say("{outcome} v{version} proposed", outcome=name, version=version)
            return [proposed, *terms(speak, fact.terms, fact.digest), waits]
        case outcome.OutcomeAgreed() as fact if entry.on_behalf:
            return [speak.say("{outcome} v{version} agreed", outcome=fact.outcome, version=fact.version)]
        case outcome.OutcomeAgreed() as fact:
            return [speak.say("{outcome} v{version} agreed by both", outcome=fact.outcome, version=fact.version)]
        case _:
            return []


def _waits(speak: Language, proposer: str) -> str:
    match proposer:
        case "seller":
            return speak.say("waits for the {side}", side=side(speak, "customer"))
        case "customer":
            return speak.say("waits for the {side}", side=side(speak, "seller"))
        case _:
            return speak.say("waits")
