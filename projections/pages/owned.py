"""What somebody takes upon themselves who owns words that were recorded for them: the terms whole, each result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from domain.engagement.outcome import OutcomeAgreed, OutcomeProposed
from domain.engagement.results import ResultConfirmed
from domain.fact import Entry
from projections.accountability.page import Card, Page
from projections.pages.language import Language
from projections.pages.sheet import Item
from projections.pages.signed import terms


def wholes(speak: Language, page: Page, entries: Iterable[Entry[Any]]) -> Iterator[Item]:
    """Of each of these words what it stands for, as whoever says it themselves reads it; terms that were proposed and
    agreed stand once.
    """
    shown = set[tuple[str, int]]()
    for entry in entries:
        fact = entry.body
        if isinstance(fact, ResultConfirmed) and fact.outcome in page.outcomes:
            yield from _confirmed(speak, page.outcomes[fact.outcome], entry.version)
        if not isinstance(fact, OutcomeAgreed | OutcomeProposed) or (fact.outcome, fact.version) in shown:
            continue
        card = page.outcomes.get(fact.outcome)
        if card is not None and str(fact.version) in card.versions:
            shown.add((fact.outcome, fact.version))
            name = speak.say("The terms of {outcome} version {number}", outcome=fact.outcome, number=fact.version)
            yield replace(terms(speak, card, str(fact.version)), name=name)


def _confirmed(speak: Language, card: Card, entry: int) -> Iterator[Item]:
    """Each result that an entry confirmed: its reference, how many and on which day."""
    for reference, trail in card.results.trails.items():
        step = trail[-1]
        if step.confirmed_at == entry:
            number = speak.count(step.quantity, "{number} result", "{number} results")
            says = (reference, number, speak.date(step.day), speak.say(step.status))
            yield Item(kind="result", label=f"{card.outcome} {reference}", phrases=says)
