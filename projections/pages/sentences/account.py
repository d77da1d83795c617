"""What stands in one customer's account, a sentence a fact."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from domain.account import aims, alternatives, confirming, gains, gives, merging, opening, ways
from domain.fact import Entry
from projections.pages.language import Language
from projections.pages.sentences.heads import happened, head
from projections.pages.sentences.parts import interval


def sentence_parts(speak: Language, entry: Entry[Any]) -> list[str]:
    """What stands in one customer's account."""
    fact = entry.body
    match fact:
        case opening.AccountOpened():
            return [happened(speak, fact), fact.title, fact.currency]
        case opening.AccountRenamed() | opening.AccountCurrencyCorrected():
            return head(speak, fact)
        case merging.AccountMerged():
            left = [speak.say("figures left behind: {figures}", figures=", ".join(fact.left))] if fact.left else []
            return [*head(speak, fact), *left]
        case merging.MergeTakenBack() | merging.AccountTakenIn() | merging.AccountGivenBack():
            return head(speak, fact)
        case gives.GiveRecorded():
            recorded = speak.say("{give} recorded: {kind}", give=fact.give, kind=speak.say(fact.kind))
            return [recorded, fact.says, *_figures(speak, worth=fact.worth, cost=fact.cost)]
        case ways.WayToHelpNamed():
            named = speak.say("{way} named, {time}", way=fact.way, time=speak.say(fact.time))
            claim = [speak.say("unmatched")] if fact.unmatched else []
            return [named, fact.says, *_figures(speak, brings=fact.amount), *claim]
        case ways.WayMatched():
            return [speak.say("{way} matched by {who}", way=fact.way, who=fact.who), fact.says or ""]
        case confirming.FigureConfirmed():
            return [speak.say("{figure} confirmed", figure=fact.figure)]
        case confirming.FigureCorrected():
            gain = [interval(speak, fact), speak.say("to be confirmed anew")] if fact.low is not None else []
            corrected = speak.say("{what} corrected", what=fact.figure)
            return [corrected, *_figures(speak, value=fact.value, cost=fact.cost), *gain]
        case _:
            return _over_time(speak, fact)


def _over_time(speak: Language, fact: Any) -> list[str]:
    """What was gained, what is aimed at, and what others would bring, each in its period."""
    match fact:
        case gains.CustomerGainMeasured():
            value = speak.say("{what} measured {value}", what=fact.gain, value=speak.amount(fact.value))
            return [value, interval(speak, fact), speak.date(fact.period)]
        case aims.ImprovementAimed():
            value = speak.say("{aim} aimed at {value}", aim=fact.aim, value=speak.amount(fact.value))
            return [value, speak.date(fact.period)]
        case alternatives.AlternativeEstimated():
            gain = speak.amount(fact.gain)
            estimated = speak.say(
                "{alternative} estimated: {who} {gain}", alternative=fact.alternative, who=fact.who, gain=gain
            )
            return [estimated, speak.date(fact.period), fact.source]
        case _:
            return []


def _figures(
    speak: Language,
    *,
    worth: Decimal | None = None,
    brings: Decimal | None = None,
    value: Decimal | None = None,
    cost: Decimal | None = None,
) -> Iterator[str]:
    if worth is not None:
        yield speak.say("worth {amount}", amount=speak.amount(worth))
    if brings is not None:
        yield speak.say("brings {amount}", amount=speak.amount(brings))
    if value is not None:
        yield speak.say("value {amount}", amount=speak.amount(value))
    if cost is not None:
        yield speak.say("cost {amount}", amount=speak.amount(cost))
