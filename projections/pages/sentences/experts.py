"""Who is the expert in what, a sentence a fact."""

from __future__ import annotations

from typing import Any

from domain.engagement import expertise
from domain.fact import Entry
from projections.pages.language import Language, marked
from projections.pages.phrases import side
from projections.pages.sentences.parts import columns
from projections.pages.spoken import EVERY

SET = {"current": marked("current map set"), "target": marked("target map set")}
REVIEWED = {"current": marked("current map reviewed"), "target": marked("target map reviewed")}
HELP = {"wanted": marked("{area}: help is wanted"), "in-hand": marked("{area}: they have it in hand")}


def sentence_parts(speak: Language, entry: Entry[Any]) -> list[str]:
    """Who is the expert in what, and what was said of it."""
    fact = entry.body
    match fact:
        case expertise.ExpertiseMapped():
            return [speak.say(SET[fact.which]), columns(speak, fact.areas)]
        case expertise.MapReviewed():
            return [speak.say(REVIEWED[fact.which]), fact.says or ""]
        case expertise.ProblemRaised():
            kind = speak.say(fact.kind)
            raised = speak.say("{problem} raised: {kind} in {area}", problem=fact.problem, kind=kind, area=fact.area)
            return [raised, speak.say("“{quote}”", quote=fact.quote)]
        case expertise.ExpertiseSettled():
            return [speak.say("{area} settled to the {side}", area=fact.area, side=side(speak, fact.to))]
        case expertise.HelpConfirmed():
            whole = speak.say("not halfway") if fact.whole else ""
            return [speak.say(HELP[fact.answer], area=fact.area), whole]
        case expertise.FreedomGranted():
            granted = speak.say("freedom granted in {areas}", areas=", ".join(fact.areas))
            return [granted, _in_return(speak, fact)]
        case _:
            return []


def _in_return(speak: Language, fact: expertise.FreedomGranted) -> str:
    return speak.say(
        "for {outcome}, measured by {measured}, {every}",
        outcome=f"{fact.outcome} v{fact.version}",
        measured=fact.measured,
        every=speak.say(EVERY[fact.every]),
    )
