"""What stands in one customer's account, a line a fact."""

from __future__ import annotations

from typing import Any

from cli.amounts import number
from cli.sentences.phrases import figures, interval
from domain.account import aims, alternatives, confirming, gains, gives, opening, ways


def told(fact: Any) -> list[str]:
    """What stands in one customer's account."""
    match fact:
        case opening.AccountOpened() as fact:
            return ["account opened", fact.title, fact.currency]
        case gives.GiveRecorded() as fact:
            return [f"{fact.give} recorded: {fact.kind}", fact.says, *figures(worth=fact.worth, cost=fact.cost)]
        case ways.WayToHelpNamed() as fact:
            claim = ["unmatched"] if fact.unmatched else []
            return [f"{fact.way} named, {fact.time}", fact.says, *figures(brings=fact.amount), *claim]
        case ways.WayMatched() as fact:
            return [f"{fact.way} matched by {fact.who}", fact.says or ""]
        case gains.CustomerGainMeasured() as fact:
            return [f"{fact.gain} measured {number(fact.value)}", interval(fact), fact.period]
        case aims.ImprovementAimed() as fact:
            return [f"{fact.aim} aimed at {number(fact.value)}", fact.period]
        case alternatives.AlternativeEstimated() as fact:
            return [f"{fact.alternative} estimated: {fact.who} {number(fact.gain)}", fact.period, fact.source]
        case confirming.FigureConfirmed() as fact:
            return [f"{fact.figure} confirmed"]
        case confirming.FigureCorrected() as fact:
            gain = [interval(fact), "to be confirmed anew"] if fact.low is not None else []
            return [f"{fact.figure} corrected", *figures(value=fact.value, cost=fact.cost), *gain]
        case _:
            return []
