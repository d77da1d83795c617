"""How a dispute of a result goes on, and ends: answered, accepted, given way to, withdrawn, referred, decided.

It ends by both words (an answer and its acceptance), by a word against oneself, by whoever the terms name to decide, or
by a rule that both signed; never by one side's word for itself. Units and money move between what counts, what is in
dispute and what is excluded, and their sum stays.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, NamedTuple, Protocol, assert_never

from msgspec import UNSET, structs
from msgspec.structs import replace

from domain.access import C, S, W, may
from domain.command import Command, field
from domain.engagement.shared.disputed import (
    DisputeAccepted,
    DisputeAnswered,
    DisputeDecided,
    DisputeGivenWay,
    DisputeReferred,
    DisputesFact,
    DisputeShown,
    DisputeWithdrawn,
)
from domain.engagement.shared.disputing import late
from domain.engagement.shared.resulted import Result, Results, place, ruled
from domain.engagement.shared.standing import Outcomes, named
from domain.engagement.shared.terms import Fixed
from domain.errors import MoreThanStands, NoDecider, NotDue, NotNow, NotTheDecider, TooLate, Unknown
from domain.fact import Envelope
from domain.marks import limits
from domain.practice import Practice
from domain.recount import told
from domain.recount.cases import Answer, Case, Objection
from domain.recount.ends import Ended, due, end_of
from domain.recount.rules import Counts
from domain.recount.shown import Shown
from domain.recount.verdicts import held, how_it_stands
from domain.said import worded
from domain.vocabulary import OWN_LOGIN, Count, Party, Slug, Someone
from domain.when import counts_on

Evidence = Annotated[tuple[Shown, ...], limits(max_length=10)]
Stands = Annotated[int, limits(ge=0, le=10**9)]


class ProveDispute(Command, name="dispute.prove", about="dispute", may=may(S, C, W, closed=True)):
    """Add what shows how it was."""

    dispute: Slug
    shown: Annotated[tuple[Shown, ...], limits(min_length=1, max_length=10)]


class AnswerDispute(Command, name="dispute.answer", about="dispute", may=may(S, why=True, closed=True)):
    """Answer a dispute: say how many of the disputed units stand. To let all of them go, give way."""

    dispute: Slug
    stands: Count = field(description="How many of the disputed units stand.", examples=["1"])
    shown: Evidence = ()


class AcceptDispute(Command, name="dispute.accept", about="dispute", may=may(C, closed=True)):
    """Accept the seller's answer. The dispute is over."""

    dispute: Slug


class WithdrawDispute(Command, name="dispute.withdraw", about="dispute", may=may(C, closed=True)):
    """Take the dispute back. The disputed units stand."""

    dispute: Slug


class GiveWayDispute(Command, name="dispute.give-way", about="dispute", may=may(S, closed=True)):
    """Give way: none of the disputed units stands. The dispute is over."""

    dispute: Slug


class ReferDispute(Command, name="dispute.refer", about="dispute", may=may(S, C, closed=True)):
    """Ask the person whom the terms name to decide."""

    dispute: Slug


class DecideDispute(Command, name="dispute.decide", about="dispute", may=may(W, why=True, closed=True)):
    """Decide how many of the disputed units stand, as the person whom the terms name."""

    dispute: Slug
    stands: Stands = field(description="How many of the disputed units stand; 0 for none.", examples=["1"])
    signer: Someone | None = field(None, description="Who decided, where the seller records it.", examples=["Eva"])
    shown: Evidence = ()


DisputesCommand = (
    ProveDispute | AnswerDispute | AcceptDispute | WithdrawDispute | GiveWayDispute | ReferDispute | DecideDispute
)


class Reads(Protocol):
    @property
    def recorded_on(self) -> date: ...
    @property
    def fixed(self) -> Fixed: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def results(self) -> Results: ...


class Dispute(NamedTuple):
    """A dispute, the result that it is of, the rules of its terms, and how many units it holds while it lives."""

    outcome: str
    result: Result
    objection: Objection
    rule: Counts | None
    units: int


