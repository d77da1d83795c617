"""Fit: whether it fits is said before it is sold, and what does not fit is not forced (text 002, chapter 7).

To force the fit is to sell what is outside our expertise, or to solve a problem that the client does not see. While the
latest assessment says so, nothing is proposed, unless a person takes it on themselves and says why.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol, assert_never

from msgspec.structs import replace

from domain.access import C, S, may
from domain.command import Command, field
from domain.engagement.shared.assessment import Assessment, Fit, assessed
from domain.engagement.shared.standing import Outcomes, named
from domain.engagement.shared.terms import Fixed
from domain.errors import AlreadyNamed, NotNow
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.vocabulary import Cost, Label, Money, Person, Slug, Someone, Words, chosen

Answer = Literal["yes", "no", "unknown"]
Expertise = Literal["ours", "outside"]


class FitAssessed(Fact, frozen=True, kw_only=True):
    """How well it fits: of one outcome, or without one of whatever is proposed. Any `no`, or `outside`, is a bad fit.

    `seen` is whether the client sees the problem; `offer` is what of ours it would be answered with.
    """

    type = "fit-assessed.v1"
    problem: Words
    expertise: Expertise
    seen: Answer
    impact: Answer = "unknown"
    long_term: Answer = "unknown"
    margin: Answer = "unknown"
    offer: Label | None = None
    outcome: Slug | None = None

    @property
    def against(self) -> tuple[str, ...]:
        """What speaks against it."""
        questions = [name for name in ("impact", "long_term", "margin") if getattr(self, name) == "no"]
        outside = ["expertise"] if self.expertise == "outside" else []
        return (*questions, *outside, *(["seen"] if self.seen == "no" else []))


class ProblemAcknowledged(Fact, frozen=True, kw_only=True):
    """The customer sees the problem, in their words; `assessment` is the entry that said they did not."""

    type = "problem-acknowledged.v1"
    says: Words
    assessment: int | None = None


class ForcedFitOverridden(Fact, frozen=True, kw_only=True):
    """A person takes it on themselves to propose what the assessment of that entry speaks against."""

    type = "forced-fit-overridden.v1"
    assessment: int
    overridden_by: Person


class FitDeclined(Fact, frozen=True, kw_only=True):
    """The seller does not sell it: all of it, or an upsell; `forgone` is what that costs them now."""

    type = "fit-declined.v1"
    decline: Slug
    says: Words
    forgone: Money
    upsell: bool = False
    outcome: Slug | None = None


class AssessFit(Command, name="fit.assess", may=may(S)):
    """Record how well your offer fits, before you propose it."""

    problem: Words = field(description="The problem, as the client would have it solved.")
    expertise: Expertise = field(description="Whether it lies in the seller's expertise.")
    seen: Answer = field(description="Whether the client sees that problem.")
    impact: Answer = field("unknown", description="Whether it would make the difference that both seek.")
    long_term: Answer = field("unknown", description="Whether it would last.")
    margin: Answer = field("unknown", description="Whether it would pay for the seller.")
    offer: Label | None = field(None, description="The offer that would answer it.")
    outcome: Slug | None = field(None, description="The outcome it is about; by default whatever is proposed.")


class AcknowledgeProblem(Command, name="fit.acknowledge", may=may(C)):
    """Record that the customer sees the problem too."""

    says: Words = field(description="The problem, in the customer's words.")
    outcome: Slug | None = field(None, description="The outcome it is about.")


class OverrideForcedFit(Command, name="fit.override", may=may(S, why=True)):
    """Propose it in your own name although the latest assessment advises against it."""

    overridden_by: Someone = field(description="The person who takes it on themselves.")
    outcome: Slug | None = field(None, description="The outcome it is about.")


class DeclineFit(Command, name="fit.decline", about="decline", may=may(S, why=True)):
    """Decline to sell what does not fit, and record the income you give up."""

    decline: Slug | None = None
    says: Words = field(description="What is not sold.")
    forgone: Cost = field(description="What the seller forgoes, in the engagement's currency; 0 is an answer.")
    upsell: bool = field(False, description="It was only something on top; the rest goes on.")
    outcome: Slug | None = field(None, description="The outcome it is about.")


FitFact = FitAssessed | ProblemAcknowledged | ForcedFitOverridden | FitDeclined
FitCommand = AssessFit | AcknowledgeProblem | OverrideForcedFit | DeclineFit


class Reads(Protocol):
    @property
    def fixed(self) -> Fixed: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def fit(self) -> Fit: ...


def decide(command: FitCommand, engagement: Reads, _today: date) -> tuple[FitFact, ...]:
    if command.outcome is not None:
        named(engagement.outcomes, command.outcome)
    latest = assessed(engagement.fit.assessments, command.outcome)
    match command:
        case AssessFit():
            return (FitAssessed(**{name: getattr(command, name) for name in FitAssessed.__struct_fields__}),)
        case AcknowledgeProblem():
            unseen = latest.said_at if latest and latest.unseen else None
            return (ProblemAcknowledged(says=command.says, assessment=unseen),)
        case OverrideForcedFit():
            if latest is None or not latest.forced:
                raise NotNow("no assessment advises against it: you can propose it")
            return (ForcedFitOverridden(assessment=latest.said_at, overridden_by=command.overridden_by),)
        case DeclineFit():
            return (_declined(command, engagement),)
        case _:
            assert_never(command)


def evolve(state: Fit, fact: FitFact, envelope: Envelope, _zone: str) -> Fit:
    match fact:
        case FitAssessed():
            outside, unseen = fact.expertise == "outside", fact.seen == "no"
            return _latest(state, Assessment(fact.outcome or "", envelope.version, outside, unseen))
        case ProblemAcknowledged():
            return _moved(state, fact.assessment, unseen=False)
        case ForcedFitOverridden():
            return _moved(state, fact.assessment, overridden=True)
        case FitDeclined():
            return replace(state, declines=state.declines.insert(fact.decline))
        case _:
            assert_never(fact)


def _latest(state: Fit, assessment: Assessment) -> Fit:
    return replace(state, assessments=state.assessments.insert(assessment.outcome, assessment))


def _moved(state: Fit, version: int | None, **change: bool) -> Fit:
    """The fit with these changes to the assessment of that version, if it is still the latest."""
    old = next((held for held in state.assessments.values() if held.said_at == version), None)
    return _latest(state, replace(old, **change)) if old else state


def _declined(command: DeclineFit, engagement: Reads) -> FitDeclined:
    declines = engagement.fit.declines
    name = chosen(command.decline, "d", declines)
    if name in declines:
        raise AlreadyNamed.of("there is a decline {decline} already", decline=name)
    forgone = Money(amount=command.forgone, currency=engagement.fixed.currency)
    return FitDeclined(decline=name, says=command.says, forgone=forgone, upsell=command.upsell, outcome=command.outcome)


FIT = Practice(FitFact, FitCommand, decide, "fit", evolve)
