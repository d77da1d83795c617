"""Advice: what they need to hear, welcome or not, and judged later, the wrong ones included (text 003).

"By telling a customer what they need to hear instead of what you (or they) think they want you to say, you become a
trusted advisor." Whether it was right says the customer, or a result that stands.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol, TypeAlias, assert_never

from rpds import HashTrieSet

from domain.access import C, S, may
from domain.command import Command, field
from domain.engagement.shared.resulted import Results, place
from domain.engagement.shared.standing import Outcomes, named
from domain.errors import AlreadyNamed, Invalid, Unknown
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.vocabulary import Label, Party, Slug, Words, chosen

Welcome = Literal["welcome", "unwelcome", "not-known"]
Judgement = Literal["right", "partly", "wrong"]


class AdviceGiven(Fact, frozen=True, kw_only=True):
    """What the customer was told; its why says why they needed to hear it."""

    type = "advice-given.v1"
    advice: Slug
    says: Words
    welcome: Welcome
    outcome: Slug | None = None


class AdviceJudged(Fact, frozen=True, kw_only=True):
    """How it turned out, by the customer's word or by the result it cites."""

    type = "advice-judged.v1"
    advice: Slug
    found: Judgement
    outcome: Slug | None = None
    reference: Label | None = None


class GiveAdvice(Command, name="advice.give", may=may(S, why=True)):
    """Record advice that the customer needed to hear."""

    advice: Slug | None = field(None, description="Its name; without one it gets the next.")
    says: Words = field(description="What you told them.")
    welcome: Welcome = field("not-known", description="How they took it.")
    outcome: Slug | None = field(None, description="The outcome it was about.")


class JudgeAdvice(Command, name="advice.judge", about="advice", may=may(S, C, why=True, closed=True)):
    """Record how advice turned out: the customer in their own words, the seller by naming a result."""

    advice: Slug
    found: Judgement = field(description="How it turned out.")
    outcome: Slug | None = field(None, description="The outcome of the result that shows it.")
    reference: Label | None = field(None, description="The result that shows it: v1, T-17.")


AdviceFact = AdviceGiven | AdviceJudged
AdviceCommand = GiveAdvice | JudgeAdvice


Advice: TypeAlias = "HashTrieSet[str]"


class Reads(Protocol):
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def results(self) -> Results: ...
    @property
    def advice(self) -> Advice: ...


def decide(command: AdviceCommand, engagement: Reads, _today: date) -> tuple[AdviceFact, ...]:
    match command:
        case GiveAdvice():
            advice = chosen(command.advice, "a", engagement.advice)
            if advice in engagement.advice:
                raise AlreadyNamed.of("there is advice {advice} already", advice=advice)
            if command.outcome is not None:
                named(engagement.outcomes, command.outcome)
            return (AdviceGiven(advice=advice, says=command.says, welcome=command.welcome, outcome=command.outcome),)
        case JudgeAdvice():
            if command.advice not in engagement.advice:
                raise Unknown.of("there is no advice {advice}", advice=command.advice)
            outcome, reference = command.outcome, _cited(command, engagement)
            return (AdviceJudged(advice=command.advice, found=command.found, outcome=outcome, reference=reference),)
        case _:
            assert_never(command)


def evolve(state: Advice, fact: AdviceFact, _envelope: Envelope, _zone: str) -> Advice:
    return state.insert(fact.advice) if isinstance(fact, AdviceGiven) else state


def _cited(command: JudgeAdvice, engagement: Reads) -> str | None:
    """The reference of the result that is cited, which stands; the seller cites one. Invalid, or Unknown."""
    if (command.outcome is None) != (command.reference is None):
        missing = "outcome" if command.outcome is None else "reference"
        raise Invalid("a result is cited by its outcome and its reference", where=missing)
    if command.outcome is None or command.reference is None:
        if command.party is Party.SELLER:
            raise Invalid("nobody judges their own advice: cite a result", where="reference")
        return None
    result = engagement.results.get(place(engagement.results, command.outcome, command.reference))
    if result is None or result.status == "retracted":
        data = {"outcome": command.outcome, "reference": command.reference}
        raise Unknown.of("there is no result {outcome}/{reference} that stands", **data)
    return result.reference


ADVICE = Practice(AdviceFact, AdviceCommand, decide, "advice", evolve)
