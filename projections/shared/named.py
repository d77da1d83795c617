"""By which of their fields the facts of a noun name the thing that they move: as lists, cards and views have it."""

from __future__ import annotations

from typing import Any

from domain.fact import Entry
from domain.vocabulary import KINDS

NAMED: dict[str, tuple[str, ...]] = {
    "account": ("alternative", "give", "way", "gain", "aim", "figure"),
    "advice": ("advice",),
    "choice": ("choice",),
    "dispute": ("dispute",),
    "extra": ("thing",),
    "fit": ("decline", "referral", "expectation"),
    "map": ("which", "problem"),
    "need": ("need",),
    "no": ("no",),
    "outcome": ("outcome",),
    "page": ("share",),
    "payment": ("corrects",),
    "person": ("person",),
    "practice": ("idea", "habit", "offer", "deal", "rule", "get", "share", "figure"),
    "request": ("request",),
    "result": ("outcome", "reference"),
    "scenario": ("scenario",),
    "talk": ("corrects",),
    "work": ("work", "corner", "trim", "corrects"),
}


def thing_of(noun: str, entry: Entry[Any]) -> str:
    """The thing of that noun that a fact moves: by the fields that name it, else by its own number; "" for the whole
    stream, where the noun has no things.
    """
    fields = NAMED.get(noun, ())
    parts = [str(value) for name in fields if (value := getattr(entry.body, name, None)) is not None]
    if noun in KINDS:  # every fact of such a stream is its own, and what has a name of its own also names others
        parts = parts[:1]
    return "/".join(parts or ([str(entry.version)] if fields else []))
