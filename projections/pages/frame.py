"""What stands around the figures of a picture: its title, its axes and its notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from projections.pages.captions import figures, tick
from projections.pages.elements import element, plain
from projections.pages.language import ENGLISH, Language
from projections.pages.picture import Mark, Picture
from projections.pages.placing import Box, width, wrapped
from projections.pages.scale import DAYS, Days, Tick, Unit, Values, days, finest, ticks, values

WIDTH = 720
MARGIN = 16.0
BOLD = 1.17
"""How much wider bold letters are."""
MOST = 7
LINE = 1.4
"""From one line of text to the next, in its size."""
WIDEST = tuple(date(2025, month, 25) for month in range(1, 13))
"""Among them are the days, the months and the years whose names are as wide as any."""


@dataclass(frozen=True)
class Look:
    """How large everything is; of one picture there are two looks, for wide screens and for narrow ones."""

    name: str
    text: float
    title: float
    dot: float
    line: float
    title_lines: int


WIDE = Look("wide", text=13.0, title=17.0, dot=4.0, line=2.25, title_lines=3)
NARROW = Look("narrow", text=23.0, title=26.0, dot=6.5, line=4.0, title_lines=3)


class Frame:
    """A picture in one look, so and so high; `speak` writes its numbers and days. One that is not `titled` stands under
    a heading of the page.
    """

    def __init__(
        self, picture: Picture, look: Look, height: float = 0.0, speak: Language = ENGLISH, *, titled: bool = True
    ) -> None:
        self.picture, self.look, self.height, self.speak = picture, look, height, speak
        room = WIDTH - 2 * MARGIN
        self.title = wrapped(picture.title, look.title * BOLD, room, look.title_lines) if titled else []
        self.unit = wrapped(picture.unit, look.text, room, 1)
        self.notes = [(note.mark, wrapped(note.says, look.text, room - 2 * look.text, 2)) for note in picture.notes]
        self.keys = self._keys() if len(picture.series) > 1 else []

    @property
    def head(self) -> float:
        """How high that is what stands above the figures, with room for a value above the highest."""
        lines = len(self.unit) + (self.keys[-1][2] + 1 if self.keys else 0)
        return MARGIN + len(self.title) * self.look.title * 1.25 + (lines * LINE + 1.6) * self.look.text

    @property
    def foot(self) -> float:
        """How high that is what stands below them."""
        lines = 2 + sum(len(lines) for _, lines in self.notes)
        return MARGIN + (lines * LINE + 0.4 * bool(self.notes)) * self.look.text

    @cached_property
    def plot(self) -> Box:
        """Where the figures stand."""
        beside = max(width(words, self.look.text) for words in figures(self.speak, self.values.ticks))
        left = MARGIN + beside + self.look.text * 0.6
        return Box(left, self.head, WIDTH - MARGIN - self.look.text * 0.5, self.height - self.foot)

    @cached_property
    def values(self) -> Values:
        picture = self.picture
        ends = [end for point in picture.points for end in (point.value, point.low, point.high)]
        ends += [picture.baseline.value] if picture.baseline else []
        ends += [picture.target.value, picture.target.upper] if picture.target else []
        most = int((self.height - self.head - self.foot) / self.look.text / 2.2)
        return values([end for end in ends if end is not None], min(max(2, most), MOST))

    @cached_property
    def periods(self) -> list[tuple[date, date]]:
        return [(point.begins, point.ends) for point in self.picture.points]

    @cached_property
    def days(self) -> Days:
        return days(self.periods, self.picture.target.by if self.picture.target else None)

    def x(self, ordinal: float) -> float:
        return self.plot.left + self.days.at(ordinal) * (self.plot.right - self.plot.left)

    def y(self, value: float) -> float:
        return self.plot.bottom - self.values.at(value) * (self.plot.bottom - self.plot.top)

    def heading(self) -> Iterator[str]:
        look, y = self.look, MARGIN
        for line in self.title:
            y += look.title * 1.25
            yield words(line, MARGIN, y - look.title * 0.25, class_="ink", font_size=look.title, font_weight=600)
        for line in self.unit:
            y += look.text * LINE
            yield words(line, MARGIN, y, class_="soft")
        for number, (name, x, row) in enumerate(self.keys):
            below = y + look.text * LINE * (row + 1)
            yield element("g", key(number, x, below - look.text * 0.35, look), class_=shade(number))
            yield words(name, x + look.text * 2.4, below, class_="ink")

    def axes(self) -> Iterator[str]:
        plot, look = self.plot, self.look
        yield element("line", class_="grid", x1=plot.left, x2=plot.right, y1=plot.bottom, y2=plot.bottom)
        for value, written in zip(self.values.ticks, figures(self.speak, self.values.ticks), strict=True):
            y = self.y(value)
            kind = "grid" if value or not self.values.low else "zero"
            yield element("line", class_=kind, x1=plot.left, x2=plot.right, y1=y, y2=y)
            yield words(written, plot.left - look.text * 0.5, y + look.text * 0.35, class_="soft", text_anchor="end")
        before: Tick | None = None
        for mark in self.ticks():
            yield from self._tick(mark, before)
            before = mark

    def ticks(self) -> list[Tick]:
        room = self.plot.right - self.plot.left
        gap = self.look.text * 0.9
        most = {unit: int(room / (self._widest(unit) + gap)) for unit in DAYS}
        every = ticks(self.days, most, finest(self.periods))
        half = self._widest("year") / 2
        return [tick for tick in every if self.x((tick.begins + tick.after) / 2) + half < WIDTH]

    def explained(self) -> Iterator[str]:
        """The notes, each beside the mark that it explains."""
        look = self.look
        y = self.plot.bottom + look.text * (2 * LINE + 0.4)
        for mark, lines in self.notes:
            yield element("g", sign(mark, MARGIN + look.text * 0.7, y + look.text * 0.95, look), class_=shade(0))
            for line in lines:
                y += look.text * LINE
                yield words(line, MARGIN + look.text * 2, y - look.text * 0.1, class_="soft")

    def _widest(self, unit: Unit) -> float:
        """How wide the widest name of a tick may be."""
        return max(width(tick(self.speak, unit, day), self.look.text) for day in WIDEST)

    def _tick(self, mark: Tick, before: Tick | None) -> Iterator[str]:
        """A small line where it begins, its name below its middle, and the year once for all that lie in it."""
        look, plot, day = self.look, self.plot, mark.day
        x, middle = self.x(mark.begins), self.x((mark.begins + mark.after) / 2)
        y = plot.bottom + look.text * LINE
        if plot.left <= x <= plot.right:
            yield element("line", class_="zero", x1=x, x2=x, y1=plot.bottom, y2=plot.bottom + look.text * 0.35)
        yield words(tick(self.speak, mark.unit, day), middle, y, class_="soft", text_anchor="middle")
        if mark.unit != "year" and (before is None or before.day.year != day.year):
            yield words(tick(self.speak, "year", day), middle, y + look.text * 1.2, class_="soft", text_anchor="middle")

    def _keys(self) -> list[tuple[str, float, int]]:
        """Each series' name, where it stands and in which row."""
        placed, x, row, text = list[tuple[str, float, int]](), MARGIN, 0, self.look.text
        for series in self.picture.series:
            (name, *_) = wrapped(series.name, text, WIDTH - 2 * MARGIN - 2.4 * text, 1)
            wide = width(name, text) + 4 * text
            if x > MARGIN and x + wide > WIDTH:
                x, row = MARGIN, row + 1
            placed.append((name, x, row))
            x += wide
        return placed


