"""Labelled lines, as every page has them: a label, a gap and a value; and back to values."""

from __future__ import annotations

from collections.abc import Iterable

GAP = "   "


def labelled(pairs: Iterable[tuple[str, str]]) -> str:
    """Lines as they are printed, values under one another; the further lines of a value stand under its first."""
    lines = list(pairs)
    width = max(len(label) for label, _ in lines)
    under = "\n" + " " * width + GAP
    return "\n".join(f"{label:<{width}}{GAP}{value}".replace("\n", under) for label, value in lines)


def parse(text: str) -> dict[str, str]:
    """Printed lines back to their values, label by label."""
    values, last = dict[str, str](), ""
    for line in text.split("\n"):
        label, _, value = line.partition(GAP)
        if line.startswith(" "):
            values[last] += f"\n{line.strip()}"
        elif line:
            last = label.strip()
            values[last] = value.strip()
    return values
