"""The ways it may go, as the view of scenarios folds them, once any was put down or money was spent."""

from __future__ import annotations

from typing import Any

from domain.engagement.opening import BasisSet
from domain.engagement.scenarios import ScenarioChosen, ScenarioFact, ScenarioMoved, ScenariosPresented
from domain.fact import Entry, Recorded
from projections import scenarios
from projections.accountability.page import Page

FACTS = ScenarioFact


def follow(page: Page, fact: Any, entry: Entry[Any]) -> bool:
    if isinstance(fact, ScenariosPresented):
        page.ways_open_since = entry.occurred_at
    elif isinstance(fact, (ScenarioChosen, ScenarioMoved)):
        page.ways_open_since = None
    page.scenarios = scenarios.evolve(page.scenarios, Recorded(0, entry))
    return True


def based(page: Page, fact: BasisSet, entry: Entry[Any]) -> bool:
    """The page's own basis; a retainer limits what may be spent, and scenarios show what it gave way to."""
    page.basis_said = fact.basis
    return follow(page, fact, entry) if fact.retainer is not None or page.scenarios else True


def finish(page: Page) -> None:
    if page.scenarios is not None:
        page.scenarios.currency = page.currency
        page.scenarios = scenarios.finish(page.scenarios)
