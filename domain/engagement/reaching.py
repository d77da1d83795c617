"""A result is reached: a target is met, or one more unit of a count is there (domain 0.1).

A `target` outcome has one result a version, named `v1`; each unit of a `count` outcome is one, named by its reference.
The terms in force on the day it happened say what it earns, whenever it is told; before the day from which the
first of them count it earns nothing.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Protocol

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from domain.access import C, S, may
from domain.command import Command, field
from domain.engagement.shared.disputing import late
from domain.engagement.shared.judged import of_the_case
from domain.engagement.shared.order import check_hour
from domain.engagement.shared.resulted import APART, Result, Results, place, standing
from domain.engagement.shared.standing import (
    Measurement,
    Measurements,
    Outcomes,
    Proposal,
    agreed_as,
    covering,
    first_agreed,
    first_counting,
    in_force,
    is_of,
    named,
)
from domain.engagement.shared.terms import Fixed, meets, rule_of
from domain.errors import (
    AlreadyStands,
    EngagementClosed,
    Invalid,
    NotMeasured,
    PastDate,
    TargetNotMet,
)
from domain.fact import Envelope, Fact
from domain.later import counts_at
from domain.marks import limits
from domain.names import same
from domain.practice import Practice
from domain.recount.shown import Named, Shown, as_asked
from domain.recount.told import claimed
from domain.said import worded
from domain.step import GAP, WayOut
from domain.vocabulary import Count, Label, Party, Slug, Span, Version
from domain.warned import Warned
from domain.when import counts_on, last_day


class ResultReached(Fact, frozen=True, kw_only=True):
    """A result: a target met by a measurement, or one more unit of a count.

    A unit counts under the version that was in force on its day; under `version` where the command `named` that one.
    Objections run from `recorded_on`, where that is later than its day.
    """

    type = "result-reached.v1"
    outcome: Slug
    version: int
    reference: Label
    quantity: int
    measurement: int | None = None
    named: bool = False
    case: tuple[Named, ...] | UnsetType = UNSET
    shown: tuple[Shown, ...] | UnsetType = UNSET
    recorded_on: Span | UnsetType = UNSET


class ReachResult(Command, name="result.reach", about="outcome", may=may(S, C, closed=True)):
    """Record that a measurement meets the target, or that one more unit was delivered."""

    outcome: Slug
    reference: Label | None = None
    quantity: Count = 1
    measurement: Version | None = None
    version: Version | None = field(
        None, description="The version of the terms it counts under; by default the one in force on its day."
    )
    case: Annotated[tuple[Named, ...], limits(max_length=20)] = ()
    shown: Annotated[tuple[Shown, ...], limits(max_length=10)] = ()


class Reads(Protocol):
    @property
    def recorded_on(self) -> date: ...
    @property
    def fixed(self) -> Fixed: ...
    @property
    def closed_on(self) -> date | None: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def measurements(self) -> Measurements: ...
    @property
    def results(self) -> Results: ...


def decide(command: ReachResult, engagement: Reads, today: date) -> tuple[ResultReached, ...]:
    """`today` is the day the command counts on, in the engagement's zone."""
    _check_open(command, engagement, today)
    proposal = _version(command, engagement.outcomes, today, engagement.fixed.zone)
    reach = _counted if proposal.terms.metric.kind == "count" else _target_met
    case, shown = as_asked(command.case, rule_of(proposal.terms)), command.shown
    reached = reach(command, proposal, engagement, today)
    told_late = late(engagement.recorded_on, today) if rule_of(proposal.terms) else UNSET
    return (replace(reached, case=case or UNSET, shown=shown or UNSET, recorded_on=told_late),)


def evolve(state: Results, fact: ResultReached, envelope: Envelope, zone: str) -> Results:
    key = place(state, fact.outcome, fact.reference)
    old = state.get(key)
    if old is not None and old.reference != fact.reference and old.status != "retracted":
        key = (key[0], f"{key[1]}{APART}{fact.reference}")  # told of old, while two spellings were two results
    before = () if old is None else (*old.disputes, *(objection.name for objection in old.case.objections))
    return state.insert(key, replace(_reached(fact, envelope, zone), disputes=before))