def decide(command: DisputesCommand, engagement: Reads, today: date) -> tuple[DisputesFact, ...]:
    """`today` is the day the command counts on, in the engagement's zone."""
    dispute = live(command.dispute, engagement, today)
    of = {"outcome": dispute.outcome, "reference": dispute.result.reference, "dispute": command.dispute}
    match command:
        case ProveDispute():
            return tuple(DisputeShown(**of, shown=shown) for shown in command.shown)
        case AnswerDispute():
            _check_units(command.stands, dispute)
            answered = DisputeAnswered(**of, stands=command.stands, shown=command.shown or UNSET)
            return (structs.replace(answered, recorded_on=late(engagement.recorded_on, today)),)
        case AcceptDispute():
            if dispute.objection.answer is None:
                raise NotNow.of("{dispute} has no answer yet", dispute=command.dispute)
            return (DisputeAccepted(**of, stands=dispute.objection.answer.stands),)
        case WithdrawDispute():
            return (DisputeWithdrawn(**of),)
        case GiveWayDispute():
            return (DisputeGivenWay(**of),)
        case ReferDispute():
            _check_due(command, dispute, today)
            return (DisputeReferred(**of, recorded_on=late(engagement.recorded_on, today)),)
        case DecideDispute():
            _check_decider(command, dispute, today)
            _check_units(command.stands, dispute)
            signer, shown = command.signer, command.shown or UNSET
            return (DisputeDecided(**of, stands=command.stands, signer=signer, shown=shown),)
        case _:
            assert_never(command)


def live(name: str, engagement: Reads, today: date) -> Dispute:
    """The dispute of that name, while it lives. Raises Unknown; NotNow once it has ended by somebody's word, TooLate
    once by nobody's.
    """
    there = _known(name, engagement)
    if there is None:
        raise Unknown.of("there is no dispute {dispute}", dispute=name)
    outcome, result, objection, rule = there
    end = end_of(objection, result.case, rule)
    if today < objection.day:
        raise NotNow.of("{dispute} was raised on {day}", dispute=name, day=objection.day.isoformat())
    if objection.ended is None and (end is None or end.day > today):
        return Dispute(outcome, result, objection, rule, held(result.case, rule, today, name))
    if end is not None and end.how in SILENT:
        raise TooLate.of(SILENT[end.how], dispute=name, since=end.day.isoformat())
    raise NotNow.of("{dispute} has ended: {how}", dispute=name, how=worded(HOW[_how(objection, end)]))


def _known(name: str, engagement: Reads) -> tuple[str, Result, Objection, Counts | None] | None:
    """The outcome, the result and the rule of the dispute of that name, live or ended."""
    for (outcome, _), result in engagement.results.items():
        for objection in result.case.objections:
            if objection.name == name:
                return outcome, result, objection, ruled(named(engagement.outcomes, outcome), result)
    return None


WAIT = worded("wait for the answer until then, or settle it yourselves")
SILENT: dict[str, str] = {
    "unanswered": "{dispute} has ended on {since}: by the terms, no answer by then gives way",
    "not replied to": "{dispute} has ended on {since}: by the terms, no reply by then accepts the answer",
}


def _how(objection: Objection, end: Ended | None) -> str:
    """How it ended: once by a word, whatever day somebody would now date another to."""
    return objection.how or (end.how if end else "")


HOW: dict[str, str] = {
    "given way": "the seller gave way",
    "accepted": "the customer accepted the answer",
    "withdrawn": "the customer took it back",
    "decided": "it was decided",
}


def deadline(command: DisputesCommand, engagement: Reads) -> date | None:
    """The day by which this word is due; None where none is."""
    if isinstance(command, (ProveDispute, GiveWayDispute)):
        return None  # against oneself, or no word that ends anything
    there = _known(command.dispute, engagement)
    if there is None:
        return None
    _, _, objection, rule = there
    return due(objection, rule.named if rule else None)


