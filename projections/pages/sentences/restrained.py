"""What is not sold, referred, or learned, a sentence a fact."""

from __future__ import annotations

from typing import Any

from domain.engagement import cheaper, expectations, fit, no, referrals, track_record
from domain.fact import Entry
from projections.pages.language import Language, marked
from projections.pages.phrases import side
from projections.pages.sentences.heads import happened
from projections.pages.sentences.parts import total

AGAINST = {
    "impact": marked("no impact"),
    "long_term": marked("it would not last"),
    "margin": marked("it would not pay"),
    "expertise": marked("outside our expertise"),
    "seen": marked("the client does not see the problem"),
}


def sentence_parts(speak: Language, entry: Entry[Any]) -> list[str]:
    """What is not sold, referred, or learned."""
    fact = entry.body
    return _restrained(speak, fact) or _referred(speak, fact) or _learned(speak, fact)


def _restrained(speak: Language, fact: Any) -> list[str]:
    """What does not fit, and what it costs not to sell it."""
    match fact:
        case fit.FitAssessed():
            reasons = ", ".join(speak.say(AGAINST[name]) for name in fact.against)
            against = speak.say("against it: {what}", what=reasons) if reasons else speak.say("nothing against it")
            return [happened(speak, fact), fact.problem, against]
        case fit.ForcedFitOverridden():
            return [speak.say("forced fit overridden by {name}", name=fact.overridden_by.name)]
        case fit.FitDeclined():
            forgone = speak.say("income given up: {amount}", amount=total(speak, fact.forgone))
            return [speak.say("{decline} declined", decline=fact.decline), fact.says, forgone]
        case no.NoSaid():
            refused = speak.say("{no} no to {asked}", no=fact.no, asked=fact.asked)
            because = speak.say("because of the {reason}", reason=speak.say(fact.reason))
            way = speak.say(fact.way_forward.kind.replace("-", " "))
            forgone = speak.say("income given up: {amount}", amount=total(speak, fact.forgone))
            return [refused, because, f"{way}: {fact.way_forward.says}", forgone]
        case _:
            return []


def _referred(speak: Language, fact: Any) -> list[str]:
    """To whom somebody was sent, and what became of it."""
    match fact:
        case referrals.ReferralMade():
            return [speak.say("{referral} referred to {to}", referral=fact.referral, to=fact.to), fact.says]
        case referrals.ReferralOutcomeHeard():
            ours = speak.say("a referral came to us")
            heard = speak.say("{referral} heard of", referral=fact.referral) if fact.referral else ours
            became = speak.say(fact.became.replace("-", " "))
            return [heard, f"{became}: {fact.says}", speak.say("gained {amount}", amount=total(speak, fact.gained))]
        case _:
            return []


def _learned(speak: Language, fact: Any) -> list[str]:
    """What is better than what was asked for, what has held before, and what is expected now."""
    match fact:
        case cheaper.CheaperWayProposed():
            instead = speak.say("{instead}, not {asked}", instead=fact.instead, asked=fact.asked)
            return [happened(speak, fact), instead, _saves(speak, fact)]
        case track_record.TrackRecordCited():
            return [speak.say("{result} cited", result=fact.result), fact.says]
        case expectations.ExpectationAdjusted():
            adjusted = speak.say("{expectation} adjusted", expectation=fact.expectation)
            return [adjusted, f"{fact.was} → {fact.now}"]
        case _:
            return []


def _saves(speak: Language, fact: cheaper.CheaperWayProposed) -> str:
    saves = total(speak, fact.saves)
    if fact.kept_by == "both":
        return speak.say("saves {amount}, kept by both", amount=saves)
    return speak.say("saves {amount}, kept by the {side}", amount=saves, side=side(speak, fact.kept_by))
