"""Baseline and latest figure, read off the measurements of one outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.engagement.shared.terms import same_metric
from domain.fact import Envelope
from domain.when import counts_on
from projections.accountability.page import Card, Figure, Page, Wrong
from projections.shared.documents.tally import version_on
from projections.shared.words import word

if TYPE_CHECKING:
    from domain.engagement.measuring import MeasurementCorrected, ResultMeasured


def measured(page: Page, fact: ResultMeasured, envelope: Envelope) -> bool:
    card = page.outcomes.get(fact.outcome)
    if card is None or (fact.named and str(fact.version) not in card.versions):
        return False
    figure = Figure(
        at=envelope.version,
        under=fact.version,
        named=fact.named,
        value=fact.value,
        low=fact.low,
        high=fact.high,
        period=fact.period,
        day=counts_on(fact.period, envelope.recorded_at, page.time_zone).isoformat(),
        method=fact.method,
        said=word(envelope),
        corrected_from=[],
    )
    card.figures[str(envelope.version)] = figure
    _take(card, figure)
    if _comparable(card, figure):
        _weigh(card, figure)
        tell(card)
    return True


def corrected(page: Page, fact: MeasurementCorrected, envelope: Envelope) -> bool:
    card = page.outcomes.get(fact.outcome)
    figure = card.figures.get(str(fact.corrects)) if card else None
    if card is None or figure is None:
        return False
    figure.corrected_from.append(_wrong(figure, envelope.version))
    figure.value, figure.low, figure.high = fact.value, fact.low, fact.high
    if figure.period != fact.period:  # the same period counts on the day it did
        figure.day = counts_on(fact.period, envelope.recorded_at, page.time_zone).isoformat()
    figure.period, figure.method = fact.period, fact.method
    _take(card, figure)
    survey(card)
    return True


def agreed(card: Card) -> None:
    """What was agreed says which version each figure is of."""
    for figure in card.figures.values():
        _take(card, figure)


def course(card: Card) -> list[Figure]:
    """The figures of the metric that the card shows, in the order of their days."""
    standing = [figure for figure in card.figures.values() if _comparable(card, figure)]
    return sorted(standing, key=lambda point: (point.day, point.at))


def survey(card: Card) -> None:
    """All figures weighed again: after a correction, or other terms."""
    card.first_figure = card.latest_figure = 0
    for figure in course(card):
        _weigh(card, figure)
    tell(card)


def tell(card: Card) -> None:
    metric, figures = card.terms.metric, card.figures
    first, latest = figures.get(str(card.first_figure)), figures.get(str(card.latest_figure))
    # "Unknown, first measured by D": that measurement is then the baseline.
    card.baseline = metric.baseline if metric.baseline is not None or first is None else first.value
    card.latest = latest.value if latest else None
    card.latest_low, card.latest_high = (latest.low, latest.high) if latest else (None, None)
    card.latest_period = latest.period if latest else None


def _weigh(card: Card, figure: Figure) -> None:
    first, latest = card.figures.get(str(card.first_figure)), card.figures.get(str(card.latest_figure))
    moment = (figure.day, figure.at)
    if first is None or moment < (first.day, first.at):
        card.first_figure = figure.at
    if latest is None or moment > (latest.day, latest.at):
        card.latest_figure = figure.at


def _take(card: Card, figure: Figure) -> None:
    """A figure is of the version in force on its day, or of the first to count, unless the metric of that one is not
    the one it was recorded for; or of the version that was named.
    """
    version = version_on(card.results.since, figure.day)
    if figure.named or version is None:
        return
    former = card.versions.get(str(figure.under))  # its proposal may have been denied
    if former is None or same_metric(card.versions[str(version)].terms.metric, former.terms.metric):
        figure.under = version


def _comparable(card: Card, figure: Figure) -> bool:
    """Whether it was taken of the metric that the card now shows."""
    version = card.versions.get(str(figure.under))
    return version is not None and same_metric(version.terms.metric, card.terms.metric)


def _wrong(figure: Figure, at: int) -> Wrong:
    return Wrong(
        corrected_at=at,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        period=figure.period,
        day=figure.day,
        method=figure.method,
    )
