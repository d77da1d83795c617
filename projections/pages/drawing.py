"""The figures of a picture in their frame: what they are held against, the lines with their bands, the values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from projections.pages.captions import between, figure, marks, point_in_words
from projections.pages.elements import element, points
from projections.pages.frame import BOLD, Frame, dot, shade, words
from projections.pages.picture import Point, Series
from projections.pages.placing import Box, Room, Stroke, width

EACH = 12
"""So many values are written at most; of more the first, the lowest, the highest and the last."""
CLOSE = 30
"""From so many figures on their points are small."""


def drawn(frame: Frame) -> str:
    """All of it, in the order in which it lies upon each other."""
    parts = [*frame.heading(), *frame.axes(), *frame.explained(), *_held_against(frame)]
    for number, series in enumerate(frame.picture.series):
        inside = [*_bands(frame, series), *_lines(frame, series), *_dots(frame, series, number)]
        parts.append(element("g", "\n", *inside, class_=shade(number)))
    parts += _written(frame)
    return element("g", "\n", *parts, class_=frame.look.name, font_size=frame.look.text)


def middle(frame: Frame, point: Point) -> tuple[float, float]:
    """A figure stands in the middle of its days."""
    ordinal = (point.begins.toordinal() + point.ends.toordinal() + 1) / 2
    return frame.x(ordinal), frame.y(point.value or 0.0)


def _held_against(frame: Frame) -> Iterator[str]:
    """The baseline, quiet, and the target, dashed to its day and beyond, which is marked."""
    plot, look, target = frame.plot, frame.look, frame.picture.target
    if frame.picture.baseline:
        y = frame.y(frame.picture.baseline.value)
        yield element("line", class_="base", x1=plot.left, x2=plot.right, y1=y, y2=y, stroke_width=look.line * 0.6)
    if target is None:
        return
    ends = [frame.y(end) for end in (target.value, target.upper) if end is not None]
    parts = [
        element(
            "line", x1=plot.left, x2=plot.right, y1=y, y2=y, stroke_dasharray=f"{3 * look.line:.1f} {2 * look.line:.1f}"
        )
        for y in ends
    ]
    if len(ends) > 1:
        wide, high = plot.right - plot.left, ends[0] - ends[1]
        parts.append(
            element(
                "rect",
                x=plot.left,
                y=ends[1],
                width=wide,
                height=high,
                stroke="none",
                fill="currentColor",
                fill_opacity=0.12,
            )
        )
    if target.by and frame.days.first <= target.by.toordinal() + 1 <= frame.days.last:
        x = frame.x(target.by.toordinal() + 1)
        parts.append(element("line", x1=x, x2=x, y1=ends[-1] - look.text * 0.5, y2=ends[0] + look.text * 0.5))
    yield element("g", "\n", *parts, class_="goal", stroke="currentColor", stroke_width=look.line * 0.8)


def _bands(frame: Frame, series: Series) -> Iterator[str]:
    """Between what the figures lie: a band along a line of them, a line with ends through one alone or an estimate."""
    for run in series.runs():
        known = [point for point in run if not point.estimated]
        alone = [point for point in run if point.estimated or len(known) == 1]
        if len(known) > 1 and any(point.interval for point in known):
            ends = [(middle(frame, point)[0], *(point.interval or (point.value, point.value))) for point in known]
            upper = [(x, frame.y(high or 0.0)) for x, _, high in ends]
            lower = [(x, frame.y(low or 0.0)) for x, low, _ in reversed(ends)]
            yield element("polygon", points=points(upper + lower), fill="currentColor", fill_opacity=0.16)
        for point in alone:
            yield from _whisker(frame, point)


def _whisker(frame: Frame, point: Point) -> Iterator[str]:
    if point.interval is None:
        return
    x, _ = middle(frame, point)
    low, high = map(frame.y, point.interval)
    cap, thin = frame.look.dot * 1.3, frame.look.line * 0.7
    parts = [element("line", x1=x - cap, x2=x + cap, y1=y, y2=y) for y in (low, high)]
    dashes = "4 3" if point.estimated else None
    parts.append(element("line", x1=x, x2=x, y1=low, y2=high, stroke_dasharray=dashes))
    yield element("g", *parts, stroke="currentColor", stroke_width=thin)


def _lines(frame: Frame, series: Series) -> Iterator[str]:
    """From figure to figure, dashed where one of both does not stand as it is; none over what was not measured."""
    for run in series.runs():
        for firm, group in groupby(pairwise(run), key=lambda both: both[0].firm and both[1].firm):
            pairs = list(group)
            corners = [middle(frame, point) for point in (pairs[0][0], *(after for _, after in pairs))]
            yield element(
                "polyline",
                points=points(corners),
                fill="none",
                stroke="currentColor",
                stroke_width=frame.look.line,
                stroke_linejoin="round",
                stroke_dasharray=None if firm else f"{2 * frame.look.line:.1f} {2 * frame.look.line:.1f}",
            )


def _dots(frame: Frame, series: Series, number: int) -> Iterator[str]:
    """Each figure, through which a thin line shows its days where they are seen; the last that stands is larger."""
    look, known = frame.look, series.known
    small = 0.6 if len(known) >= CLOSE else 1.0
    last = next((point for point in reversed(known) if point.firm), None)
    for point in known:
        x, y = middle(frame, point)
        begins, ends = frame.x(point.begins.toordinal()), frame.x(point.ends.toordinal() + 1)
        if ends - begins > 4 * look.dot:
            yield element(
                "line",
                x1=begins,
                x2=ends,
                y1=y,
                y2=y,
                stroke="currentColor",
                stroke_width=look.line * 0.6,
                stroke_opacity=0.4,
            )
        size = look.dot * (1.35 if point is last else small)
        yield dot(number, (x, y), size, marks=marks(point)[1:], title=point_in_words(frame.speak, point))


def _written(frame: Frame) -> Iterator[str]:
    """The values, first of all each last, and the words of target and baseline, where there is room."""
    room, look = _room(frame), frame.look
    every = [(series, point, rank) for series in frame.picture.series for point, rank in _worth_writing(series)]
    for series, point, _ in [each for each in every if each[2] == 0]:
        yield from _value(frame, room, (series, point), first=True)
    for line, kind in ((frame.picture.target, "goal"), (frame.picture.baseline, "soft")):
        if line is None:
            continue
        ys = [frame.y(line.value)]
        if kind == "goal" and frame.picture.target and frame.picture.target.upper is not None:
            ys.append(frame.y(frame.picture.target.upper))
        box = room.place(_along(frame, ys, width(line.label, look.text)), forced=True)
        if box is not None:
            tone = "currentColor" if kind == "goal" else None
            text = _halo(frame, line.label, box, "soft" if kind == "soft" else None, fill=tone)
            yield element("g", text, class_="goal") if kind == "goal" else text
    for series, point, _ in sorted((each for each in every if each[2] > 0), key=lambda each: each[2]):
        yield from _value(frame, room, (series, point), first=False)


def _value(frame: Frame, room: Room, what: tuple[Series, Point], *, first: bool) -> Iterator[str]:
    series, point = what
    text = frame.look.text * (1.15 if first else 1.0)
    written = figure(frame.speak, point.value or 0.0)
    if point.estimated and point.interval:
        written += f" ({between(frame.speak, *point.interval)})"
    places = [*_around(frame, series, point, (width(written, text * BOLD if first else text), text))]
    offs = [text * 1.15 * lines for lines in (-1, 1, -2, -3)]
    further = [box._replace(top=box.top + off, bottom=box.bottom + off) for off in offs for box in places]
    box = room.place([*places, *further] if first else places, forced=first)
    if box is not None:
        yield _halo(frame, written, box, "ink", font_size=text if first else None, font_weight=600 if first else None)


def _halo(frame: Frame, text: str, box: Box, tone: str | None, **attributes: object) -> str:
    """Words that stay readable where a line goes behind them."""
    size = attributes.get("font_size") or frame.look.text
    return words(
        text,
        (box.left + box.right) / 2,
        box.bottom - 0.22 * float(str(size)),
        class_=f"{tone} halo" if tone else "halo",
        text_anchor="middle",
        paint_order="stroke",
        stroke_width=frame.look.text * 0.3,
        stroke_linejoin="round",
        **attributes,
    )


def _room(frame: Frame) -> Room:
    """What is taken before any word is written: the points, the lines between them, and those they are held against."""
    look, plot, strokes, boxes = frame.look, frame.plot, list[Stroke](), list[Box]()
    for series in frame.picture.series:
        for run in series.runs():
            strokes += [Stroke(*middle(frame, point), *middle(frame, next_)) for point, next_ in pairwise(run)]
        for point in series.known:
            x, y = middle(frame, point)
            boxes.append(Box(x - look.dot, y - look.dot, x + look.dot, y + look.dot))
            if point.interval:
                strokes.append(Stroke(x, frame.y(point.interval[0]), x, frame.y(point.interval[1])))
    held = [frame.picture.baseline, frame.picture.target]
    strokes += [Stroke(plot.left, frame.y(line.value), plot.right, frame.y(line.value)) for line in held if line]
    within = Box(plot.left, plot.top - look.text * 1.5, plot.right + look.text * 0.5, plot.bottom + look.text * 0.5)
    return Room(within, strokes, boxes)


def _along(frame: Frame, ys: Sequence[float], wide: float) -> Iterator[Box]:
    """Places for words above or below a line: at its left end, its right, and between."""
    plot, high = frame.plot, frame.look.text * 1.15
    steps = [0.0, 1.0, 0.5, 0.25, 0.75]
    gap = frame.look.line
    for share in steps:
        left = plot.left + 4 + share * max(0.0, plot.right - plot.left - wide - 4)
        for top in (ys[-1] - high - gap, ys[0] + gap):
            yield Box(left, top, left + wide, top + high)


def _around(frame: Frame, series: Series, point: Point, size: tuple[float, float]) -> Iterator[Box]:
    """Places for a value: above or below its point, whichever its neighbours leave free, and beside it."""
    (x, y), (wide, text), plot = middle(frame, point), size, frame.plot
    high, gap = text * 1.15, frame.look.dot * 1.6
    at = series.points.index(point)
    beside = [near for near in series.points[max(0, at - 1) : at + 2] if near is not point and near.value is not None]
    falls = bool(beside) and sum(frame.y(near.value or 0.0) - y for near in beside) < 0
    middle_x = min(max(x, plot.left + wide / 2), plot.right + frame.look.text * 0.5 - wide / 2)
    above, below = y - gap - high, y + gap
    ends = [y] if point.interval is None else [frame.y(end) for end in point.interval]
    tops = [below, above] if falls else [above, below]
    tops += [min(ends) - high - frame.look.line * 2, max(ends) + frame.look.line * 2]
    for top in tops:
        yield Box(middle_x - wide / 2, top, middle_x + wide / 2, top + high)
    for left in (x + gap, x - gap - wide):
        for top in (y - high / 2, above, below):
            yield Box(left, top, left + wide, top + high)


def _worth_writing(series: Series) -> Iterator[tuple[Point, int]]:
    """The points whose values are written, and in which order: the last first."""
    known = series.known
    highest = max(reversed(known), key=lambda point: point.value or 0.0)
    lowest = min(reversed(known), key=lambda point: point.value or 0.0)
    ranks = {id(known[-1]): 0}
    for rank, point in enumerate((highest, lowest, known[0]), 1):
        ranks.setdefault(id(point), rank)
    for point in known:
        rank = ranks.get(id(point), 4)
        if rank < 4 or len(known) <= EACH:
            yield point, rank
