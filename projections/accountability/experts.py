"""Who is the expert in what, as the view of expertise folds it, once anything was said of it."""

from __future__ import annotations

from typing import Any

from domain.engagement.expertise import ExpertiseFact
from domain.fact import Entry, Recorded
from projections import expertise
from projections.accountability.page import Page

FACTS = ExpertiseFact


def follow(page: Page, _: Any, entry: Entry[Any]) -> bool:
    if page.expertise is None:
        page.expertise = expertise.begun(page.engagement)
        page.expertise.time_zone, page.expertise.opened_on = page.time_zone, page.opened_on
    left_out = page.expertise.left_out
    page.expertise = expertise.evolve(page.expertise, Recorded(0, entry))
    return page.expertise is not None and page.expertise.left_out == left_out


def finish(page: Page) -> None:
    if page.expertise is not None:
        page.expertise = expertise.finish(page.expertise)
