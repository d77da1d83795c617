"""A page's figures as a picture: SVG bars with their intervals, drawn by pygal (the extra `plot`).

The same page draws the same bytes: no date, no script, nothing that is fetched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from domain.durations import HOUR
from domain.errors import Invalid
from projections.account import Account
from projections.accountability.figures import course
from projections.accountability.page import Card, Page
from projections.gains import Period
from projections.support import Support
from projections.support.estimate import AHEAD, estimate, spans, whole_quarters

WIDTH, HEIGHT = 800, 400
UNCONFIRMED = ", not confirmed yet"
INSTALL = "the picture needs pygal: uv sync --extra plot, or pip install '.[plot]', where sameside's pyproject.toml is"
SVG = "http://www.w3.org/2000/svg"


class Bar(NamedTuple):
    """One figure, and between what it lies; where nothing was measured there is none."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None


Series = tuple[str, list[Bar]]


class Chart(NamedTuple):
    """Figures of one unit. Every series has a bar for each label, in the same order."""

    title: str
    unit: str
    series: list[Series]


def write(file: str, page: Any, day: date) -> None:
    """Draws the page into a file. Raises Invalid where there are no figures or no pygal, or nothing can be written."""
    if Path(file).suffix.lower() != ".svg":
        raise Invalid(f"a picture is an SVG: name a file that ends in .svg, not {Path(file).name}", where="--plot")
    found = [one for one in map(_filled, charts(page, day)) if one.series]
    if not found:
        raise Invalid("this page has no figures to draw yet", where="--plot")
    try:
        Path(file).write_text(drawn(found), encoding="utf-8")
    except OSError as error:
        raise Invalid(f"{file} cannot be written: {error.strerror}", where="--plot") from error


def charts(page: Any, day: date) -> Iterator[Chart]:
    """What there is to draw of a page: gains, the budget, or the progress of each outcome."""
    match page:
        case Account():
            periods = sorted(page.periods.values(), key=lambda one: one.ends)
            yield Chart(
                f"{page.title}: gain by period, between its ends",
                page.currency,
                [one for counts in (True, False) for one in _gains(periods, counts=counts)],
            )
        case Support():
            yield Chart(
                f"{page.title}: support by year, and the next", "hours of support", [("hours", _years(page, day))]
            )
        case Page():
            for card in page.outcomes.values():
                yield _progress(card)


def drawn(found: Sequence[Chart]) -> str:
    """The charts below each other, as one SVG. Raises Invalid without pygal."""
    whole = ET.Element(f"{{{SVG}}}svg", width=str(WIDTH), height=str(HEIGHT * len(found)))
    for number, chart in enumerate(found):
        part = _still(_drawn_alone(chart))
        part.set("y", str(HEIGHT * number))
        del part.attrib["id"]
        whole.append(part)
    ET.register_namespace("", SVG)
    return ET.tostring(whole, encoding="unicode") + "\n"


def _gains(periods: list[Period], *, counts: bool) -> Iterator[Series]:
    """Gain and relative gain of the periods that the customer confirmed, or of those that wait for it."""
    which = "" if counts else UNCONFIRMED
    for name, told in (("gain", _gain), ("relative gain", _beyond)):
        yield f"{name}{which}", [_bar(one.period, told(one) if one.counts is counts else None) for one in periods]


def _gain(one: Period) -> tuple[Any, Any, Any]:
    return one.gain, one.low, one.high


def _beyond(one: Period) -> tuple[Any, Any, Any] | None:
    """The gain beyond the best alternative, as sure as the gain is: of an alternative one figure is known."""
    if one.relative is None or one.best is None or one.low is None or one.high is None:
        return None
    return one.relative, one.low - one.best, one.high - one.best


def _progress(card: Card) -> Chart:
    """From the baseline by every figure to the target."""
    metric, told, seen = card.terms.metric, course(card), Counter[str]()
    bars = [_bar("baseline", (metric.baseline, None, None))] if told and metric.baseline is not None else []
    for one in told:
        day = one.period[:10]
        seen[day] += 1
        label = f"{day} ({seen[day]})" if seen[day] > 1 else day
        bars.append(_bar(label, (one.value, one.low, one.high)))
    if told and metric.target is not None:
        bars.append(_bar("target", (metric.target, metric.target, metric.upper)))
    return Chart(f"{card.outcome} {card.terms.says}", metric.unit or metric.name, [(metric.name, bars)])


def _years(page: Support, day: date) -> list[Bar]:
    """Years of whole quarters that end with the last of them, before these what is left, and the next one with its
    interval.
    """
    known = whole_quarters(page, day)
    ends = range(len(known) % AHEAD or AHEAD, len(known) + 1, AHEAD)
    years = [known[max(0, end - AHEAD) : end] for end in ends]
    bars = [Bar(spans([name for name, _ in of]), sum(minutes for _, minutes in of) / HOUR) for of in years]
    found = estimate(known)
    return [*bars, Bar("next year", found.whole / HOUR, found.low / HOUR, found.high / HOUR)] if found else bars


def _bar(label: str, told: tuple[Any, Any, Any] | None) -> Bar:
    """A picture needs no more digits than a float has."""
    value, low, high = (None if one is None else float(one) for one in told or (None, None, None))
    return Bar(label, value, low, high)


def _filled(chart: Chart) -> Chart:
    """Without the series that have no figure."""
    series = [(name, bars) for name, bars in chart.series if any(bar.value is not None for bar in bars)]
    return chart._replace(series=series)


def _drawn_alone(chart: Chart) -> Any:
    try:
        from pygal import Bar as Bars  # noqa: PLC0415 - an extra that only pictures need
        from pygal import Config  # noqa: PLC0415 - as above
    except ImportError as error:
        raise Invalid(INSTALL, where="--plot") from error
    every = [bar for _, bars in chart.series for bar in bars]
    ends = [end for bar in every for end in (bar.value, bar.low, bar.high) if end is not None]
    told = {"no_prefix": True, "js": [], "explicit_size": True, "width": WIDTH, "height": HEIGHT}
    picture = Bars(
        Config(
            title=chart.title,
            y_title=chart.unit,
            legend_at_bottom=True,
            range=(min(0.0, *ends), max(0.0, *ends)),
            value_formatter=_number,
            print_values=True,
            print_values_position="bottom",
            **told,
        )
    )
    picture.x_labels = [bar.label for bar in chart.series[0][1]]
    for name, bars in chart.series:
        picture.add(name, [_cell(bar) for bar in bars])
    return picture.render_tree()


def _number(told: float | None) -> str:
    """Grouped, and with no more places than a tenth: 15,711.4."""
    return "" if told is None else f"{round(told, 1):,.1f}".removesuffix(".0")


def _cell(bar: Bar) -> Any:
    if bar.value is None:
        return None
    sure = bar.low is None or bar.high is None or bar.low == bar.high
    return bar.value if sure else {"value": bar.value, "ci": {"low": bar.low, "high": bar.high}}


def _still(tree: Any) -> Any:
    """Without comments, which tell the day it was drawn on, and without scripts."""
    for inside in list(tree.iter()):
        for one in list(inside):
            if not isinstance(one.tag, str) or one.tag.rpartition("}")[2] == "script":
                inside.remove(one)
    return tree
