"""Scenarios: the ways to proceed, which was chosen or asked for and why, what was spent, every surprise (text 002)."""

from __future__ import annotations

from typing import Any

from domain.engagement.opening import BasisSet
from domain.engagement.scenarios import (
    ScenarioAsked,
    ScenarioChosen,
    ScenarioMoved,
    ScenariosPresented,
    SpendCorrected,
    SpendNoted,
    SurpriseFound,
)
from domain.engagement.shared.terms import ZERO
from domain.fact import Envelope, Recorded
from projections.shared.documents.scenarios import Ask, Basis, Scenarios, Step, Surprise, Way, open_ask
from projections.shared.projection import Projection, by_stream
from projections.shared.words import word

FACTS = (
    BasisSet
    | ScenariosPresented
    | ScenarioChosen
    | ScenarioAsked
    | ScenarioMoved
    | SpendNoted
    | SpendCorrected
    | SurpriseFound
)


def evolve(scenarios: Scenarios | None, recorded: Recorded[Any]) -> Scenarios | None:
    fact, entry = recorded.entry.body, recorded.entry
    if scenarios is None:
        name = entry.stream.partition("/")[2]
        scenarios = Scenarios(engagement=name, ways=[], steps=[], totals={}, surprises=[], bases=[])
    match fact:
        case BasisSet():
            scenarios.bases.append(_basis(fact, entry))
        case ScenariosPresented():
            _presented(scenarios, fact)
            _answered(scenarios, None, entry)
        case ScenarioAsked():
            _answered(scenarios, None, entry)
            scenarios.asks.append(Ask(scenario=fact.scenario, why=entry.why, said=word(entry)))
        case ScenarioChosen() | ScenarioMoved():
            _gone(scenarios, fact, entry)
            _answered(scenarios, fact.scenario, entry)
        case SpendNoted():
            scenarios.totals[str(entry.version)], scenarios.currency = fact.total.amount, fact.total.currency
        case SpendCorrected() if str(fact.corrects) in scenarios.totals:
            scenarios.totals[str(fact.corrects)] = fact.total.amount
        case SurpriseFound():
            scenarios.surprises.append(_surprise(fact, entry))
        case _:
            scenarios.left_out += 1
    return scenarios


def finish(scenarios: Scenarios) -> Scenarios:
    """What is active, what it may cost, and what is spent and kept."""
    retainer = scenarios.bases[-1].retainer if scenarios.bases else None
    scenarios.active, scenarios.limit = (
        (scenarios.steps[-1].scenario, scenarios.steps[-1].cost) if scenarios.steps else (None, retainer)
    )
    scenarios.spent = max(scenarios.totals.values(), default=ZERO)
    scenarios.kept = None if scenarios.stake is None else scenarios.stake - scenarios.spent
    scenarios.surprised = sum((surprise.amount for surprise in scenarios.surprises), ZERO)
    return scenarios


def _basis(fact: BasisSet, envelope: Envelope) -> Basis:
    return Basis(
        basis=fact.basis,
        unit=fact.unit,
        retainer=fact.retainer,
        risks=fact.risks,
        why=envelope.why,
        on=envelope.occurred_at,
    )


def _presented(scenarios: Scenarios, fact: ScenariosPresented) -> None:
    stake = fact.stake.amount if fact.stake else None
    scenarios.currency = fact.stake.currency if fact.stake else scenarios.currency
    scenarios.outcome, scenarios.stake, scenarios.ways = fact.outcome, stake, []
    for scenario in fact.scenarios:
        way = Way(label=scenario.label, trigger=scenario.trigger, cost=scenario.cost, ends=scenario.ends)
        if stake:
            way.share, way.kept = round(100 * scenario.cost / stake, 2), stake - scenario.cost
        scenarios.ways.append(way)


def _gone(scenarios: Scenarios, fact: ScenarioChosen | ScenarioMoved, envelope: Envelope) -> None:
    chosen_by = fact.chosen_by.name if isinstance(fact, ScenarioChosen) and fact.chosen_by else None
    cost = next((way.cost for way in scenarios.ways if way.label == fact.scenario), None)
    scenarios.steps.append(
        Step(scenario=fact.scenario, cost=cost, said=word(envelope), why=envelope.why, chosen_by=chosen_by)
    )


def _answered(scenarios: Scenarios, answer: str | None, envelope: Envelope) -> None:
    """What was asked before waits no more."""
    if (ask := open_ask(scenarios)) is not None:
        ask.answer, ask.answered = answer, word(envelope)


def _surprise(fact: SurpriseFound, envelope: Envelope) -> Surprise:
    sums = {"amount": fact.amount.amount, "total": fact.total.amount, "limit": fact.limit.amount}
    return Surprise(**sums, against=fact.against, scenario=fact.scenario, on=envelope.occurred_at)


SCENARIOS: Projection[Scenarios] = Projection(
    name="scenarios",
    version=3,
    document=Scenarios,
    facts=FACTS,
    keys=by_stream,
    evolve=evolve,
    finish=finish,
    short=("engagement", "active", "limit", "spent", "surprised", "stake", "kept", "currency"),
)
