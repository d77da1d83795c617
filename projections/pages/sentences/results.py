"""Figures and results, a sentence a fact."""

from __future__ import annotations

from typing import Any

from domain.engagement import measuring, reaching, results
from domain.fact import Entry
from domain.moments import TIMED
from projections.pages.language import Language
from projections.pages.sentences.parts import interval, several


def sentence_parts(speak: Language, entry: Entry[Any]) -> list[str]:
    """Figures and results."""
    match entry.body:
        case measuring.ResultMeasured() | measuring.MeasurementCorrected() as fact:
            return _measured(speak, fact)
        case reaching.ResultReached() | results.ResultDidNotHold() | results.ResultCorrected() as fact:
            return _of_a_result(speak, fact)
        case results.ResultConfirmed(through=str() as day) as fact:
            return [speak.say("{outcome} all through {day} confirmed", outcome=fact.outcome, day=speak.date(day))]
        case _:
            return []


def _measured(speak: Language, fact: measuring.ResultMeasured | measuring.MeasurementCorrected) -> list[str]:
    value, period = speak.amount(fact.value), speak.date(fact.period[:TIMED])
    if isinstance(fact, measuring.ResultMeasured):
        return [speak.say("{what} measured {value}", what=fact.outcome, value=value), interval(speak, fact), period]
    return [speak.say("{what} corrected {value}", what=fact.outcome, value=value), interval(speak, fact), period]


def _of_a_result(
    speak: Language, fact: reaching.ResultReached | results.ResultDidNotHold | results.ResultCorrected
) -> list[str]:
    """How many it is of; of what was taken back, of how many that stood, where some of them still do."""
    name = f"{fact.outcome} {fact.reference}"
    if isinstance(fact, results.ResultCorrected):
        stand = speak.count(fact.quantity, "{number} still counts", "{number} still count")
        return [speak.say("{what} corrected", what=name), stand]
    if isinstance(fact, reaching.ResultReached):
        return [speak.say("{what} reached", what=name), several(speak, fact.quantity)]
    if fact.quantity < (fact.stood or 0):
        number, stood = speak.whole(fact.quantity), speak.whole(fact.stood or 0)
        return [speak.say("{what}: {number} of {stood} taken back", what=name, number=number, stood=stood)]
    return [speak.say("{what} taken back", what=name), several(speak, fact.quantity)]
