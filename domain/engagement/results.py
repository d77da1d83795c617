"""Results: reached, confirmed, disputed, retracted, corrected (domain 0.1).

A `target` outcome has one result a version, named `v1`; each unit of a `count` outcome is one, named by its reference.
A result stands while it is reached or confirmed.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol, assert_never

from msgspec.structs import replace

from domain.command import Command
from domain.engagement.standing import (
    Measurement,
    Measurements,
    Outcomes,
    Proposal,
    Result,
    Results,
    ResultStatus,
    in_force,
    named,
)
from domain.engagement.terms import Fixed, meets
from domain.errors import (
    AlreadyStands,
    Invalid,
    MoreThanStands,
    NotMeasured,
    NotNow,
    PastDate,
    TargetNotMet,
)
from domain.fact import Envelope, Fact
from domain.may import C, S, W, may
from domain.part import Part
from domain.taken_back import own_word, without
from domain.vocabulary import Count, Label, Party, Slug, Version, When
from domain.when import counts_on, last_day


class ResultReached(Fact, frozen=True, kw_only=True):
    """A result counts under a version: a target met by a measurement, or one more unit of a count."""

    type = "result-reached.v1"
    outcome: Slug
    version: int
    reference: Label
    quantity: int
    measurement: int | None = None


class ResultCorrected(Fact, frozen=True, kw_only=True):
    """The whole new value of a counted result; a confirmed one must be confirmed again."""

    type = "result-corrected.v1"
    corrects: int
    outcome: Slug
    version: int
    reference: Label
    quantity: int


class ResultConfirmed(Fact, frozen=True, kw_only=True):
    """The customer says it holds: one result, or all that were reached on or before a day."""

    type = "result-confirmed.v1"
    outcome: Slug
    reference: Label | None = None
    through: When | None = None


class ResultDisputed(Fact, frozen=True, kw_only=True):
    """The customer says it does not hold; it is not earned, and shown apart."""

    type = "result-disputed.v1"
    outcome: Slug
    reference: Label


class ResultDidNotHold(Fact, frozen=True, kw_only=True):
    """The seller takes a result back, whole or in part."""

    type = "result-did-not-hold.v1"
    outcome: Slug
    reference: Label
    quantity: int


class ReachResult(Command, name="result.reach", about="outcome", may=may(S, C)):
    """Say that a target is met, citing a measurement, or that one more unit of a count is there."""

    outcome: Slug
    reference: Label | None = None
    quantity: Count = 1
    measurement: Version | None = None


class CorrectResult(Command, name="result.correct", about="corrects", may=may(S, C, W, why=True, closed=True)):
    """Replace a counted result's quantity that was wrong, by the version of the fact that said it."""

    corrects: Version
    quantity: Count


class ConfirmResult(Command, name="result.confirm", about="outcome", may=may(C, closed=True)):
    """Confirm one result by its reference, or all through a date."""

    outcome: Slug
    reference: Label | None = None
    through: When | None = None


class DisputeResult(Command, name="result.dispute", about="outcome", may=may(C, why=True, closed=True)):
    """Say that a result does not hold."""

    outcome: Slug
    reference: Label | None = None


class RetractResult(Command, name="result.retract", about="outcome", may=may(S, why=True, closed=True)):
    """Take back a result that did not hold, or part of it."""

    outcome: Slug
    reference: Label | None = None
    quantity: Count | None = None


ResultFact = ResultReached | ResultCorrected | ResultConfirmed | ResultDisputed | ResultDidNotHold
ResultCommand = ReachResult | CorrectResult | ConfirmResult | DisputeResult | RetractResult


class Needs(Protocol):
    @property
    def fixed(self) -> Fixed: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def measurements(self) -> Measurements: ...
    @property
    def results(self) -> Results: ...


def decide(command: ResultCommand, engagement: Needs, today: date) -> tuple[ResultFact, ...]:
    """`today` is the day the command counts on, in the engagement's zone."""
    results = engagement.results
    if isinstance(command, ReachResult):
        proposal = in_force(engagement.outcomes, command.outcome)
        reach = _counted if proposal.terms.metric.kind == "count" else _target_met
        return (reach(command, proposal, engagement, today),)
    if isinstance(command, CorrectResult):
        old = corrected(command, engagement)
        if not old.counted:
            raise Invalid("a target is reached once: correct its measurement, or retract it", where="corrects")
        name, reference = next(key for key, one in results.items() if one is old)
        told = {"outcome": name, "version": old.version, "reference": reference, "quantity": command.quantity}
        return (ResultCorrected(corrects=old.said_at, **told),)  # type: ignore[arg-type]
    if isinstance(command, ConfirmResult) and command.through is not None:
        return (_confirmed_through(command, engagement),)
    reference = command.reference or f"v{in_force(engagement.outcomes, command.outcome).number}"
    found = _standing(results, command.outcome, reference)
    match command:
        case ConfirmResult():
            if found.status == "confirmed":
                raise NotNow(f"{reference} is confirmed already", reference=reference)
            return (ResultConfirmed(outcome=command.outcome, reference=reference),)
        case DisputeResult():
            if found.status == "in-dispute":
                raise NotNow(f"{reference} is in dispute already", reference=reference)
            return (ResultDisputed(outcome=command.outcome, reference=reference),)
        case RetractResult():
            quantity = command.quantity or found.quantity
            if quantity > found.quantity:
                raise MoreThanStands(f"{found.quantity} of {reference} stand", reference=reference)
            return (ResultDidNotHold(outcome=command.outcome, reference=reference, quantity=quantity),)
        case _:
            assert_never(command)


