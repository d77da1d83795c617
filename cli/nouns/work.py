"""Pieces of work, support, corners cut and costs trimmed."""

from __future__ import annotations

from cli.nouns.card import Noun

NOUN = Noun(
    examples={
        "cut": 'acme --says "no second reader" --touches "their letters" --saved 800 --why "two of us were ill"',
        "restore": 'acme/k-1 --says "read again, all of them"',
        "open": 'acme --says "the form asks for one name only"',
        "move": 'acme/w-1 --to waiting --says "their list of names"',
        "correct": 'acme/21 --hours 4 --why "half an hour was forgotten"',
        "list": "acme",
        "show": "acme/k-1",
    },
    samples={
        "work": ("piece of work", "w-1"),
        "corner": ("corner that was cut", "k-1"),
        "corrects": ("number of the entry to correct", "7: sameside history acme shows them"),
    },
    rows=("work", "corners.corners", "trims", "support.noted"),
    states={"restored_on": ("cut", "restored")},
)
