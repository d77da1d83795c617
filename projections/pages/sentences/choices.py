"""Choices, a sentence a fact."""

from __future__ import annotations

from typing import Any

from domain.engagement import choices
from domain.engagement.shared.options import Option
from domain.fact import Entry
from projections.pages.language import Language
from projections.pages.phrases import price_change


def sentence_parts(speak: Language, entry: Entry[Any]) -> list[str]:
    """What was offered to choose from, and what was chosen."""
    match entry.body:
        case choices.ChoiceOffered() as fact:
            labels = ", ".join(_option(speak, option) for option in fact.options)
            return [speak.say("{choice} offered", choice=fact.choice), f"{fact.about}: {labels}"]
        case choices.ChoiceMade() as fact:
            return [speak.say("{choice} made", choice=fact.choice), fact.option]
        case _:
            return []


def _option(speak: Language, option: Option) -> str:
    """Its label, the little thing that it names, and what it does to the price."""
    if option.price_effect:
        return f"{option.label} ({price_change(speak, option.price_effect)})"
    return f"{option.label} ({option.thing})" if option.thing else option.label
