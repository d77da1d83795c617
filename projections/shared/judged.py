"""How advice turned out, as every view has it."""

from __future__ import annotations

from domain.engagement.advice import AdviceJudged
from domain.fact import Envelope
from projections.shared.projection import document
from projections.shared.words import Word, word


@document
class Judged:
    """How it turned out, by the customer's word or by the result that is cited."""

    found: str
    why: str | None
    result: str | None
    said: Word


def judged(fact: AdviceJudged, envelope: Envelope) -> Judged:
    """A judgement; the result that shows it is named as in `o-1/v1`."""
    result = f"{fact.outcome}/{fact.reference}" if fact.outcome else None
    return Judged(found=fact.found, why=envelope.why, result=result, said=word(envelope))
