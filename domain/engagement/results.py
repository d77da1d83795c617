"""What becomes of a result: confirmed, disputed, retracted, corrected (domain 0.1).

Of a yes and a no to a result the one said later holds, whenever it was recorded. A correction gives what was reached in
all; what was taken back stays taken back.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol, assert_never

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from domain.access import C, S, W, may
from domain.command import Command
from domain.engagement.shared import disputing
from domain.engagement.shared.disputing import ResultDisputed, disputed, late, objecting_ends
from domain.engagement.shared.naming import in_dispute, unsaid
from domain.engagement.shared.overruled import before_it_happened, check_apart, later_words, of_a_correction
from domain.engagement.shared.resulted import Result, Results, ResultStatus, place, standing, still_standing
from domain.engagement.shared.sentences import NONE_WAITS
from domain.engagement.shared.standing import covering, in_force, named
from domain.engagement.shared.terms import Fixed
from domain.errors import Invalid, MoreThanStands, NotNow
from domain.fact import Envelope, Fact
from domain.later import counts_at, last_instant
from domain.practice import Practice
from domain.recount import told
from domain.recount.cases import Case, Objection
from domain.recount.verdicts import how_it_stands
from domain.taken_back import own_word
from domain.vocabulary import Count, Label, Slug, Span, Version, When
from domain.warned import Warned
from domain.when import last_day


class ResultCorrected(Fact, frozen=True, kw_only=True):
    """The whole new value of a counted result; a confirmed one must be confirmed again."""

    type = "result-corrected.v1"
    corrects: int
    outcome: Slug
    version: int
    reference: Label
    quantity: int
    recorded_on: Span | UnsetType = UNSET


class ResultConfirmed(Fact, frozen=True, kw_only=True):
    """The customer says it holds: one result, or all that were reached on or before a day."""

    type = "result-confirmed.v1"
    answers = True
    outcome: Slug
    reference: Label | None = None
    through: When | None = None


class ResultDidNotHold(Fact, frozen=True, kw_only=True):
    """The seller takes a result back, whole or in part: `quantity` of as many as `stood` until then."""

    type = "result-did-not-hold.v1"
    outcome: Slug
    reference: Label
    quantity: int
    stood: int | None = None


class CorrectResult(Command, name="result.correct", about="corrects", may=may(S, C, W, why=True, closed=True)):
    """Replace the quantity of a counted result that was wrong, by the number of its entry."""

    corrects: Version
    quantity: Count


class ConfirmResult(Command, name="result.confirm", about="outcome", may=may(C, closed=True)):
    """Confirm one result by its reference, or all up to a date."""

    outcome: Slug
    reference: Label | None = None
    through: When | None = None


class DisputeResult(Command, name="result.dispute", about="outcome", may=may(C, why=True, closed=True)):
    """Dispute a result, or some units of it: say that it is not so."""

    outcome: Slug
    reference: Label | None = None
    quantity: Count | None = None


class RetractResult(Command, name="result.retract", about="outcome", may=may(S, why=True, closed=True)):
    """Take back a result that turned out not to be so, or part of it."""

    outcome: Slug
    reference: Label | None = None
    quantity: Count | None = None


ResultFact = ResultCorrected | ResultConfirmed | ResultDisputed | ResultDidNotHold
ResultCommand = CorrectResult | ConfirmResult | DisputeResult | RetractResult


class Reads(disputing.Reads, Protocol):
    @property
    def fixed(self) -> Fixed: ...


def decide(command: ResultCommand, engagement: Reads, today: date) -> tuple[ResultFact, ...]:
    """`today` is the day the command counts on, in the engagement's zone."""
    results = engagement.results
    if isinstance(command, CorrectResult):
        old = corrected(command, engagement)
        if not old.counted:
            raise Invalid("a target is reached once: correct its measurement, or retract it", where="corrects")
        name = next(outcome for (outcome, _), result in results.items() if result is old)
        return (_corrected(command, name, old, late(engagement.recorded_on, old.day)),)
    if isinstance(command, ConfirmResult) and command.through is not None:
        return (_confirmed_through(command, engagement),)
    result = still_standing(results, command.outcome, command.reference or _meant(command, engagement, today))
    reference = result.reference
    match command:
        case ConfirmResult():
            if result.status == "confirmed" and not _later(command, result, engagement.fixed.zone):
                raise NotNow.of("{reference} is confirmed already", reference=reference)
            if result.status == "in-dispute":
                check_apart(command.occurred_at or "", result, "disputed", engagement.fixed.zone)
            return (ResultConfirmed(outcome=command.outcome, reference=reference),)
        case DisputeResult():
            again = result.status == "in-dispute" and _later(command, result, engagement.fixed.zone)
            check_apart(command.occurred_at or "", result, "confirmed", engagement.fixed.zone)
            return (disputed(engagement, (command.outcome, reference), today, command.quantity, again=again),)
        case RetractResult():
            quantity, stood = command.quantity or result.quantity, result.quantity
            if quantity > stood:
                raise MoreThanStands.of("{stood} of {reference} stand", stood=stood, reference=reference)
            return (ResultDidNotHold(outcome=command.outcome, reference=reference, quantity=quantity, stood=stood),)
        case _:
            assert_never(command)


