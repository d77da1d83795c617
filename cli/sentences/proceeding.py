"""How it goes on, and what was talked of, a line a fact."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from cli.amounts import number, total
from cli.sentences.phrases import past
from domain.engagement import conversation, reporting, scenarios


def told(fact: Any) -> list[str]:
    """What scenarios cost, money that went into them, and what was talked of."""
    match fact:
        case scenarios.ScenariosPresented() as fact:
            ways = ", ".join(f"{one.label} {number(one.cost)}" for one in fact.scenarios)
            return ["scenarios presented", ways, f"of {total(fact.stake)}" if fact.stake else ""]
        case reporting.SuccessReported() as fact:
            rows = [f"{number(one.value)} for {one.period[:10]}" for one in fact.rows] or ["nothing measured since"]
            counts = f"{fact.standing} stand, {fact.confirmed} confirmed, {fact.in_dispute} in dispute"
            return [f"{fact.outcome} reported", ", ".join(rows), counts if fact.standing else ""]
        case conversation.ConversationHeld() | conversation.ConversationCorrected() as fact:
            told = asdict(fact.minutes)
            minutes = ", ".join(f"{told[name]} min on {name}" for name in told if told[name] is not None)
            return [f"conversation {past(fact.type)}", minutes, fact.measured]
        case scenarios.SpendNoted() | scenarios.SpendCorrected() as fact:
            return [f"spend {past(fact.type)}", f"{total(fact.total)} in all"]
        case scenarios.SurpriseFound() as fact:
            return [
                "surprise found",
                f"{total(fact.amount)} above the {fact.scenario or fact.against}'s {total(fact.limit)}",
            ]
        case _:
            return []
