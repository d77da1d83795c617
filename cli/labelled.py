"""Labelled lines, as every page has them: a label, a gap and a value; and back to values."""

from __future__ import annotations

from collections.abc import Iterable

GAP = "   "


def labelled(pairs: Iterable[tuple[str, str]]) -> str:
    """Lines as they are printed, values under one another; the further lines of a value stand under its first. Of what
    has no label nothing stands in its place.
    """
    from cli.folding import cells  # noqa: PLC0415 - which knows labels by their gap

    lines = [(label, cells(label), value) for label, value in pairs]
    width = max(wide for _, wide, _ in lines)
    under = "\n" + " " * width + GAP
    return "\n".join(
        f"{label}{' ' * (width - wide)}{GAP}{value}".replace("\n", under) if label else value
        for label, wide, value in lines
    )


def parse(text: str) -> dict[str, str]:
    """Printed lines back to their values, label by label."""
    from cli.folding import cells  # noqa: PLC0415 - as above

    values, last, under = dict[str, str](), "", 0
    for line in text.split("\n"):
        label, _, value = line.partition(GAP)
        if line.startswith(" "):
            # A line of columns may begin with an empty one.
            values[last] += f"\n{line[min(under, len(line) - len(line.lstrip())) :].rstrip()}"
        elif line:
            last = label.strip()
            values[last] = value.strip()
            under = cells(line) - cells(value.lstrip())
    return values
