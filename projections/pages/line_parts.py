"""Phrases that have a part of their own in a line, and how the domain's words look."""

from __future__ import annotations

from projections.pages.language import Language
from projections.pages.sheet import Phrase, Tone

TONES: dict[str, Tone] = {
    "helped": "good",
    "hurt": "bad",
    "in-dispute": "bad",
    "refused": "bad",
    "reached": "good",
    "missed": "bad",
    "done": "good",
    "made": "good",
    "agreed": "good",
    "open": "waits",
    "asked": "waits",
    "countered": "waits",
    "proposed": "waits",
    "waiting": "waits",
}
"""How a word of the domain looks, where it is not plain."""


def titled(says: str) -> Phrase:
    """What an item is about."""
    return Phrase(says=says, role="title")


def stands(says: str, word: str = "") -> Phrase:
    """How it stands, by the word of the domain that says so."""
    return Phrase(says=says, role="state", tone=TONES.get(word, "plain"))


def detail(name: str, says: str) -> Phrase:
    """One detail with what it is called."""
    return Phrase(says=says, role="detail", name=name)


def remark(says: str) -> Phrase:
    """One detail that says by itself what it is."""
    return Phrase(says=says, role="detail")


def costs(says: str, name: str | None = None) -> Phrase:
    """An amount of money, which somebody who reads the page may not be shown."""
    return Phrase(says=says, role="money", name=name)


def reason(speak: Language, says: str) -> Phrase:
    """Why, in people's own words."""
    return Phrase(says=says, role="why", name=speak.say("Why"))


def effect(says: str, word: str) -> Phrase:
    """What came of it, by the word of the domain that says so."""
    return Phrase(says=says, role="effect", tone=TONES.get(word, "plain"))
