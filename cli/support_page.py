"""The support page as text: time by quarter and topic, and next year's budget with how it was estimated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cli.amounts import money
from cli.labelled import paged
from cli.spark import spark
from domain.durations import HOUR, clock
from projections.support import Support
from projections.support.estimate import AHEAD, LEAST, Estimate, estimate, spans, whole_quarters

WORDS_MAX = 3


def render(page: Support, reader: str, day: date) -> str:
    """The page for `reader`, as of `day`: every line `label   value`; only the first says who reads."""
    return paged(reader, lines(page, day))


def lines(page: Support, day: date) -> Iterator[tuple[str, str]]:
    """What the page says, as label and value; no label twice."""
    yield "support", f"{page.title} · {page.engagement} · {clock(page.minutes)} h · a record, never a bill"
    known = whole_quarters(page, day)
    whole = {name for name, _ in known}
    for name, topics in page.topics.items():
        told = ", ".join(f"{topic} {clock(minutes)}" for topic, minutes in sorted(topics.items()))
        part = "" if name in whole else " · not a whole quarter: no part of the estimate"
        yield name, f"{clock(page.quarters[name])} h · {told}{part}"
    for at, words in enumerate(page.said[:WORDS_MAX], 1):
        yield f"said {at}", words
    if len(known) > 1:
        yield "trend", spark([Decimal(minutes) for _, minutes in known])
    last = max((name for name, minutes in page.quarters.items() if minutes), default="9999")
    if silent := sum(name > last for name, _ in known):
        yield "silence", _silence(last, silent)
    found = estimate(known)
    if not page.minutes:  # or all of it was taken out again
        yield "next year", "no support was noted yet"
    elif found is None:
        yield "next year", f"too little history: {len(known)} whole quarters, and it takes {LEAST}"
    else:
        yield from _budget(page, found, known)


def _budget(page: Support, found: Estimate, known: list[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    between = f"{clock(found.low)} to {clock(found.high)} in 95 of 100 such years"
    yield "next year", f"{clock(found.whole)} h ({between}) · {' + '.join(map(clock, found.quarters))}"
    names = [name for name, _ in known]
    last_year = spans(names[-AHEAD:])
    apart = f" · {last_year}" if "," in last_year else ""
    yield "same as last year", f"{clock(found.same_as_last_year)} h{apart}"
    if page.rate is not None:
        whole, rate = Decimal(found.whole) / HOUR * page.rate, money(page.rate, page.currency)
        yield "budget", f"{money(whole.quantize(Decimal(1)), page.currency)} at {rate} an hour"
    inputs = f"{spans(names)}: {', '.join(clock(minutes) for _, minutes in known)}"
    yield "method", f"a straight line by least squares over {len(known)} whole quarters, {inputs}"
    yield "deviation", f"{clock(found.deviation)} h a quarter, {len(known) - 2} degrees of freedom"


def _silence(last: str, silent: int) -> str:
    """Nothing noted may mean that nothing was needed, or that nobody notes it any more: who reads is to know."""
    year, number_ = last.split("-Q")
    day = ("03-31", "06-30", "09-30", "12-31")[int(number_) - 1]
    return f"none noted since {last}: {silent} counted as no need. If notes ended then: --on {year}-{day}"
