"""The success report: its rows are computed from what was measured, and nobody can type one (text 002).

"If we can define what success looks like and report on that quarterly": what success is, who measures it and how often
it is reported stand in the terms; the report says what was measured since the one before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol, TypeAlias

from msgspec import UNSET, Struct, UnsetType
from rpds import HashTrieMap

from domain.access import S, may
from domain.command import Command
from domain.engagement.shared.judged import lots_of
from domain.engagement.shared.resulted import Results
from domain.engagement.shared.standing import Measurements, Outcomes, in_force, named
from domain.engagement.shared.terms import Rhythm
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.recount.verdicts import Lot
from domain.vocabulary import Party, Slug, When, Words, value
from domain.when import rhythm_after


@value
class Row:
    """One figure as it stood, whose word it was, and the stream's version that said it."""

    at: int
    period: When
    value: Decimal
    low: Decimal
    high: Decimal
    method: Words
    by: Party


@value
class ByWord:
    """Results that stand, by the strongest word that says so."""

    customer: int = 0
    witness: int = 0
    on_behalf: int = 0
    silence: int = 0
    seller: int = 0


class SuccessReported(Fact, frozen=True, kw_only=True):
    """What was measured of an outcome since its last report, and how many results stand.

    `target` and `every` are those of the version in force; `due` is the day by which the next report is, one rhythm on.
    Results `standing` are those that count; `by_word` says on whose word each does.
    """

    type = "success-reported.v1"
    outcome: Slug
    version: int
    kind: Literal["target", "count"]
    target: Decimal | None = None
    every: Rhythm | None = None
    due: When | None = None
    rows: tuple[Row, ...] = ()
    standing: int = 0
    confirmed: int = 0
    in_dispute: int = 0
    provisional: int | UnsetType = UNSET
    by_word: ByWord | UnsetType = UNSET


class ReportSuccess(Command, name="outcome.report", about="outcome", may=may(S, closed=True)):
    """Make a success report; the ledger gathers what was measured since the last one."""

    outcome: Slug


class Reported(Struct, frozen=True):
    """How far an outcome was reported: every figure up to this version of the stream."""

    at: int


Reports: TypeAlias = "HashTrieMap[str, Reported]"


class Reads(Protocol):
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def measurements(self) -> Measurements: ...
    @property
    def results(self) -> Results: ...
    @property
    def reports(self) -> Reports: ...


def decide(command: ReportSuccess, engagement: Reads, today: date) -> tuple[SuccessReported, ...]:
    name = command.outcome
    proposal = in_force(engagement.outcomes, name)
    metric, every = proposal.terms.metric, proposal.terms.measured.every
    last = engagement.reports.get(name)
    units = _units(lots_of(named(engagement.outcomes, name), engagement.results, name, today))
    rests_on = ByWord(**{field.name: units[field.name.replace("_", " ")] for field in fields(ByWord)})
    report = SuccessReported(
        outcome=name,
        version=proposal.number,
        kind=metric.kind,
        target=metric.target,
        every=every,
        due=rhythm_after(today.isoformat(), every) if every else None,
        rows=_rows(engagement.measurements, name, last.at if last else 0),
        standing=units["counts"],
        confirmed=units["customer"] + units["on behalf"],
        in_dispute=units["in dispute"],
        provisional=units["provisional"] or UNSET,
        by_word=rests_on if units["counts"] else UNSET,
    )
    return (report,)


def _units(lots: Iterable[Lot]) -> Counter[str]:
    """How many units have each verdict, and of those that count how many rest on whose word."""
    units = Counter[str]()
    for lot in lots:
        units[lot.verdict.kind] += lot.units
        units[lot.verdict.whose or ""] += lot.units
    return units


def evolve(state: Reports, fact: SuccessReported, envelope: Envelope, _zone: str) -> Reports:
    return state.insert(fact.outcome, Reported(envelope.version))


def soonest(due: str | None, every: Rhythm | None, agreed: Envelope) -> str | None:
    """The day the next report is due, once a version with this rhythm is agreed. What was due before stays due: only a
    report moves it on.
    """
    first = rhythm_after(agreed.occurred_at, every, agreed.zone) if every else None
    return min((day for day in (due, first) if day is not None), default=None)


def _rows(measurements: Measurements, outcome: str, after: int) -> tuple[Row, ...]:
    """The figures said or corrected after a version of the stream, in the order of their periods."""
    new = [
        measurement
        for measurement in measurements.values()
        if measurement.outcome == outcome and measurement.at > after
    ]
    return tuple(
        Row(
            at=measurement.at,
            period=measurement.period,
            value=measurement.value,
            low=measurement.low,
            high=measurement.high,
            method=measurement.method,
            by=measurement.party,
        )
        for measurement in sorted(new, key=lambda measurement: (measurement.day, measurement.at))
    )


REPORTING = Practice(SuccessReported, ReportSuccess, decide, "reports", evolve)
