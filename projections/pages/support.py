"""The support page: time by quarter and topic, and next year's budget with how it was estimated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from domain.durations import HOUR
from projections.pages.language import ENGLISH, Language
from projections.pages.phrases import money
from projections.pages.sheet import Course, Item, Point, Sheet, made
from projections.support import Support
from projections.support.estimate import AHEAD, LEAST, Estimate, estimate, runs, whole_quarters

WORDS_MAX = 3
ENDS = ("03-31", "06-30", "09-30", "12-31")
Known = list[tuple[str, int]]
"""Whole quarters, the first first, and the minutes of each."""


def sheet(page: Support, day: date, speak: Language = ENGLISH) -> Sheet:
    """The page as it is read on `day`, in the reader's language."""
    known = whole_quarters(page, day)
    sections = (
        ("support", speak.say("Support"), _quarters(speak, page, known)),
        ("budget", speak.say("Next year"), _next_year(speak, page, known)),
    )
    return made("support", f"engagement/{page.engagement}", page.title, day, sections)


def _quarters(speak: Language, page: Support, known: Known) -> Iterator[Item]:
    hours = _hours(speak, page.minutes)
    record = speak.say("a record, never a bill")
    yield Item(kind="support", label=speak.say("support"), phrases=(page.title, page.engagement, hours, record))
    whole = {name for name, _ in known}
    for name, topics in page.topics.items():
        by_topic = ", ".join(f"{topic} {speak.duration(minutes)}" for topic, minutes in sorted(topics.items()))
        part = () if name in whole else (speak.say("not a whole quarter: no part of the estimate"),)
        yield Item(
            kind="quarter", label=speak.date(name), phrases=(_hours(speak, page.quarters[name]), by_topic, *part)
        )
    for number, words in enumerate(page.said[:WORDS_MAX], 1):
        yield Item(kind="said", label=speak.say("said {number}", number=number), phrases=(words,))
    if len(known) > 1 and page.minutes:
        yield Item(kind="trend", label=speak.say("trend"), phrases=(), course=_course(speak, known))
    last = max((name for name, minutes in page.quarters.items() if minutes), default="9999")
    if silent := sum(name > last for name, _ in known):
        yield Item(kind="silence", label=speak.say("silence"), phrases=(_silence(speak, last, silent),))


def _course(speak: Language, known: Known) -> Course:
    points = tuple(
        Point(day=end_of(name), period=name, value=Decimal(minutes), low=Decimal(minutes), high=Decimal(minutes))
        for name, minutes in known
    )
    name = speak.say("support by quarter")
    return Course(name=name, unit=speak.say("minutes"), baseline=None, target=None, upper=None, by=None, points=points)


def _next_year(speak: Language, page: Support, known: Known) -> Iterator[Item]:
    label = speak.say("next year")
    estimated = estimate(known)
    if not page.minutes:  # or all of it was taken out again
        yield Item(kind="next-year", label=label, phrases=(speak.say("no support was noted yet"),))
    elif estimated is None:
        little = speak.say(
            "too little history: {number} whole quarters, and it takes {needed}", number=len(known), needed=LEAST
        )
        yield Item(kind="next-year", label=label, phrases=(little,))
    else:
        yield from _budget(speak, page, estimated, known)


def _budget(speak: Language, page: Support, coming: Estimate, known: Known) -> Iterator[Item]:
    quarters = " + ".join(map(speak.duration, coming.quarters))
    between = speak.say(
        "{hours} h ({low} to {high} in 95 of 100 such years)",
        hours=speak.duration(coming.whole),
        low=speak.duration(coming.low),
        high=speak.duration(coming.high),
    )
    yield Item(kind="next-year", label=speak.say("next year"), phrases=(between, quarters))
    names = [name for name, _ in known]
    last_year = spans(speak, names[-AHEAD:])
    same = (_hours(speak, coming.same_as_last_year), *((last_year,) if len(runs(names[-AHEAD:])) > 1 else ()))
    yield Item(kind="same", label=speak.say("same as last year"), phrases=same)
    if page.rate is not None:
        whole = Decimal(coming.whole) / HOUR * page.rate
        budget = speak.say(
            "{amount} at {rate} an hour",
            amount=money(speak, whole.quantize(Decimal(1)), page.currency),
            rate=money(speak, page.rate, page.currency),
        )
        yield Item(kind="budget", label=speak.say("budget"), phrases=(budget,))
    method = speak.say(
        "a straight line by least squares over {number} whole quarters, {spans}: {inputs}",
        number=len(known),
        spans=spans(speak, names),
        inputs=", ".join(speak.duration(minutes) for _, minutes in known),
    )
    yield Item(kind="method", label=speak.say("method"), phrases=(method,))
    deviation = speak.say(
        "{hours} h a quarter, {free} degrees of freedom", hours=speak.duration(coming.deviation), free=len(known) - 2
    )
    yield Item(kind="deviation", label=speak.say("deviation"), phrases=(deviation,))


def spans(speak: Language, names: list[str]) -> str:
    """`2023-Q1 to 2024-Q4`; of quarters between which others are missing, each run of them."""
    return ", ".join(_span(speak, run) for run in runs(names))


def _span(speak: Language, run: list[str]) -> str:
    first, last = speak.date(run[0]), speak.date(run[-1])
    return first if len(run) == 1 else speak.say("{first} to {last}", first=first, last=last)


def _silence(speak: Language, last: str, silent: int) -> str:
    """Nothing noted may mean that nothing was needed, or that nobody notes it any more: who reads is to know."""
    return speak.count(
        silent,
        "none noted since {last}: {number} quarter counted as no need. If notes ended then: --on {end}",
        "none noted since {last}: {number} quarters counted as no need. If notes ended then: --on {end}",
        last=speak.date(last),
        end=end_of(last),
    )


def end_of(quarter: str) -> str:
    """The last day of a quarter: `2026-Q1` → 2026-03-31."""
    year, number = quarter.split("-Q")
    return f"{year}-{ENDS[int(number) - 1]}"


def _hours(speak: Language, minutes: int) -> str:
    return speak.say("{hours} h", hours=speak.duration(minutes))
