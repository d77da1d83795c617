"""What becomes of a result: confirmed, disputed, retracted, corrected (domain 0.1).

A result stands while it is reached or confirmed. Of a yes and a no to it the later one holds, by when they were said
and not by when they were recorded; a correction is of all that was reached, and what was taken back stays so.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol, assert_never

from msgspec.structs import replace

from domain.access import C, S, W, may
from domain.command import Command
from domain.engagement.shared.naming import unsaid
from domain.engagement.shared.standing import (
    Outcomes,
    Result,
    Results,
    ResultStatus,
    covering,
    in_force,
    named,
    place,
    standing,
)
from domain.engagement.shared.terms import Fixed
from domain.errors import Invalid, MoreThanStands, NotNow
from domain.fact import Envelope, Fact
from domain.later import by_the_clock, counts_at, last_instant
from domain.moments import TIMED
from domain.practice import Practice
from domain.taken_back import own_word
from domain.vocabulary import Count, Label, Slug, Version, When
from domain.when import first_day, last_day

TOLD = 3  # so many results are named in a warning


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
    answers = True
    outcome: Slug
    reference: Label | None = None
    through: When | None = None


class ResultDisputed(Fact, frozen=True, kw_only=True):
    """The customer says it does not hold; it is not earned, and shown apart."""

    type = "result-disputed.v1"
    answers = True
    outcome: Slug
    reference: Label


class ResultDidNotHold(Fact, frozen=True, kw_only=True):
    """The seller takes a result back, whole or in part: `quantity` of as many as `stood` until then."""

    type = "result-did-not-hold.v1"
    outcome: Slug
    reference: Label
    quantity: int
    stood: int | None = None


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


ResultFact = ResultCorrected | ResultConfirmed | ResultDisputed | ResultDidNotHold
ResultCommand = CorrectResult | ConfirmResult | DisputeResult | RetractResult


class Needs(Protocol):
    @property
    def fixed(self) -> Fixed: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def results(self) -> Results: ...


def decide(command: ResultCommand, engagement: Needs, today: date) -> tuple[ResultFact, ...]:
    """`today` is the day the command counts on, in the engagement's zone."""
    results = engagement.results
    if isinstance(command, CorrectResult):
        old = corrected(command, engagement)
        if not old.counted:
            raise Invalid("a target is reached once: correct its measurement, or retract it", where="corrects")
        name = next(outcome for (outcome, _), one in results.items() if one is old)
        return (_corrected(command, name, old),)
    if isinstance(command, ConfirmResult) and command.through is not None:
        return (_confirmed_through(command, engagement),)
    found = _standing(results, command.outcome, command.reference or _meant(command, engagement, today))
    reference = found.reference
    match command:
        case ConfirmResult():
            if found.status == "confirmed" and not _later(command, found, engagement.fixed.zone):
                raise NotNow(f"{reference} is confirmed already", reference=reference)
            if found.status == "in-dispute":
                _check_apart(command, found, "disputed", engagement.fixed.zone)
            return (ResultConfirmed(outcome=command.outcome, reference=reference),)
        case DisputeResult():
            if found.status == "in-dispute" and not _later(command, found, engagement.fixed.zone):
                raise NotNow(f"{reference} is in dispute already", reference=reference)
            _check_apart(command, found, "confirmed", engagement.fixed.zone)
            return (ResultDisputed(outcome=command.outcome, reference=reference),)
        case RetractResult():
            quantity = command.quantity or found.quantity
            if quantity > found.quantity:
                raise MoreThanStands(f"{found.quantity} of {reference} stand", reference=reference)
            stood = found.quantity
            return (ResultDidNotHold(outcome=command.outcome, reference=reference, quantity=quantity, stood=stood),)
        case _:
            assert_never(command)


def corrected(command: CorrectResult, engagement: Needs) -> Result:
    """What the command corrects. Unknown, or NotYourWord."""
    stand = (one for one in engagement.results.values() if one.status != "retracted")
    found = next((one for one in stand if one.said_at == command.corrects), None)
    return own_word(found, command.corrects, command.party, "result")


def evolve(state: Results, fact: ResultFact, said: Envelope, zone: str) -> Results:
    if isinstance(fact, ResultConfirmed) and fact.reference is None:
        return _confirm_through(state, fact, zone)
    old = state.get(key := place(state, fact.outcome, fact.reference or ""))
    if old is None:
        return state
    match fact:
        case ResultConfirmed() | ResultDisputed():
            at = counts_at(said.occurred_at, said.recorded_at, zone)
            if at < old.answered:
                return state  # a later word holds, though it was recorded before
            answer: ResultStatus = "confirmed" if isinstance(fact, ResultConfirmed) else "in-dispute"
            new = replace(old, status=answer, answered=at, lapsed=False)
        case ResultCorrected():
            # Confirmed, it must be confirmed again; in dispute, a smaller figure settles nothing.
            status: ResultStatus = "in-dispute" if old.status == "in-dispute" else "reached"
            new = replace(old, status=status, quantity=fact.quantity, lapsed=old.status == "confirmed")
        case ResultDidNotHold() if fact.quantity < old.quantity:
            new = replace(old, quantity=old.quantity - fact.quantity, taken=old.taken + fact.quantity)
        case ResultDidNotHold():
            new = replace(old, status="retracted", quantity=0)
        case _:
            assert_never(fact)
    return state.insert(key, new)


