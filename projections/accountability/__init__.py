"""Accountability: the page that both sides read, one for each engagement."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

from domain.fact import Recorded
from domain.standing import Denial
from projections.accountability.page import Page
from projections.shared.projection import Later, Projection, by_stream


@cache
def _folding() -> Any:
    """What folds it, and knows every fact: whoever reads a page that is kept loads none of it."""
    return import_module("projections.accountability.folding")


def evolve(page: Page | None, recorded: Recorded[Any]) -> Page | None:
    """As `evolve` of its folding."""
    folded: Page | None = _folding().evolve(page, recorded)
    return folded


def finish(page: Page) -> Page:
    """As `finish` of its folding."""
    finished: Page = _folding().finish(page)
    return finished


def denied(page: Page, denial: Denial) -> None:
    """As `denied` of its folding."""
    _folding().denied(page, denial)


def on_day(page: Page, day: date) -> Page:
    """As `on_day` of its folding."""
    dated: Page = _folding().on_day(page, day)
    return dated


def by_day(page: Page, day: date) -> Page:
    """As `by_day` of its folding."""
    dated: Page = _folding().by_day(page, day) if any(card.results.rules for card in page.outcomes.values()) else page
    return dated


ACCOUNTABILITY: Projection[Page] = Projection(
    name="accountability",
    version=15,
    document=Page,
    facts=Later(lambda: _folding().FACTS),
    keys=by_stream,
    evolve=evolve,
    finish=finish,
    denied=denied,
    on_day=on_day,
    by_day=by_day,
    short=("key", "title", "account", "state"),
)
