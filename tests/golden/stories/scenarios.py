"""Scenarios presented, chosen, moved and overspent, and a total that was wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.engagement.aggregate import Engagement
from tests.spec import Said, customer, seller

WAYS = [
    {"label": "letter", "trigger": "the firm's name is enough", "cost": "2500", "ends": "they pay or dig in"},
    {"label": "court", "trigger": "they dig in", "cost": "70000.50", "ends": "the judgment"},
]
TOLD = (
    seller("scenario.present", scenarios=WAYS, outcome="o-1", stake="200000"),
    customer("scenario.choose", scenario="letter", chosen_by={"subject": "bo", "text": "Bo Čapek"}),
    seller("scenario.spend", total="2501"),
    seller("scenario.correct", corrects=6, total="2502.25", why="a stamp was forgotten"),
    seller("scenario.move", scenario="court", why="they answered with a lawyer"),
    customer("scenario.ask", scenario="letter", why="they wrote back"),
    customer("scenario.choose", scenario="court", why="a letter may be a feint"),
    seller("scenario.ask", scenario="letter", why="they wrote again"),
)
FULL: dict[str, dict[str, Any]] = {
    "scenario.present": {"scenarios": WAYS, "outcome": "o-1", "stake": "200000"},
    "scenario.choose": {"scenario": "letter", "chosen_by": "Bo"},
    "scenario.ask": {"scenario": "court"},
    "scenario.move": {"scenario": "court"},
    "scenario.spend": {"total": "2501"},
    "scenario.correct": {"corrects": 9, "total": "2502"},
}


def likely(state: Engagement) -> Iterator[Said]:
    yield from (
        seller("scenario.present", scenarios=WAYS),
        seller("scenario.spend", total=str(state.scenarios.total + 1)),
    )
    for one in state.scenarios.presented:
        yield customer("scenario.choose", scenario=one.label)
        yield seller("scenario.move", scenario=one.label, why="because")
        yield customer("scenario.ask", scenario=one.label, why="because")
    for at in state.scenarios.spent:
        yield seller("scenario.correct", corrects=at, total="2600", why="because")
