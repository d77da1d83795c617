"""A page's figures as a picture: SVG bars with their intervals, drawn by pygal (the extra `plot`).

The same page draws the same bytes: no date, no script, nothing that is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from domain.errors import Invalid
from projections.account import Account
from projections.accountability.page import Page
from projections.support import Support
from projections.support.estimate import AHEAD, estimate, whole_quarters

INSTALL = "the picture needs pygal: pip install 'sameside[plot]', or uv run --extra plot sameside …"


class Bar(NamedTuple):
    """One figure, and between what it lies; where nothing was measured there is none."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None


Series = tuple[str, list[Bar]]


def write(file: str, page: Any, day: date) -> None:
    """Draws the page into a file. Raises Invalid where there are no figures or no pygal, or nothing can be written."""
    series = [(name, bars) for name, bars in figures(page, day) if any(bar.value is not None for bar in bars)]
    if not series:
        raise Invalid("this page has no figures to draw yet", where="--plot")
    try:
        Path(file).write_text(drawn(page.title, series), encoding="utf-8")
    except OSError as error:
        raise Invalid(f"{file} cannot be written: {error.strerror}", where="--plot") from error


def figures(page: Any, day: date) -> Iterator[Series]:
    """What there is to draw of a page: gains, the budget, or the progress of each outcome."""
    match page:
        case Account():
            periods = sorted(page.periods.values(), key=lambda one: one.ends)
            yield "gain", [Bar(one.period, *map(_drawn, (one.gain, one.low, one.high))) for one in periods]
            yield "relative gain", [Bar(one.period, _drawn(one.relative)) for one in periods]
        case Support():
            yield "hours of support", _years(page, day)
        case Page():
            for card in page.outcomes.values():
                told = sorted(card.figures.values(), key=lambda one: (one.day, one.at))
                bars = [Bar(one.period[:10], *map(_drawn, (one.value, one.low, one.high))) for one in told]
                yield f"{card.outcome} {card.terms.metric.name}", bars


def drawn(title: str, series: list[Series]) -> str:
    """The picture as SVG. Raises Invalid without pygal."""
    try:
        from pygal import Bar as Chart  # noqa: PLC0415 - an extra that only pictures need
        from pygal import Config  # noqa: PLC0415 - as above
    except ImportError as error:
        raise Invalid(INSTALL, where="--plot") from error
    told = {"no_prefix": True, "js": [], "explicit_size": True, "width": 800, "height": 400, "title": title}
    chart = Chart(Config(legend_at_bottom=True, **told))
    chart.x_labels = list(dict.fromkeys(bar.label for _, bars in series for bar in bars))
    for name, bars in series:
        by_label = {bar.label: bar for bar in bars}
        chart.add(name, [_cell(by_label.get(label)) for label in chart.x_labels])
    return _still(chart.render_tree())


def _years(page: Support, day: date) -> list[Bar]:
    """The whole years that end with the last whole quarter, and the next one with its interval."""
    known = whole_quarters(page, day)
    years = [known[at : at + AHEAD] for at in range(len(known) % AHEAD, len(known), AHEAD)]
    bars = [Bar(f"{of[0][0]} to {of[-1][0]}", float(sum(hours for _, hours in of))) for of in years]
    found = estimate([hours for _, hours in known])
    return [*bars, Bar("next year", found.hours, found.low, found.high)] if found else bars


def _cell(bar: Bar | None) -> Any:
    if bar is None or bar.value is None:
        return None
    sure = bar.low is None or bar.high is None or bar.low == bar.high
    return bar.value if sure else {"value": bar.value, "ci": {"low": bar.low, "high": bar.high}}


def _drawn(told: Any) -> float | None:
    """A picture needs no more digits than a float has."""
    return None if told is None else float(told)


def _still(tree: Any) -> str:
    """Without comments, which tell the day it was drawn on, and without scripts."""
    for inside in list(tree.iter()):
        for one in list(inside):
            if not isinstance(one.tag, str) or one.tag.rpartition("}")[2] == "script":
                inside.remove(one)
    return ET.tostring(tree, encoding="unicode") + "\n"
