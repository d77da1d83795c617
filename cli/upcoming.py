"""What comes next for one thing of an engagement: what waits for a side and how it is said, and what is due by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from cli.acts import to_type
from projections.accountability.page import Page
from projections.accountability.reading import expected, overdue
from projections.pages.language import ENGLISH
from projections.pages.phrases import past_due, to_do
from projections.pages.turns import act


class Next(NamedTuple):
    """What is to come, from which side, and by when; `command` is what to type where a command answers it."""

    what: str
    side: str
    command: str | None = None
    by: str | None = None
    overdue: bool = False


def upcoming(page: Page, thing: str, day: date) -> Iterator[Next]:
    """What waits first, then what is due, the soonest first."""
    for turn in page.waits_for.values():
        if turn.about == thing:
            yield Next(to_do(ENGLISH, turn.what, turn.side), turn.side, to_type(act(page, turn)))
    late = overdue(page, day)
    for due in sorted(expected(page), key=lambda due: due.by):
        if due.about == thing:
            yield Next(due.what, due.side, by=due.by, overdue=due in late)


def coming(steps: Iterable[Next]) -> Iterator[tuple[str, str]]:
    """A line for each."""
    for number, step in enumerate(steps, 1):
        words = [past_due(ENGLISH, step.what) if step.overdue else step.what, f"{step.side} to do"]
        if step.by:
            words.append(f"due by {step.by}, overdue" if step.overdue else f"due by {step.by}")
        yield f"next {number}", " · ".join([*words, *([step.command] if step.command else [])])
