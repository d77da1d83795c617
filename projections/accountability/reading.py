"""What follows from the page on a day: what comes due, and what is overdue. Nothing of it is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.when import last_day, rhythm_after
from projections.accountability.page import Card, Page, Turn


@dataclass(frozen=True, slots=True)
class Due:
    """Something expected by a date, as written, and from which side."""

    about: str
    what: str
    by: str
    side: str


def overdue(page: Page, day: date) -> list[Due]:
    """What was due before `day` and is not there, the longest overdue first."""
    late = [due for due in expected(page) if last_day(due.by, page.time_zone) < day]
    return sorted(late, key=lambda due: last_day(due.by, page.time_zone))


def expected(page: Page) -> list[Due]:
    """Everything that is expected by a date."""
    return [*(due for card in page.outcomes.values() for due in _of_card(page, card)), *_of_things(page)]


def turns(page: Page, side: str) -> list[Turn]:
    """What waits for one side."""
    return [turn for turn in page.waits_for.values() if turn.side == side]


def next_figure(page: Page, card: Card) -> str | None:
    """The day by which the next figure is due: one rhythm after the latest, or after the agreement."""
    every = card.terms.measured.every
    if every is None or card.agreed is None:
        return None
    return rhythm_after(card.latest_period or card.agreed.on, every, page.time_zone)


def _of_card(page: Page, card: Card) -> Iterator[Due]:
    if card.status != "agreed" or page.state == "closed":
        return
    metric, measured_by = card.terms.metric, card.terms.measured.by.value
    if card.baseline is None and metric.first_measured_by is not None:
        yield Due(card.outcome, "first measurement", metric.first_measured_by, measured_by)
    if metric.kind == "target" and metric.by is not None:
        yield Due(card.outcome, "outcome", metric.by, "seller")
    figure, report = next_figure(page, card), card.report_due
    if figure is not None and metric.kind == "target":
        yield Due(card.outcome, "measurement", figure, measured_by)
    if report is not None:
        yield Due(card.outcome, "success report", report, "seller")


def _of_things(page: Page) -> Iterator[Due]:
    for thing in page.things.values():
        if thing.status == "done" and thing.review_by is not None:
            yield Due(thing.thing, "observation", thing.review_by, "seller")
