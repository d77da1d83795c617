"""Figures and results, a sentence a fact."""

from __future__ import annotations

from typing import Any

from domain.engagement import measuring, proving, reaching, results
from domain.engagement.shared import disputed as disputes
from domain.engagement.shared import disputing
from domain.fact import Entry
from domain.moments import TIMED
from projections.pages.language import Language, marked
from projections.pages.sentences.parts import interval, several


def sentence_parts(speak: Language, entry: Entry[Any]) -> list[str]:
    """Figures and results."""
    match entry.body:
        case measuring.ResultMeasured() | measuring.MeasurementCorrected() as fact:
            return _measured(speak, fact)
        case reaching.ResultReached() | results.ResultDidNotHold() | results.ResultCorrected() as fact:
            return _of_a_result(speak, fact)
        case disputing.ResultDisputed() as fact if fact.dispute:
            return _disputed(speak, fact)
        case results.ResultConfirmed(through=str() as day) as fact:
            return [speak.say("{outcome} all through {day} confirmed", outcome=fact.outcome, day=speak.date(day))]
        case proving.ResultShown() | disputes.DisputeShown() as fact:
            return _evidence(speak, fact)
        case disputes.DisputeAnswered() | disputes.DisputeDecided() as fact:
            return _of_a_dispute(speak, fact)
        case _:
            return []


def _disputed(speak: Language, fact: disputing.ResultDisputed) -> list[str]:
    """Under which name, and how many units of it."""
    name = f"{fact.outcome} {fact.reference}"
    units = speak.count(fact.quantity, "{number} unit", "{number} units") if fact.quantity else ""
    return [speak.say("{what} disputed", what=name), units, speak.say("the dispute is {name}", name=fact.dispute or "")]


SHOWN_BY = {
    "row": marked("a row: {ref}"),
    "document": marked("a document: {ref}"),
    "witness": marked("a witness: {ref}"),
    "customer": marked("the customer: {ref}"),
}


def _evidence(speak: Language, fact: proving.ResultShown | disputes.DisputeShown) -> list[str]:
    """What is shown, and by what."""
    what = fact.dispute if isinstance(fact, disputes.DisputeShown) else f"{fact.outcome} {fact.reference}"
    return [speak.say("{what} is shown", what=what), speak.say(SHOWN_BY[fact.shown.by], ref=fact.shown.ref)]


def _of_a_dispute(speak: Language, fact: disputes.DisputeAnswered | disputes.DisputeDecided) -> list[str]:
    """How many of its units stand by that."""
    stand = speak.count(fact.stands, "{number} unit stands", "{number} units stand")
    if isinstance(fact, disputes.DisputeAnswered):
        return [speak.say("{dispute} answered", dispute=fact.dispute), stand]
    return [speak.say("{dispute} decided", dispute=fact.dispute), stand]


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