def _corrected(command: CorrectResult, name: str, old: Result) -> ResultCorrected:
    """What stands once so many were reached in all. Raises MoreThanStands unless more than what was taken back."""
    if command.quantity <= old.taken:
        raise MoreThanStands(f"of {old.reference} {old.taken} have been taken back", reference=old.reference)
    return ResultCorrected(
        corrects=old.said_at,
        outcome=name,
        version=old.version,
        reference=old.reference,
        quantity=command.quantity - old.taken,
    )


def _later(command: ConfirmResult | DisputeResult, found: Result, zone: str) -> bool:
    """Whether the same was said of an earlier day: then the later one counts beside an answer between the two."""
    return command.occurred_at is not None and last_instant(command.occurred_at, zone) > found.answered


def _check_apart(command: ConfirmResult | DisputeResult, found: Result, before: str, zone: str) -> None:
    """Raises NotNow where it is of the very day of the opposite word, and neither says its hour, or of the same one:
    nobody could tell which came later. Of words without a date, the one recorded later did.
    """
    on = command.occurred_at or ""
    if on and not by_the_clock(on) and last_instant(on, zone) == found.answered:
        both = f"{found.reference} was {before} on {on} too, and which came later is not said"
        raise NotNow(f"{both}: give each its own hour, or this one a later day", reference=found.reference)


def _target(command: ConfirmResult | DisputeResult | RetractResult, engagement: Needs, today: date) -> str:
    """A target's result needs no reference: it is that of the version in force on the day of what is said of it."""
    in_force(engagement.outcomes, command.outcome)
    return f"v{covering(named(engagement.outcomes, command.outcome), today).number}"


def _meant(command: ConfirmResult | DisputeResult | RetractResult, engagement: Needs, today: date) -> str:
    """The target's, where it stands. Else Invalid, with the references that this could be said of; NotNow of none."""
    target = _target(command, engagement, today)
    stand = standing(engagement.results, command.outcome)
    if any(one.reference == target for one in stand):
        return target
    raise unsaid(command.name.partition(".")[2], command.outcome, stand)


def _standing(results: Results, outcome: str, reference: str) -> Result:
    found = results.get(place(results, outcome, reference))
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
    reached = ((key, one) for key, one in results.items() if one.status == "reached" and one.day <= end)
    return [(key, one) for key, one in reached if key[0] == fact.outcome]


def _confirm_through(state: Results, fact: ResultConfirmed, zone: str) -> Results:
    return state.update({key: replace(old, status="confirmed") for key, old in _covered(state, fact, zone)})


def warn(command: ResultCommand, engagement: Needs) -> list[str]:
    """A word from before what it is of; an answer whose date makes it the earlier one, which changes nothing; what a
    correction does not give back. `engagement` is as the word left it.
    """
    if isinstance(command, CorrectResult):
        return _of_a_correction(corrected(command, engagement))
    if command.occurred_at is None:  # said now: later than all there is
        return []
    on = last_day(command.occurred_at, engagement.fixed.zone)
    about, early = _about(command, engagement, on), list[str]()
    if late := [one.reference for one in about if first_day(one.occurred_at, engagement.fixed.zone) > on]:
        more = f" and {len(late) - TOLD} more" if len(late) > TOLD else ""
        early = [f"BEFORE-RESULT: {', '.join(late[:TOLD])}{more} happened after {on}, the day of this word"]
    if isinstance(command, RetractResult) or (isinstance(command, ConfirmResult) and command.through):
        return early
    status = "confirmed" if isinstance(command, ConfirmResult) else "in-dispute"
    stays = ((one, f"{one.reference} stays {one.status.replace('-', ' ')}") for one in about if one.status != status)
    return early + [f"LATER-WORD: {held}: a word of {one.answered[:TIMED]} is later than this" for one, held in stays]


def _about(command: ConfirmResult | DisputeResult | RetractResult, engagement: Needs, on: date) -> list[Result]:
    """What the word is of; of all through a day, what no yes of its own has confirmed."""
    results, outcome = engagement.results, command.outcome
    if isinstance(command, ConfirmResult) and command.through:
        end = last_day(command.through, engagement.fixed.zone)
        mine = sorted((one for key, one in results.items() if key[0] == outcome), key=lambda one: one.said_at)
        mine = [one for one in mine if one.status == "confirmed" and one.day <= end]
        return [one for one in mine if one.lapsed or not one.answered]
    return [results[place(results, outcome, command.reference or _target(command, engagement, on))]]


def _of_a_correction(now: Result) -> list[str]:
    """What was taken back stays so; what was confirmed has to be again."""
    found = [f"TAKEN-BACK: what was taken back of {now.reference}, {now.taken}, stays so: {now.quantity} stand"]
    again = f"CONFIRM-AGAIN: {now.reference} was confirmed before it was corrected, and waits to be confirmed again"
    return (found if now.taken else []) + ([again] if now.lapsed else [])


RESULTS = Practice(ResultFact, ResultCommand, decide, "results", evolve, warn, corrected)