def favours(command: DisputesCommand, party: Party) -> bool:
    """By an acceptance or a withdrawal units stand, which the seller is paid for."""
    return party is Party.SELLER and isinstance(command, (AcceptDispute, WithdrawDispute))


def _check_units(stands: int, dispute: Dispute) -> None:
    if stands > dispute.units:
        raise MoreThanStands.of("{units} are in dispute", units=dispute.units)


def _check_due(command: ReferDispute, dispute: Dispute, today: date) -> None:
    """Raises NoDecider, NotNow, and NotDue while the answer may still come."""
    objection, decider = dispute.objection, dispute.rule.named if dispute.rule else None
    if decider is None:
        raise NoDecider(outcome=dispute.outcome, dispute=command.dispute)
    if objection.referred is not None:
        raise NotNow.of("{dispute} is referred already", dispute=command.dispute)
    by = due(objection, decider)
    if objection.answer is None and by is not None and today <= by:
        raise NotDue.of("an answer is due by {due}", due=by.isoformat(), outcome=dispute.outcome, way_out=WAIT)


def _check_decider(command: DecideDispute, dispute: Dispute, today: date) -> None:
    """Raises NoDecider, NotNow before it was referred, and NotTheDecider for anybody but the one the terms name."""
    decider = dispute.rule.named if dispute.rule else None
    if decider is None:
        raise NoDecider(outcome=dispute.outcome, dispute=command.dispute)
    if dispute.objection.referred is None or today < dispute.objection.referred:
        raise NotNow.of("{dispute} was not referred to anybody", dispute=command.dispute)
    name, by = decider.person, command.by
    if by.how in OWN_LOGIN and by.side is W:
        if by.id != name.subject:
            raise NotTheDecider(decider=name.name)
    elif command.signer is None or command.signer.subject != name.subject:
        raise NotTheDecider.of("the terms name {decider}: say with --signer that it was them", decider=name.name)
    elif not any(each.by == "document" for each in command.shown):
        raise NotTheDecider.of("show the document by which {decider} decided", decider=name.name)


def evolve(state: Results, fact: DisputesFact, envelope: Envelope, zone: str) -> Results:
    old = state.get(key := place(state, fact.outcome, fact.reference))
    if old is None:
        return state
    case = with_word(old.case, fact, envelope, zone)
    return state.insert(key, replace(old, case=case, status=how_it_stands(case)))


def with_word(case: Case, fact: DisputesFact, envelope: Envelope, zone: str) -> Case:
    """The case with what was said of its dispute. Once it has ended by a word, later ones change nothing."""
    objections = tuple(
        _after(each, fact, envelope, zone) if each.name == fact.dispute else each for each in case.objections
    )
    return replace(case, objections=objections)


def _after(objection: Objection, fact: DisputesFact, envelope: Envelope, zone: str) -> Objection:
    day = counts_on(envelope.occurred_at, envelope.recorded_at, zone)
    if objection.ended is not None and objection.ended <= day:
        return objection
    match fact:
        case DisputeShown():
            return objection
        case DisputeAnswered():
            answer = Answer(fact.stands, day, envelope.version, told.day_of(fact.recorded_on))
            before = objection.answer
            return objection if before and before.day > day else replace(objection, answer=answer)
        case DisputeReferred():
            return replace(objection, referred=max(day, told.day_of(fact.recorded_on) or day))
        case DisputeAccepted():
            return replace(objection, ended=day, how="accepted", stands=fact.stands, whose=told.whose(envelope))
        case DisputeWithdrawn():
            return replace(objection, ended=day, how="withdrawn")
        case DisputeGivenWay():
            return replace(objection, ended=day, how="given way")
        case DisputeDecided():
            return replace(objection, ended=day, how="decided", stands=fact.stands, whose=told.whose(envelope))
        case _:
            assert_never(fact)


DISPUTES = Practice(DisputesFact, DisputesCommand, decide, "results", evolve, deadline=deadline, favours=favours)
