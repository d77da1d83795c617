"""What stands in the seller's own stream, a sentence a fact."""

from __future__ import annotations

from typing import Any

from domain.fact import Entry
from domain.own import gets, ideas, optimal
from projections.pages.language import Language
from projections.pages.sentences.parts import columns, total


def sentence_parts(speak: Language, entry: Entry[Any]) -> list[str]:
    """What stands in the seller's own stream."""
    fact = entry.body
    match fact:
        case ideas.ObstacleNamed():
            named = speak.say("{obstacle} named, in the way of {idea}", obstacle=fact.obstacle, idea=fact.idea)
            return [named, fact.says]
        case optimal.OptimalMapped():
            return [speak.say("optimal map set"), columns(speak, fact.areas), fact.says or ""]
        case gets.GetRecorded():
            kind, amount = speak.say(fact.kind), total(speak, fact.amount)
            recorded = speak.say("{get} recorded: {kind} {amount}", get=fact.get, kind=kind, amount=amount)
            return [recorded, fact.account, speak.date(fact.period), fact.says or ""]
        case gets.ShareMeasured():
            ours, whole = speak.amount(fact.ours.amount), total(speak, fact.total)
            measured = speak.say("{share} measured: {ours} of {total}", share=fact.share, ours=ours, total=whole)
            return [measured, fact.account, fact.category, speak.date(fact.period), fact.source]
        case gets.OwnFigureCorrected():
            return [_corrected(speak, fact)]
        case _:
            return []


def _corrected(speak: Language, fact: gets.OwnFigureCorrected) -> str:
    figure, amount = fact.figure, speak.amount(fact.amount)
    if fact.total is None:
        return speak.say("{figure} corrected: {amount}", figure=figure, amount=amount)
    whole = speak.amount(fact.total)
    return speak.say("{figure} corrected: {amount} of {total}", figure=figure, amount=amount, total=whole)
