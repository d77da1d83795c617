"""How it goes on, and what was talked of, a sentence a fact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.engagement import conversation, reporting, scenarios
from domain.fact import Entry
from domain.moments import TIMED
from projections.pages.language import Language, marked
from projections.pages.rests_on import units
from projections.pages.sentences.heads import happened
from projections.pages.sentences.parts import total

MINUTES = {
    "resources": marked("{number} min on resources"),
    "results": marked("{number} min on results"),
    "seller": marked("{number} min on seller"),
    "customer": marked("{number} min on customer"),
}


def sentence_parts(speak: Language, entry: Entry[Any]) -> list[str]:
    """What scenarios cost, money that went into them, and what was talked of."""
    fact = entry.body
    match fact:
        case scenarios.ScenariosPresented():
            ways = ", ".join(f"{scenario.label} {speak.amount(scenario.cost)}" for scenario in fact.scenarios)
            stake = speak.say("of {stake}", stake=total(speak, fact.stake)) if fact.stake else ""
            return [happened(speak, fact), ways, stake]
        case scenarios.ScenarioAsked():
            return [speak.say("{scenario} asked for", scenario=fact.scenario), speak.say("the customer decides")]
        case reporting.SuccessReported():
            return list(_reported(speak, fact))
        case conversation.ConversationHeld() | conversation.ConversationCorrected():
            spent = ((says, getattr(fact.minutes, name)) for name, says in MINUTES.items())
            minutes = ", ".join(speak.say(says, number=number) for says, number in spent if number is not None)
            return [happened(speak, fact), minutes, speak.say(fact.measured)]
        case scenarios.SpendNoted() | scenarios.SpendCorrected():
            return [happened(speak, fact), speak.say("{total} in all", total=total(speak, fact.total))]
        case scenarios.SurpriseFound():
            which, limit = fact.scenario or speak.say(fact.against), total(speak, fact.limit)
            amount = total(speak, fact.amount)
            above = speak.say("{amount} above the {which}'s {limit}", amount=amount, which=which, limit=limit)
            return [happened(speak, fact), above]
        case _:
            return []


def _reported(speak: Language, fact: reporting.SuccessReported) -> Iterator[str]:
    yield speak.say("{outcome} reported", outcome=fact.outcome)
    rows = ((speak.amount(row.value), speak.date(row.period[:TIMED])) for row in fact.rows)
    figures = ", ".join(speak.say("{value} for {day}", value=value, day=day) for value, day in rows)
    yield figures or speak.say("nothing measured since")
    if fact.standing:
        yield speak.say(
            "{standing} stand, {confirmed} confirmed, {disputed} in dispute",
            standing=speak.whole(fact.standing),
            confirmed=speak.whole(fact.confirmed),
            disputed=speak.whole(fact.in_dispute),
        )
    if fact.provisional:
        yield speak.say("{number} provisional", number=speak.whole(fact.provisional))
    if fact.by_word:
        number, parts = speak.whole(fact.standing), units(speak, fact.by_word)
        yield speak.say("{sum} = {parts}", sum=number, parts=parts)
