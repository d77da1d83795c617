"""A card for each noun of the command line, imported when the noun is said and not before."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from cli.nouns.card import Noun


@cache
def card(noun: str) -> Noun:
    """The card of a noun: its module bears the noun's name."""
    written: Noun = import_module(f"{__name__}.{noun}").NOUN
    return written
