"""Choices on the page: open with their options, or made and by whom."""

from __future__ import annotations

from domain.engagement.choices import ChoiceMade, ChoiceOffered, ChoiceWithdrawn
from domain.fact import Envelope
from projections.accountability.page import Choice, Page
from projections.shared.words import word


def offered(page: Page, fact: ChoiceOffered, envelope: Envelope) -> bool:
    choice = Choice(
        choice=fact.choice,
        about=fact.about,
        options=list(fact.options),
        to=fact.to,
        our_view=fact.our_view,
        begun=word(envelope),
    )
    page.choices[fact.choice] = choice
    _go(page, choice, "open")
    return True


def made(page: Page, fact: ChoiceMade, envelope: Envelope) -> bool:
    choice = page.choices.get(fact.choice)
    if choice is None:
        return False
    choice.chosen, choice.chosen_by, choice.made = fact.option, fact.chosen_by, word(envelope)
    _go(page, choice, "made")
    return True


def withdrawn(page: Page, fact: ChoiceWithdrawn, _: Envelope) -> bool:
    choice = page.choices.get(fact.choice)
    if choice is None:
        return False
    _go(page, choice, "withdrawn")
    return True


def _go(page: Page, choice: Choice, status: str) -> None:
    """While it is open, the things that its options name wait for it, and for nothing else."""
    choice.status = status
    for option in choice.options:
        thing = page.things.get(option.thing or "")
        if thing is not None:
            thing.open_choice = choice.choice if status == "open" else None
