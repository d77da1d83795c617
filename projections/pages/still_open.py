"""What is still open in an engagement: what whoever closes it reads first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from projections.accountability.page import Page
from projections.accountability.standing import on_day
from projections.pages import turns
from projections.pages.language import Language
from projections.pages.line_parts import costs, stands, titled
from projections.pages.paid import balance, in_dispute
from projections.pages.sheet import Item


def still_open(speak: Language, page: Page, day: date) -> list[Item]:
    """What is owed or was paid ahead, each agreed outcome, what is late on that day, and what waits for whom; nothing
    where all is settled.
    """
    page = on_day(page, day)
    return [*_money(speak, page), *_agreed(speak, page), *turns.late(speak, page, day), *turns.waiting(speak, page)]


def headed(speak: Language, page: Page, items: list[Item]) -> str:
    """What stands over them, or in their place."""
    name = f"{page.engagement} · {page.title}"
    return speak.say("{name}: still open", name=name) if items else speak.say("{name}: nothing is open", name=name)


def _money(speak: Language, page: Page) -> Iterator[Item]:
    sums = page.money
    says = [] if sums is None else [*in_dispute(speak, sums, page.currency)]
    if sums is not None and sums.owed:
        says.append(balance(speak, sums.owed, page.currency))
    if says:
        yield Item(kind="money", label=speak.say("money"), phrases=tuple(map(costs, says)))


def _agreed(speak: Language, page: Page) -> Iterator[Item]:
    for name, card in page.outcomes.items():
        if card.status == "agreed":
            phrases = (titled(card.terms.says), stands(speak.say("agreed"), "agreed"))
            yield Item(kind="outcome", label=name, phrases=phrases)
