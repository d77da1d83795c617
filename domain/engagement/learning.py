"""What came of a little thing, and what was learned from it (text 000: hypothesis, then learn)."""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol, TypeAlias, assert_never

from rpds import HashTrieSet

from domain.access import C, S, W, may
from domain.command import Command
from domain.engagement.shared.standing import Things, thing
from domain.errors import NotNow, UnknownTwice
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.vocabulary import Slug, Taken, When, Words, unused
from domain.when import days_after

Effect = Literal["helped", "no-effect", "hurt", "unknown"]
REVIEW_DAYS = 30


class EffectObserved(Fact, frozen=True, kw_only=True):
    """What came of it; a first `unknown` sets a new review date. The latest counts, all stay."""

    type = "effect-observed.v1"
    thing: Slug
    effect: Effect
    evidence: Words | None = None
    review_by: When | None = None


class LessonLearned(Fact, frozen=True, kw_only=True):
    """What somebody makes of it, under a name that a later offer can reuse."""

    type = "lesson-learned.v1"
    gives = "lesson"
    lesson: Slug
    thing: Slug
    says: Words


class ObserveEffect(Command, name="extra.observe", about="thing", may=may(S, C, W, closed=True)):
    """Record what came of a little thing."""

    thing: Slug
    effect: Effect
    evidence: Words | None = None
    review_by: When | None = None


class LearnLesson(Command, name="extra.learn", about="thing", may=may(S, C, closed=True)):
    """Record what was learned from a little thing."""

    thing: Slug
    says: Words


LearningFact = EffectObserved | LessonLearned
LearningCommand = ObserveEffect | LearnLesson


Lessons: TypeAlias = "HashTrieSet[str]"
"""Their names."""


class Reads(Protocol):
    @property
    def things(self) -> Things: ...
    @property
    def lessons(self) -> Lessons: ...
    @property
    def taken(self) -> Taken: ...


def decide(command: LearningCommand, engagement: Reads, today: date) -> tuple[LearningFact, ...]:
    """`today` is the day the command counts on, in the engagement's zone."""
    tried = thing(engagement.things, command.thing)
    if tried.status not in {"done", "observed"}:
        raise NotNow.of("{thing} is {status}", thing=command.thing, status=tried.status)
    match command:
        case ObserveEffect(effect="unknown"):
            if tried.unknown_once:
                raise UnknownTwice(thing=command.thing)
            review_by = command.review_by or days_after(today, REVIEW_DAYS)
            answer = {"thing": command.thing, "evidence": command.evidence, "review_by": review_by}
            return (EffectObserved(effect="unknown", **answer),)  # type: ignore[arg-type]
        case ObserveEffect():
            return (EffectObserved(thing=command.thing, effect=command.effect, evidence=command.evidence),)
        case LearnLesson():
            lesson = unused("l", engagement.lessons, engagement.taken)
            return (LessonLearned(lesson=lesson, thing=command.thing, says=command.says),)
        case _:
            assert_never(command)


def evolve(lessons: Lessons, fact: LearningFact, _envelope: Envelope, _zone: str) -> Lessons:
    return lessons.insert(fact.lesson) if isinstance(fact, LessonLearned) else lessons


LEARNING = Practice(LearningFact, LearningCommand, decide, "lessons", evolve)