def _reached(fact: ResultReached, envelope: Envelope, zone: str) -> Result:
    return Result(
        reference=fact.reference,
        status="confirmed" if envelope.party is Party.CUSTOMER else "reached",
        said_at=envelope.version,
        version=fact.version,
        counted=fact.measurement is None,
        named=fact.named,
        measurement=fact.measurement,
        quantity=fact.quantity,
        day=counts_on(envelope.occurred_at, envelope.recorded_at, zone),
        occurred_at=envelope.dated,
        at=counts_at(envelope.occurred_at, envelope.recorded_at, zone),
        party=envelope.party,
        case=claimed(fact, envelope, zone),
    )


def _check_open(command: ReachResult, engagement: Reads, today: date) -> None:
    """What happened before the closing may still be told. Raises EngagementClosed for what came later."""
    if engagement.closed_on is not None and today >= engagement.closed_on:
        raise EngagementClosed.of("it was closed on {on}", on=engagement.closed_on, command=command.name)


def _version(command: ReachResult, outcomes: Outcomes, today: date, zone: str) -> Proposal:
    """The version that the command names, or else the one in force on its day; before any counts, the first that will.
    Raises Unknown; NotNow while nothing is agreed, or where its hour lies before that day's agreement.
    """
    in_force(outcomes, command.outcome)
    if command.version is not None:
        return agreed_as(outcomes, command.outcome, command.version)
    outcome = named(outcomes, command.outcome)
    version = covering(outcome, today)
    if version.terms.metric.kind == "target":
        check_hour(command.outcome, outcome, version, command.occurred_at or today.isoformat(), zone)
    return version


def _target_met(command: ReachResult, proposal: Proposal, engagement: Reads, today: date) -> ResultReached:
    name, number, metric = command.outcome, proposal.number, proposal.terms.metric
    if in_force(engagement.outcomes, name) is proposal:
        in_force(engagement.outcomes, name, ("agreed", "missed"))
    else:
        _check_new(engagement.results, name, f"v{number}")
    cited = _cited(command, proposal, engagement, today)
    if not meets(metric, cited.value):
        target = worded(ENDS.get(metric.direction, "{low} to {high}"), low=metric.target, high=metric.upper)
        data: dict[str, Any] = {"outcome": name, "measured": cited.value, "target": target}
        raise TargetNotMet.of("{measured} was measured; the target is {target}", **data)
    if metric.by and cited.day > last_day(metric.by, engagement.fixed.zone):
        raise PastDate.of("measured for {day}; the agreed date is {due}", day=cited.day, outcome=name, due=metric.by)
    return ResultReached(
        outcome=name,
        version=number,
        reference=f"v{number}",
        quantity=1,
        measurement=cited.said_at,
        named=command.version is not None,
    )


ENDS: dict[str | None, str] = {"up": "{low} or more", "down": "{low} or less"}


def _cited(command: ReachResult, version: Proposal, engagement: Reads, today: date) -> Measurement:
    """The latest figure of the version up to that day, or the one that is named. Raises NotMeasured, also where each
    of them has reached another version already: a figure counts once.
    """
    cited, outcome = command.measurement, named(engagement.outcomes, command.outcome)
    figures = [
        m for m in engagement.measurements.values() if m.outcome == command.outcome and cited in (None, m.said_at)
    ]
    figures = [m for m in figures if is_of(outcome, m, version)]
    if not figures:
        what = "entry {entry} is no measurement of v{number}" if cited else "nothing was measured of v{number}"
        data: dict[str, Any] = {"entry": cited, "number": version.number, "outcome": command.outcome}
        raise NotMeasured.of(what, **data, **_measure(command))
    counted = {result.measurement: result.reference for result in standing(engagement.results, command.outcome)}
    if not (unused := [m for m in figures if m.said_at not in counted]):
        last = max(figures, key=lambda m: (m.day, m.said_at))
        what = "the figure of entry {entry} is what {reference} was reached by, and counts once"
        data = {"outcome": command.outcome, "reference": counted[last.said_at], "entry": last.said_at}
        raise NotMeasured.of(what, **data, **_measure(command))
    if not (by_then := [m for m in unused if m.day <= today]):
        first = min(m.day for m in unused)
        what = "it was measured for {first}, after {today}: name that day with --occurred"
        raise NotMeasured.of(what, first=first, today=today, outcome=command.outcome)
    return max(by_then, key=lambda m: (m.day, m.said_at))


