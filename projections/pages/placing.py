"""How wide words are, where they break, and where on a picture there is room for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import combining, east_asian_width

SLIM, BROAD = frozenset("iljtfrI.,:;'|!()[] "), frozenset("mwMWQO@%&—…")
WIDTHS = {"narrow": 0.36, "usual": 0.6, "wide": 0.88, "full": 1.05}


class Box(NamedTuple):
    """A rectangle of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def inside(self, other: Box) -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


class Stroke(NamedTuple):
    """A straight line of the picture."""

    from_x: float
    from_y: float
    to_x: float
    to_y: float

    def crosses(self, box: Box) -> bool:
        """Whether some of it lies in the box (Liang and Barsky's clipping)."""
        begin, end = 0.0, 1.0
        for start, way, low, high in (
            (self.from_x, self.to_x - self.from_x, box.left, box.right),
            (self.from_y, self.to_y - self.from_y, box.top, box.bottom),
        ):
            if way == 0:
                if not low <= start <= high:
                    return False
                continue
            enters, leaves = sorted(((low - start) / way, (high - start) / way))
            begin, end = max(begin, enters), min(end, leaves)
        return begin <= end


class Room:
    """What of a picture's `within` is taken; whoever finds a place takes it."""

    def __init__(self, within: Box, strokes: Iterable[Stroke], boxes: Iterable[Box]) -> None:
        self._within = within
        self._strokes = list(strokes)
        self._boxes = list(boxes)

    def place(self, candidates: Iterable[Box], *, forced: bool = False) -> Box | None:
        """The first of the boxes that nothing lies in; `forced`, one that at least covers no words nor points, or else
        the first.
        """
        every = [box for box in candidates if box.inside(self._within)]
        free = [box for box in every if not any(box.meets(other) for other in self._boxes)]
        clear = [box for box in free if not any(stroke.crosses(box) for stroke in self._strokes)]
        chosen = next(iter([*clear, *free, *every] if forced else clear), None)
        if chosen is not None:
            self._boxes.append(chosen)
        return chosen


def width(text: str, size: float) -> float:
    """About how wide it is; a little more in most fonts than less."""
    return sum(map(_width, text)) * size


def wrapped(text: str, size: float, within: float, most: int) -> list[str]:
    """The text in lines that are not wider than `within`, at most so many, the last shortened where more was left."""
    lines = list(_lines(" ".join(text.split()), size, within))
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _shortened(f"{lines[most - 1]} {lines[most]}", size, within)]


def _lines(text: str, size: float, within: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width(longer, size) <= within:
            line = longer
            continue
        if line:
            yield line
        line = word
        while width(line, size) > within:  # a word that is longer than a line
            fits = _fitting(line, size, within)
            yield line[:fits]
            line = line[fits:]
    if line:
        yield line


def _shortened(text: str, size: float, within: float) -> str:
    return text[: _fitting(text, size, within - width("…", size))].rstrip(" ,;:.–-") + "…"


def _fitting(text: str, size: float, within: float) -> int:
    """How many of its characters fit; one at least."""
    so_far = 0.0
    for number, character in enumerate(text):
        so_far += _width(character) * size
        if so_far > within:
            return max(1, number)
    return len(text)


def _width(character: str) -> float:
    if combining(character):
        return 0.0
    if east_asian_width(character) in "WF":
        return WIDTHS["full"]
    kind = "narrow" if character in SLIM else "wide" if character in BROAD else "usual"
    return WIDTHS[kind] + 0.1 * (kind == "usual" and character.isupper())
