"""Needs: heard in the customer's words, restated in ours, and how it is used in the end (texts 002 and 003).

The cartoon of the tree swing: how the customer explained it, how it was understood, agreed, built, and is used. Each
frame is the word of its own party; what they said stays apart from how we read it.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol, TypeAlias, assert_never

from rpds import HashTrieMap

from domain.access import C, S, may
from domain.command import Command, field
from domain.engagement.shared.standing import Outcomes, named
from domain.errors import AlreadyNamed, Invalid, NotYourWord, Unknown
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.vocabulary import Party, Person, Slug, Someone, Taken, Words, chosen

Use = Literal["as-meant", "otherwise", "not-used"]


class NeedHeard(Fact, frozen=True, kw_only=True):
    """What somebody of the customer's said, word for word, and apart from it what they try to achieve as we read it."""

    type = "need-heard.v1"
    gives = "need"
    need: Slug
    verbatim: Words
    who: Person | None = None
    goal: Words | None = None
    outcome: Slug | None = None


class NeedRestated(Fact, frozen=True, kw_only=True):
    """The need in other words: the seller's are how they understood it, the customer's how it was meant."""

    type = "need-restated.v1"
    need: Slug
    says: Words
    outcome: Slug | None = None


class NeedCorrected(Fact, frozen=True, kw_only=True):
    """What was said had been written down wrongly; their words are these. The goal is as before where none is said."""

    type = "need-corrected.v1"
    need: Slug
    verbatim: Words
    goal: Words | None = None


class UseObserved(Fact, frozen=True, kw_only=True):
    """How what was reached is used: as it was meant, otherwise, or not at all."""

    type = "use-observed.v1"
    need: Slug
    use: Use
    says: Words | None = None


class HearNeed(Command, name="need.hear", may=may(S, C)):
    """Record what the customer needs, in their own words, before you offer anything."""

    need: Slug | None = field(None, description="Its name; without one it gets the next.")
    verbatim: Words = field(description="Their words, as they were said.")
    who: Someone | None = field(None, description="Who said them.")
    goal: Words | None = field(None, description="What they try to achieve, as you read it.")
    outcome: Slug | None = field(None, description="The outcome that is to serve it, if there is one already.")


class RestateNeed(Command, name="need.restate", about="need", may=may(S, C)):
    """Repeat a need as you understood it; or, as the customer, say what was meant."""

    need: Slug
    says: Words = field(description="The need in your words.")
    outcome: Slug | None = field(None, description="The outcome that serves it.")


class CorrectNeed(Command, name="need.correct", about="need", may=may(S, C, why=True, closed=True)):
    """Replace the words of a need that were written down wrongly; what was said first stays in the history."""

    need: Slug
    verbatim: Words = field(description="Their words, as they were said.")
    goal: Words | None = field(None, description="What they try to achieve; by default as it stands.")


class ObserveUse(Command, name="need.use", about="need", may=may(S, C, closed=True)):
    """Record how the customer uses what was reached."""

    need: Slug
    use: Use = field(description="As it was meant, otherwise, or not at all.")
    says: Words | None = field(None, description="What was seen.")


NeedFact = NeedHeard | NeedRestated | NeedCorrected | UseObserved
NeedCommand = HearNeed | RestateNeed | CorrectNeed | ObserveUse


Heard: TypeAlias = "HashTrieMap[str, Party]"
"""Every need, and whose word it is."""


class Reads(Protocol):
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def needs(self) -> Heard: ...
    @property
    def taken(self) -> Taken: ...


def decide(command: NeedCommand, engagement: Reads, _today: date) -> tuple[NeedFact, ...]:
    if isinstance(command, HearNeed):
        return (_heard(command, engagement),)
    if command.need not in engagement.needs:
        raise Unknown.of("there is no need {need}", need=command.need)
    match command:
        case RestateNeed():
            if command.outcome is not None:
                named(engagement.outcomes, command.outcome)
            return (NeedRestated(need=command.need, says=command.says, outcome=command.outcome),)
        case CorrectNeed():
            if (whose := engagement.needs[command.need]) is not command.party:
                raise NotYourWord.of("that was the {may}'s word", may=whose.value, need=command.need)
            _check_goal(command)
            return (NeedCorrected(need=command.need, verbatim=command.verbatim, goal=command.goal),)
        case ObserveUse():
            return (UseObserved(need=command.need, use=command.use, says=command.says),)
        case _:
            assert_never(command)


def evolve(state: Heard, fact: NeedFact, envelope: Envelope, _zone: str) -> Heard:
    return state.insert(fact.need, envelope.party) if isinstance(fact, NeedHeard) else state


def _heard(command: HearNeed, engagement: Reads) -> NeedHeard:
    need = chosen(command.need, "g", engagement.needs, engagement.taken)
    if need in engagement.needs or need in engagement.taken:
        raise AlreadyNamed.of("there is a need {need} already", need=need)
    _check_goal(command)
    if command.outcome is not None:
        named(engagement.outcomes, command.outcome)
    fields = {"need": need, "verbatim": command.verbatim, "goal": command.goal, "outcome": command.outcome}
    return NeedHeard(**fields, who=command.who)  # type: ignore[arg-type]  # each is a text or none


def _check_goal(command: HearNeed | CorrectNeed) -> None:
    if command.goal is not None and command.goal.casefold() == command.verbatim.casefold():
        raise Invalid("the goal repeats what they said: leave it out, or say what they try to achieve", where="goal")


NEEDS = Practice(NeedFact, NeedCommand, decide, "needs", evolve)
