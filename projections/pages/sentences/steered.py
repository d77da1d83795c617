"""What the customer steers, a sentence a fact."""

from __future__ import annotations

from typing import Any

from domain.engagement import requests, sharing, support, trims, work
from domain.fact import Entry
from projections.pages.language import Language
from projections.pages.phrases import more_hours, side
from projections.pages.sentences.parts import total


def sentence_parts(speak: Language, entry: Entry[Any]) -> list[str]:
    """Requests and their answers, work, support, trims, and with whom the page is shared."""
    fact = entry.body
    return _of_a_request(speak, fact) or _of_work(speak, fact) or _of_the_page(speak, fact)


def _of_a_request(speak: Language, fact: Any) -> list[str]:
    match fact:
        case requests.RequestMade():
            made = speak.say("{request} made: {kind}", request=fact.request, kind=speak.say(fact.kind))
            hours = more_hours(speak, fact.hours)
            return [made, fact.says, hours, str(fact.effect.told())]  # its effect is the sentence that its sender saw
        case requests.RequestCountered():
            price = total(speak, fact.price) if fact.price else ""
            with_ = f"v{fact.version}" if fact.version else price
            return [speak.say("{request} countered", request=fact.request), with_, fact.says]
        case requests.RequestAccepted():
            most = speak.say("{price} at most", price=total(speak, fact.price))
            return [speak.say("{request} accepted", request=fact.request), most]
        case requests.RequestDone():
            bill = speak.say("on bill {bill}", bill=fact.bill) if fact.bill else ""
            return [speak.say("{request} done", request=fact.request), _charge(speak, fact), bill]
        case _:
            return []


def _charge(speak: Language, fact: requests.RequestDone) -> str:
    cost, premium = speak.amount(fact.cost.amount), speak.amount(fact.premium.amount)
    charge = total(speak, fact.charge)
    return speak.say("{charge}: cost {cost}, premium {premium}", charge=charge, cost=cost, premium=premium)


def _of_work(speak: Language, fact: Any) -> list[str]:
    match fact:
        case work.WorkOpened():
            serves = speak.say("for {what}", what=fact.request or f"{fact.outcome} v{fact.version}")
            owner = speak.say("the {owner}'s", owner=side(speak, fact.owner))
            return [speak.say("{work} opened", work=fact.work), fact.says, owner, serves]
        case work.WorkMoved():
            return [f"{fact.work} {speak.say(fact.to)}", fact.says or ""]
        case support.SupportGiven() | support.SupportCorrected():
            hours = speak.duration(fact.minutes)
            return [speak.say("support"), speak.say("{hours} h on {topic}", hours=hours, topic=fact.topic)]
        case _:
            return []


def _of_the_page(speak: Language, fact: Any) -> list[str]:
    match fact:
        case trims.CostTrimmed():
            saves = speak.say("saves {amount}", amount=total(speak, fact.saves))
            return [speak.say("{trim} trimmed", trim=fact.trim), fact.says, saves]
        case sharing.PageShared():
            shared = speak.say("{share} shared with {person}", share=fact.share, person=fact.to.name)
            sections = ", ".join(map(speak.say, fact.hidden))
            hidden = speak.say("hidden: {sections}", sections=sections) if sections else speak.say("nothing hidden")
            return [shared, speak.say("until {until}", until=speak.date(fact.until)), hidden]
        case _:
            return []
