"""What is measured: figures with their interval, and their corrections (domain 0.1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Protocol, assert_never

from msgspec.structs import replace

from domain.access import C, S, W, may
from domain.command import Command, field
from domain.engagement.shared.standing import (
    Measurement,
    Measurements,
    Outcomes,
    Proposal,
    agreed_as,
    covering,
    first_agreed,
    in_force,
)
from domain.engagement.shared.terms import Fixed
from domain.errors import FutureDate, Interval
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.said import worded
from domain.step import WayOut
from domain.taken_back import own_word
from domain.vocabulary import Number, Slug, Version, When, Words
from domain.warned import Warned
from domain.when import counts_on, first_day, last_day


class ResultMeasured(Fact, frozen=True, kw_only=True):
    """A figure of the outcome's metric, with its interval, for a period.

    It is of the version that was in force on its day; of `version` where the command `named` that one, and where it was
    recorded before it could.
    """

    type = "result-measured.v1"
    outcome: Slug
    version: int
    period: When
    value: Number
    low: Number
    high: Number
    method: Words
    named: bool = True


class MeasurementCorrected(Fact, frozen=True, kw_only=True):
    """The whole new value of a measurement, which keeps its date; the wrong figure stays visible."""

    type = "measurement-corrected.v1"
    corrects: int
    outcome: Slug
    version: int
    period: When
    value: Number
    low: Number
    high: Number
    method: Words


class MeasureResult(Command, name="result.measure", about="outcome", may=may(S, C, W, closed=True)):
    """Record a measured figure of the outcome, with its lower and upper limit."""

    outcome: Slug
    value: Number
    low: Number | None = None
    high: Number | None = None
    period: When | None = None
    method: Words | None = None
    version: Version | None = field(
        None, description="The version of the terms it belongs to; by default the one in force on its day."
    )


class CorrectMeasurement(
    Command, name="result.correct-measurement", about="corrects", may=may(S, C, W, why=True, closed=True)
):
    """Replace a measured figure that was wrong, by the number of its entry."""

    corrects: Version
    value: Number
    low: Number | None = None
    high: Number | None = None
    period: When | None = None
    method: Words | None = None


MeasuringFact = ResultMeasured | MeasurementCorrected
MeasuringCommand = MeasureResult | CorrectMeasurement


class Reads(Protocol):
    @property
    def fixed(self) -> Fixed: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def measurements(self) -> Measurements: ...


def decide(command: MeasuringCommand, engagement: Reads, today: date) -> tuple[MeasuringFact, ...]:
    """`today` is the day the command counts on, in the engagement's zone."""
    value, low, high = _interval(command)
    period = command.period or ""
    if period and first_day(period, engagement.fixed.zone) > today:
        raise FutureDate.of("{occurred_at} had not begun on {today}", today=today, occurred_at=period)
    match command:
        case MeasureResult():
            period = period or command.occurred_at or today.isoformat()
            proposal = _version(command, engagement, min(last_day(period, engagement.fixed.zone), today))
            fact = ResultMeasured(
                outcome=command.outcome,
                version=proposal.number,
                named=command.version is not None,
                period=period,
                value=value,
                low=low,
                high=high,
                method=command.method or proposal.terms.measured.how,
            )
            return (fact,)
        case CorrectMeasurement():
            old = corrected(command, engagement)
            now = {"period": period or old.period, "method": command.method or old.method}
            names = {"corrects": command.corrects, "outcome": old.outcome, "version": old.version}
            return (MeasurementCorrected(value=value, low=low, high=high, **now, **names),)  # type: ignore[arg-type]
        case _:
            assert_never(command)


def _version(command: MeasureResult, engagement: Reads, day: date) -> Proposal:
    """The version that the command names, or else the one in force on the figure's day. Unknown, or NotNow."""
    in_force(engagement.outcomes, command.outcome)
    if command.version is not None:
        return agreed_as(engagement.outcomes, command.outcome, command.version)
    return covering(engagement.outcomes[command.outcome], day)


def corrected(command: CorrectMeasurement, engagement: Reads) -> Measurement:
    """What the command corrects; its own date becomes the correction's. Unknown, or NotYourWord."""
    return own_word(engagement.measurements.get(command.corrects), command.corrects, command.party, "measurement")


def evolve(state: Measurements, fact: MeasuringFact, envelope: Envelope, zone: str) -> Measurements:
    match fact:
        case ResultMeasured():
            new = Measurement(
                said_at=envelope.version,
                outcome=fact.outcome,
                version=fact.version,
                named=fact.named,
                value=fact.value,
                low=fact.low,
                high=fact.high,
                period=fact.period,
                method=fact.method,
                day=counts_on(fact.period, envelope.recorded_at, zone),
                occurred_at=envelope.dated,
                party=envelope.party,
                at=envelope.version,
            )
            return state.insert(envelope.version, new)
        case MeasurementCorrected():
            if (old := state.get(fact.corrects)) is None:
                return state
            # The same period counts on the day it did: what was measured in time stays in time.
            day = old.day if fact.period == old.period else counts_on(fact.period, envelope.recorded_at, zone)
            figures = {"value": fact.value, "low": fact.low, "high": fact.high}
            changes = {"period": fact.period, "method": fact.method, "day": day, "at": envelope.version}
            return state.insert(fact.corrects, replace(old, **figures, **changes))
        case _:
            assert_never(fact)


def warn(command: MeasuringCommand, engagement: Reads) -> list[Warned]:
    """Warns where the terms say that somebody else measures, and of a figure from before they were agreed, unless it is
    the baseline that they left to be measured. `engagement` already has the measurement.
    """
    version = command.corrects if isinstance(command, CorrectMeasurement) else max(engagement.measurements)
    figure = engagement.measurements[version]
    outcome, warnings = engagement.outcomes[figure.outcome], list[Warned]()
    if outcome.agreed is None:
        return warnings
    whose, metric = outcome.agreed.terms.measured.by, outcome.agreed.terms.metric
    if isinstance(command, MeasureResult) and command.party is not whose:
        again = worded("if it is the {side}'s figure, record it with --as {word}", side=whose, word=whose.value)
        theirs = WayOut(says=again, side=whose)
        measures = "by the terms the {side} measures; this is recorded as the {party}'s figure"
        other = worded(measures, side=whose, party=command.party)
        warnings.append(Warned("NOT-WHO-MEASURES", other, theirs))
    others = (
        measurement
        for measurement in engagement.measurements.values()
        if measurement.outcome == figure.outcome and measurement is not figure
    )
    baseline = metric.kind == "target" and metric.baseline is None and not any(others)
    agreed = first_agreed(outcome)
    if agreed and figure.day < agreed and not baseline:
        lies = "{period} lies before {outcome} was agreed, on {day}"
        early = worded(lies, period=figure.period, outcome=figure.outcome, day=agreed)
        warnings.append(Warned("BEFORE-AGREED", early))
    return warnings


def _interval(command: MeasuringCommand) -> tuple[Decimal, Decimal, Decimal]:
    low = command.value if command.low is None else command.low
    high = command.value if command.high is None else command.high
    if not low <= command.value <= high:
        raise Interval(low=str(low), value=str(command.value), high=str(high))
    return command.value, low, high


MEASURING = Practice(MeasuringFact, MeasuringCommand, decide, "measurements", evolve, warn, corrected)
