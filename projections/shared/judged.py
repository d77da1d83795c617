"""How advice turned out, as every view has it."""

from __future__ import annotations

from domain.engagement.advice import AdviceJudged
from domain.fact import Envelope
from projections.shared.documents.judged import Judged
from projections.shared.words import word


def judged(fact: AdviceJudged, envelope: Envelope) -> Judged:
    """A judgement; the result that shows it is named as in `o-1/v1`."""
    result = f"{fact.outcome}/{fact.reference}" if fact.outcome else None
    return Judged(found=fact.found, why=envelope.why, result=result, said=word(envelope))