def corrected(command: CorrectResult, engagement: Reads) -> Result:
    """What the command corrects. Unknown, or NotYourWord."""
    stand = (result for result in engagement.results.values() if result.status != "retracted")
    result = next((result for result in stand if result.said_at == command.corrects), None)
    return own_word(result, command.corrects, command.party, "result")


def evolve(state: Results, fact: ResultFact, envelope: Envelope, zone: str) -> Results:
    if isinstance(fact, ResultConfirmed) and fact.reference is None:
        return state.update({key: _confirmed(old, envelope, zone) for key, old in _covered(state, fact, zone)})
    if (old := state.get(key := place(state, fact.outcome, fact.reference or ""))) is None:
        return state
    old = replace(old, case=with_word(old.case, fact, envelope, zone))
    match fact:
        case ResultConfirmed() | ResultDisputed():
            at = counts_at(envelope.occurred_at, envelope.recorded_at, zone)
            if at < old.answered:
                return state.insert(key, old)  # a later word holds, though it was recorded before
            answer: ResultStatus = "confirmed" if isinstance(fact, ResultConfirmed) else "in-dispute"
            new = replace(old, status=answer, answered=at, lapsed=False)
        case ResultCorrected():
            # In dispute, a smaller figure settles nothing; else it is confirmed again, or is their own word.
            own: ResultStatus = "confirmed" if told.corrected_by(envelope) == "customer" else "reached"
            status: ResultStatus = "in-dispute" if old.status == "in-dispute" else own
            lapsed = old.status == "confirmed" and status == "reached"
            new = replace(old, status=status, quantity=fact.quantity, lapsed=lapsed)
        case ResultDidNotHold() if fact.quantity < old.quantity:
            new = replace(old, quantity=old.quantity - fact.quantity, taken=old.taken + fact.quantity)
        case ResultDidNotHold():
            new = replace(old, status="retracted", quantity=0)
        case _:
            assert_never(fact)
    return state.insert(key, new)


def _confirmed(old: Result, envelope: Envelope, zone: str) -> Result:
    """The result after a yes to all through a day: a no of a later moment holds against it."""
    case = told.yes(old.case, envelope, zone, through=True)
    return replace(old, status=how_it_stands(case), case=case)


def with_word(case: Case, fact: ResultFact, envelope: Envelope, zone: str) -> Case:
    """The case with what was said of it, whatever else was."""
    match fact:
        case ResultConfirmed():
            return told.yes(case, envelope, zone)
        case ResultDisputed():
            name = f"entry {envelope.version}" if fact.dispute is UNSET else fact.dispute
            units = None if fact.quantity is UNSET else fact.quantity
            objection = Objection(name, date.min, "", units, told=told.day_of(fact.recorded_on))
            return told.no(case, objection, envelope, zone)
        case ResultCorrected():
            return told.corrected(case, fact.quantity, envelope, fact.recorded_on)
        case ResultDidNotHold():
            return told.taken_back(case, fact.quantity, envelope, zone)
        case _:
            assert_never(fact)


def _corrected(command: CorrectResult, name: str, old: Result, later: str | UnsetType) -> ResultCorrected:
    """What stands once that many were reached in all. MoreThanStands unless it is more than was taken back."""
    if command.quantity <= (taken := old.taken):
        raise MoreThanStands.of("of {reference} {taken} have been taken back", taken=taken, reference=old.reference)
    return ResultCorrected(
        corrects=old.said_at,
        outcome=name,
        version=old.version,
        reference=old.reference,
        quantity=command.quantity - old.taken,
        recorded_on=later,
    )


