"""Little things that are offered, a sentence a fact."""

from __future__ import annotations

from typing import Any

from domain.engagement import little_things
from domain.fact import Entry
from projections.pages.language import Language
from projections.pages.phrases import to_be_checked


def sentence_parts(speak: Language, entry: Entry[Any]) -> list[str]:
    """Little things that are offered; of the others their head says all."""
    fact = entry.body
    return _offered(speak, fact) if isinstance(fact, little_things.ExtraMileOffered) else []


def _offered(speak: Language, fact: little_things.ExtraMileOffered) -> list[str]:
    if fact.asked:
        state = speak.say("{thing} asked: {because}", thing=fact.thing, because=_reach(speak, fact))
    else:
        state = speak.say("{thing} offered", thing=fact.thing)
    serves = speak.say("for {what}", what=f"{fact.outcome} v{fact.version}")
    return [state, fact.says, serves, speak.say("free for the customer"), to_be_checked(speak, fact.review_by)]


def _reach(speak: Language, fact: little_things.ExtraMileOffered) -> str:
    """Why the customer was asked first."""
    because = list[str]()
    if fact.touches:
        what, *more = (speak.say(touched) for touched in fact.touches)
        for other in more:
            what = speak.say("{first} and {other}", first=what, other=other)
        because.append(speak.say("touches their {what}", what=what))
    if fact.worst_for_customer:
        because.append(speak.say("may cost them something if it fails"))
    return ", ".join(because) or speak.say("{area} is not the seller's alone", area=fact.area)