def words(text: str, x: float, y: float, **attributes: object) -> str:
    return element("text", plain(text), x=x, y=y, **attributes)


def shade(number: int) -> str:
    """The class of a series."""
    return f"s{number % 2 + 1}"


def dot(number: int, at: tuple[float, float], size: float, *, marks: Sequence[Mark] = (), title: str = "") -> str:
    """A point: a circle, of the second series a square, not confirmed a diamond; hollow where it does not stand as it
    is, dashed where it is an estimate.
    """
    x, y = at
    inside = [element("title", plain(title)).rstrip()] if title else []
    hollow: dict[str, object] = {"class_": "hollow", "stroke": "currentColor", "stroke_width": size * 0.5}
    filled: dict[str, object] = hollow if marks else {"fill": "currentColor"}
    if "estimated" in marks:
        filled = {**hollow, "stroke_dasharray": f"{size * 0.6:.1f} {size * 0.45:.1f}"}
    if "unconfirmed" in marks or number % 2:
        turned = f"rotate(45 {x:.1f} {y:.1f})" if "unconfirmed" in marks else None
        side = size * 1.75
        return element(
            "rect", *inside, x=x - side / 2, y=y - side / 2, width=side, height=side, transform=turned, **filled
        )
    return element("circle", *inside, cx=x, cy=y, r=size, **filled)


def sign(mark: Mark, x: float, y: float, look: Look) -> str:
    """What a note explains, as it looks."""
    if mark == "between":
        half = look.text * 0.4
        return element(
            "rect", x=x - half * 1.5, y=y - half, width=half * 3, height=half * 2, fill="currentColor", fill_opacity=0.2
        )
    return dot(0, (x, y), look.dot, marks=(mark,))


def key(number: int, x: float, y: float, look: Look) -> str:
    """A short line with a point, as the series has."""
    ends = {"x1": x, "x2": x + look.text * 2, "y1": y, "y2": y}
    line = element("line", **ends, stroke="currentColor", stroke_width=look.line)
    return line + dot(number, (x + look.text, y), look.dot)
