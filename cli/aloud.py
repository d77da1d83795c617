"""What is printed for somebody who listens: a line each, `label: value`, and no sign that draws."""

from __future__ import annotations

import re

from cli.labelled import GAP
from cli.spark import BARS

SIGNS = {" · ": "; ", " → ": " to ", "→": " to ", " ⏎ ": " / ", "← ": ""}
DRAWN = re.compile(rf"( · )?[{BARS}]+")
"""Figures as bars; they stand beside it in words."""
LABEL = 2
"""So far in a label may stand; what goes on under a value stands further in."""


def aloud(text: str) -> str:
    """The lines of a page in the same words. What goes on under a value stands two blanks in, so that no words of
    people are taken for a label.
    """
    return "\n".join(_line(line) for line in in_words(text).split("\n"))


def in_words(text: str) -> str:
    """A text without the signs that draw."""
    text = DRAWN.sub("", text)
    for sign, words in SIGNS.items():
        text = text.replace(sign, words)
    return text


def _line(line: str) -> str:
    words = line.lstrip(" ")
    inside = len(line) - len(words)
    label, gap, value = words.partition(GAP)
    if inside > LABEL or not gap:
        return f"{'  ' if inside else ''}{words}".rstrip()
    return f"{label}: {value.strip()}".rstrip(": ")