def _later(command: ConfirmResult | DisputeResult, result: Result, zone: str) -> bool:
    """Whether the same answer is now given for a later day, so that it holds against an answer between the two."""
    return command.occurred_at is not None and last_instant(command.occurred_at, zone) > result.answered


def _target(command: ConfirmResult | DisputeResult | RetractResult, engagement: Reads, today: date) -> str:
    """The reference of a target's result: that of the version in force on the day, so that nobody has to name it."""
    in_force(engagement.outcomes, command.outcome)
    return f"v{covering(named(engagement.outcomes, command.outcome), today).number}"


def _meant(command: ConfirmResult | DisputeResult | RetractResult, engagement: Reads, today: date) -> str:
    """The target's result, if it stands. Else Invalid, listing the references to choose from; NotNow if none."""
    target = _target(command, engagement, today)
    stand = standing(engagement.results, command.outcome)
    if any(result.reference == target for result in stand):
        return target
    raise unsaid(command.name.partition(".")[2], command.outcome, stand)


def _confirmed_through(command: ConfirmResult, engagement: Reads) -> ResultConfirmed:
    if command.reference is not None:
        raise Invalid("confirm one reference, or all through a date", where="reference")
    named(engagement.outcomes, command.outcome)
    through = ResultConfirmed(outcome=command.outcome, through=command.through)
    if not _covered(engagement.results, through, engagement.fixed.zone):
        raise NotNow.of(NONE_WAITS, until=command.through, outcome=command.outcome)
    return through


def _covered(results: Results, fact: ResultConfirmed, zone: str) -> list[tuple[tuple[str, str], Result]]:
    end = last_day(fact.through or "", zone)
    of = ((key, result) for key, result in results.items() if key[0] == fact.outcome)
    return [(key, result) for key, result in of if result.status == "reached" and result.day <= end]


def binds(command: ResultCommand, engagement: Reads) -> bool:
    """Whether a result that is in dispute is confirmed: from then on it earns again."""
    if not isinstance(command, ConfirmResult) or command.through is not None:
        return False
    return in_dispute(engagement.results, command.outcome, command.reference)


def warn(command: ResultCommand, engagement: Reads) -> list[Warned]:
    """Warns of a word dated before its result, of an answer that an already given one overrules, and of what a
    correction does not give back. `engagement` already has the word.
    """
    if isinstance(command, CorrectResult):
        return of_a_correction(corrected(command, engagement))
    if command.occurred_at is None:  # said now: later than all there is
        return []
    on = last_day(command.occurred_at, engagement.fixed.zone)
    about = _about(command, engagement, on)
    early = before_it_happened(about, on, engagement.fixed.zone)
    if isinstance(command, RetractResult) or (isinstance(command, ConfirmResult) and command.through):
        return early
    return early + later_words(about, "confirmed" if isinstance(command, ConfirmResult) else "in-dispute")


def _about(command: ConfirmResult | DisputeResult | RetractResult, engagement: Reads, on: date) -> list[Result]:
    """The results that the word is about; for all through a day, those that have no yes of their own."""
    results, of = engagement.results, command.outcome
    if isinstance(command, ConfirmResult) and command.through:
        end = last_day(command.through, engagement.fixed.zone)
        confirmed = [result for (name, _), result in results.items() if name == of and result.status == "confirmed"]
        unanswered = [result for result in confirmed if result.day <= end and (result.lapsed or not result.answered)]
        return sorted(unanswered, key=lambda result: result.said_at)
    return [results[place(results, of, command.reference or _target(command, engagement, on))]]


def deadline(command: ResultCommand, engagement: Reads) -> date | None:
    """The day until which the customer may object; None of other words, and where that is at any time."""
    if not isinstance(command, DisputeResult) or command.outcome not in engagement.outcomes:
        return None
    agreed = engagement.outcomes[command.outcome].agreed
    return objecting_ends(engagement, command.outcome, command.reference or f"v{agreed.number if agreed else 0}")


RESULTS = Practice(ResultFact, ResultCommand, decide, "results", evolve, warn, corrected, binds, deadline=deadline)
