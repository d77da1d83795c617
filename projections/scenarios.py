"""Scenarios: the ways it may go, which is gone and why, what is spent, and every surprise (text 002)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from domain.engagement.opening import BasisSet
from domain.engagement.scenarios import (
    ScenarioChosen,
    ScenarioMoved,
    ScenariosPresented,
    SpendCorrected,
    SpendNoted,
    SurpriseFound,
)
from domain.engagement.shared.terms import ZERO
from domain.fact import Envelope, Recorded
from projections.shared.projection import Projection, by_stream, document
from projections.shared.words import Word, word


@document
class Way:
    """One way it may go; `share` is its cost in per cent of the stake, `kept` what of the stake is left."""

    label: str
    trigger: str
    cost: Decimal
    ends: str
    share: Decimal | None = None
    kept: Decimal | None = None


@document
class Step:
    """A way taken: chosen by the customer, or moved to by the seller for this reason."""

    scenario: str
    cost: Decimal | None
    said: Word
    why: str | None = None
    chosen_by: str | None = None


@document
class Surprise:
    """Spent past what was said: the part found then."""

    amount: Decimal
    total: Decimal
    limit: Decimal
    against: str
    scenario: str | None
    on: str


@document
class Basis:
    """What was paid for from then on, and why it changed."""

    basis: str
    unit: str | None
    retainer: Decimal | None
    risks: str | None
    why: str | None
    on: str


@document
class Scenarios:
    """One engagement's, once a basis was told, or scenarios; amounts in `currency`. `kept`: stake less spent."""

    engagement: str
    currency: str | None = None
    outcome: str | None = None
    stake: Decimal | None = None
    active: str | None = None
    limit: Decimal | None = None
    spent: Decimal = ZERO
    kept: Decimal | None = None
    surprised: Decimal = ZERO
    ways: list[Way]
    steps: list[Step]
    totals: dict[str, Decimal]
    surprises: list[Surprise]
    bases: list[Basis]
    left_out: int = 0


FACTS = BasisSet | ScenariosPresented | ScenarioChosen | ScenarioMoved | SpendNoted | SpendCorrected | SurpriseFound


def evolve(mine: Scenarios | None, recorded: Recorded[Any]) -> Scenarios | None:
    fact, said = recorded.entry.body, recorded.entry
    if mine is None:
        name = said.stream.partition("/")[2]
        mine = Scenarios(engagement=name, ways=[], steps=[], totals={}, surprises=[], bases=[])
    match fact:
        case BasisSet():
            mine.bases.append(_basis(fact, said))
        case ScenariosPresented():
            _presented(mine, fact)
        case ScenarioChosen() | ScenarioMoved():
            _gone(mine, fact, said)
        case SpendNoted():
            mine.totals[str(said.version)], mine.currency = fact.total.amount, fact.total.currency
        case SpendCorrected() if str(fact.corrects) in mine.totals:
            mine.totals[str(fact.corrects)] = fact.total.amount
        case SurpriseFound():
            mine.surprises.append(_found(fact, said))
        case _:
            mine.left_out += 1
    return mine


def finish(mine: Scenarios) -> Scenarios:
    """What is active, what it may cost, and what is spent and kept."""
    retainer = mine.bases[-1].retainer if mine.bases else None
    mine.active, mine.limit = (mine.steps[-1].scenario, mine.steps[-1].cost) if mine.steps else (None, retainer)
    mine.spent = max(mine.totals.values(), default=ZERO)
    mine.kept = None if mine.stake is None else mine.stake - mine.spent
    mine.surprised = sum((one.amount for one in mine.surprises), ZERO)
    return mine


def _basis(fact: BasisSet, said: Envelope) -> Basis:
    return Basis(
        basis=fact.basis,
        unit=fact.unit,
        retainer=fact.retainer,
        risks=fact.risks,
        why=said.why,
        on=said.occurred_at,
    )


def _presented(mine: Scenarios, fact: ScenariosPresented) -> None:
    stake = fact.stake.amount if fact.stake else None
    mine.currency = fact.stake.currency if fact.stake else mine.currency
    mine.outcome, mine.stake, mine.ways = fact.outcome, stake, []
    for one in fact.scenarios:
        way = Way(label=one.label, trigger=one.trigger, cost=one.cost, ends=one.ends)
        if stake:
            way.share, way.kept = round(100 * one.cost / stake, 2), stake - one.cost
        mine.ways.append(way)


def _gone(mine: Scenarios, fact: ScenarioChosen | ScenarioMoved, said: Envelope) -> None:
    chosen_by = fact.chosen_by.name if isinstance(fact, ScenarioChosen) and fact.chosen_by else None
    cost = next((way.cost for way in mine.ways if way.label == fact.scenario), None)
    mine.steps.append(Step(scenario=fact.scenario, cost=cost, said=word(said), why=said.why, chosen_by=chosen_by))


def _found(fact: SurpriseFound, said: Envelope) -> Surprise:
    sums = {"amount": fact.amount.amount, "total": fact.total.amount, "limit": fact.limit.amount}
    return Surprise(**sums, against=fact.against, scenario=fact.scenario, on=said.occurred_at)


SCENARIOS: Projection[Scenarios] = Projection(
    name="scenarios",
    version=2,
    document=Scenarios,
    facts=FACTS,
    keys=by_stream,
    evolve=evolve,
    finish=finish,
)
