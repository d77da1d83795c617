"""What came of little things, a sentence a fact."""

from __future__ import annotations

from typing import Any

from domain.engagement import learning
from domain.fact import Entry
from projections.pages.language import Language
from projections.pages.phrases import to_be_checked


def sentence_parts(speak: Language, entry: Entry[Any]) -> list[str]:
    """What came of little things."""
    match entry.body:
        case learning.EffectObserved() as fact:
            again = to_be_checked(speak, fact.review_by) if fact.review_by else ""
            return [f"{fact.thing} {speak.say(fact.effect)}", fact.evidence or "", again]
        case _:
            return []