WITH_REFERENCE = WayOut(command="result.reach", place="{name}", fixed={"outcome": "{outcome}"}, asked=("reference",))


def _measure(command: ReachResult) -> dict[str, Any]:
    """What to type where a version was named: without it, the next figure would be of the version of its day again."""
    way = NotMeasured.way_out
    asked = {**way.fixed, **dict.fromkeys(way.asked, GAP), "version": command.version}
    return {"way_out": replace(way, fixed=asked, asked=())} if command.version else {}


def _counted(command: ReachResult, proposal: Proposal, engagement: Reads, today: date) -> ResultReached:
    name, metric = command.outcome, proposal.terms.metric
    in_force(engagement.outcomes, name, ("agreed", "ended"))
    if command.reference is None:
        needs = worded("a counted result needs a reference, such as its ticket")
        raise Invalid(needs, where="reference", outcome=name, way_out=WITH_REFERENCE)
    if command.measurement is not None:
        raise Invalid("a counted result cites no measurement", where="measurement")
    known_by = same(command.reference)
    if known_by[0] == "v" and known_by[1:].isdecimal():
        what = "{reference} names the result of a target; use another reference"
        raise Invalid.of(what, reference=command.reference, where="reference")
    _check_new(engagement.results, name, command.reference)
    ended_on = named(engagement.outcomes, name).ended_on
    late = metric.by is not None and today > last_day(metric.by, engagement.fixed.zone)
    if late or (ended_on is not None and today > ended_on):
        raise PastDate(outcome=name, due=metric.by or str(ended_on))
    return ResultReached(
        outcome=name,
        version=proposal.number,
        reference=command.reference,
        quantity=command.quantity,
        named=command.version is not None,
    )


def _check_new(results: Results, outcome: str, reference: str) -> None:
    """Raises AlreadyStands unless the reference is free: never used, or its result retracted; of a target also where a
    dispute took it.
    """
    old = results.get(place(results, outcome, reference))
    free = old is None or old.status == "retracted" or (old.status == "excluded" and not old.counted)
    if old is not None and not free:
        alike = old.reference == reference
        stands = "{reference} is recorded already" if alike else "{reference} is recorded already, as {other}"
        raise AlreadyStands.of(stands, outcome=outcome, reference=reference, other=old.reference)


BEFORE_AGREED = "it happened on {day}, before the agreement of {since}: it earns nothing"
BEFORE_COUNTING = "it happened on {day}, before its terms count, from {since}: it earns nothing"


def warn(command: ReachResult, engagement: Reads) -> list[Warned]:
    """Warns of a result from before its agreement, which earns nothing, and of one told late without saying why.
    `engagement` already has the result.
    """
    reached = max(engagement.results.values(), key=lambda result: result.said_at)
    warnings, outcome = list[Warned](), named(engagement.outcomes, command.outcome)
    since = first_counting(outcome, command.version)
    if since is not None and reached.day < since:
        agreed = since == first_agreed(outcome)
        early = worded(BEFORE_AGREED if agreed else BEFORE_COUNTING, day=reached.day, since=since)
        warnings.append(Warned("BEFORE-AGREED", early))
    warnings += of_the_case(outcome, engagement.results, command.outcome, reached)
    if engagement.closed_on is not None and command.why is None:
        say_why = WayOut(says="say with --why why it comes late")
        warnings.append(Warned("AFTER-CLOSING", "the engagement is closed, and no reason is given", say_why))
    return warnings


REACHING = Practice(ResultReached, ReachResult, decide, "results", evolve, warn)