def corrected(command: CorrectResult, engagement: Needs) -> Result:
    """What the command corrects. Unknown, or NotYourWord."""
    standing = (one for one in engagement.results.values() if one.status != "retracted")
    found = next((one for one in standing if one.said_at == command.corrects), None)
    return own_word(found, command.corrects, command.party, "result")


def evolve(state: Results, fact: ResultFact, said: Envelope, zone: str) -> Results:
    if isinstance(fact, ResultReached):
        return state.insert((fact.outcome, fact.reference), _reached(state, fact, said, zone))
    if isinstance(fact, ResultConfirmed) and fact.reference is None:
        return _confirm_through(state, fact, said, zone)
    old = state[key := (fact.outcome, fact.reference or "")]
    match fact:
        case ResultConfirmed():
            new = replace(old, status="confirmed")
        case ResultDisputed():
            new = replace(old, status="in-dispute")
        case ResultCorrected():
            # Confirmed, it must be confirmed again; in dispute, a smaller figure settles nothing.
            status: ResultStatus = "in-dispute" if old.status == "in-dispute" else "reached"
            new = replace(old, status=status, quantity=fact.quantity)
        case ResultDidNotHold() if fact.quantity < old.quantity:
            new = replace(old, quantity=old.quantity - fact.quantity)
        case ResultDidNotHold():
            new = replace(old, status="retracted", quantity=0)
        case _:
            assert_never(fact)
    return state.insert(key, replace(new, at=said.version, before=old))


def _reached(state: Results, fact: ResultReached, said: Envelope, zone: str) -> Result:
    return Result(
        status="confirmed" if said.party is Party.CUSTOMER else "reached",
        said_at=said.version,
        version=fact.version,
        counted=fact.measurement is None,
        quantity=fact.quantity,
        day=counts_on(said.occurred_at, said.recorded_at, zone),
        occurred_at=said.dated,
        party=said.party,
        at=said.version,
        before=state.get((fact.outcome, fact.reference)),
    )


def _target_met(command: ReachResult, proposal: Proposal, engagement: Needs, _: date) -> ResultReached:
    name, number, metric = command.outcome, proposal.number, proposal.terms.metric
    in_force(engagement.outcomes, name, ("agreed", "missed"))
    cited = _cited(command, number, engagement.measurements)
    if not meets(metric, cited.value):
        raise TargetNotMet(f"{cited.value} does not meet {metric.target}", outcome=name, measured=str(cited.value))
    if metric.by and cited.day > last_day(metric.by, engagement.fixed.zone):
        raise PastDate(f"measured for {cited.day}, agreed by {metric.by}", outcome=name, due=metric.by)
    return ResultReached(outcome=name, version=number, reference=f"v{number}", quantity=1, measurement=cited.said_at)


def _cited(command: ReachResult, number: int, measurements: Measurements) -> Measurement:
    cited, mine = command.measurement, [m for m in measurements.values() if m.outcome == command.outcome]
    mine = [m for m in mine if m.version == number and cited in (None, m.said_at)]
    if not mine:
        raise NotMeasured(f"fact {cited} is no measurement of v{number}" if cited else "", outcome=command.outcome)
    return max(mine, key=lambda m: (m.day, m.said_at))


def _counted(command: ReachResult, proposal: Proposal, engagement: Needs, today: date) -> ResultReached:
    name, metric = command.outcome, proposal.terms.metric
    in_force(engagement.outcomes, name, ("agreed", "ended"))
    if command.reference is None:
        raise Invalid("a counted result needs a reference, such as its ticket", where="reference")
    if command.measurement is not None:
        raise Invalid("a counted result cites no measurement", where="measurement")
    if command.reference[0] == "v" and command.reference[1:].isdecimal():
        raise Invalid(f"{command.reference} names the result of a target; use another reference", where="reference")
    old = engagement.results.get((name, command.reference))
    if old is not None and old.status != "retracted":
        raise AlreadyStands(f"{command.reference} stands already", outcome=name, reference=command.reference)
    ends = [last_day(metric.by, engagement.fixed.zone)] if metric.by else []
    ended_on = named(engagement.outcomes, name).ended_on
    if any(today > end for end in [*ends, *([ended_on] if ended_on else [])]):
        raise PastDate(outcome=name, due=metric.by or str(ended_on))
    return ResultReached(outcome=name, version=proposal.number, reference=command.reference, quantity=command.quantity)


def _standing(results: Results, outcome: str, reference: str) -> Result:
    found = results.get((outcome, reference))
    if found is None or found.status == "retracted":
        raise NotNow(f"no result {reference} of {outcome} stands", outcome=outcome, reference=reference)
    return found


def _confirmed_through(command: ConfirmResult, engagement: Needs) -> ResultConfirmed:
    if command.reference is not None:
        raise Invalid("confirm one reference, or all through a date", where="reference")
    named(engagement.outcomes, command.outcome)
    through = ResultConfirmed(outcome=command.outcome, through=command.through)
    if not _covered(engagement.results, through, engagement.fixed.zone):
        raise NotNow(f"nothing reached by {command.through} waits to be confirmed", outcome=command.outcome)
    return through


def _covered(results: Results, fact: ResultConfirmed, zone: str) -> list[tuple[tuple[str, str], Result]]:
    end = last_day(fact.through or "", zone)
    mine = ((key, result) for key, result in results.items() if key[0] == fact.outcome)
    return [(key, result) for key, result in mine if result.status == "reached" and result.day <= end]


def _confirm_through(state: Results, fact: ResultConfirmed, said: Envelope, zone: str) -> Results:
    for key, old in _covered(state, fact, zone):
        state = state.insert(key, replace(old, status="confirmed", at=said.version, before=old))
    return state


RESULTS = Part(ResultFact, ResultCommand, decide, "results", evolve, without, corrected=corrected)
