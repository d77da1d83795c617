"""Learning: what was tried, what helped, what was used again, and what nobody has looked at yet (text 000)."""

from __future__ import annotations

from datetime import date
from typing import Any

from domain.engagement.learning import EffectObserved, LessonLearned
from domain.engagement.little_things import ExtraMileDone, ExtraMileOffered, TriggerNoticed
from domain.fact import Envelope, Recorded
from domain.when import last_day
from projections.shared.projection import Projection, by_stream, document
from projections.shared.words import Word, word


@document
class Effects:
    """How many things were tried and done, and what came of them."""

    tried: int = 0
    done: int = 0
    helped: int = 0
    no_effect: int = 0
    hurt: int = 0
    unknown: int = 0


@document
class Observed:
    """One observation; all stay, the latest counts."""

    at: int
    effect: str
    review_by: str | None
    said: Word


@document
class Tried:
    """One thing, as far as there is something to learn from it."""

    says: str
    why_kind: str
    review_by: str
    done_at: int = 0
    effect: str | None = None
    reuses: str | None = None
    observed: list[Observed]


@document
class Lesson:
    """What somebody made of a thing."""

    lesson: str
    thing: str
    says: str
    said: Word


@document
class Noticed:
    """What made a thing possible, and the habit it called up."""

    says: str
    habit: str | None
    on: str


@document
class Learning(Effects):
    """One engagement's. `pending` names what is done and not yet observed, with the date it is owed by."""

    engagement: str
    reused: int = 0
    by_why_kind: dict[str, Effects]
    pending: dict[str, str]
    lessons: list[Lesson]
    noticed: list[Noticed]
    things: dict[str, Tried]
    left_out: int = 0


FACTS = ExtraMileOffered | ExtraMileDone | EffectObserved | LessonLearned | TriggerNoticed


def evolve(learning: Learning | None, recorded: Recorded[Any]) -> Learning | None:
    fact, entry = recorded.entry.body, recorded.entry
    learning = learning or _begun(entry)
    match fact:
        case ExtraMileOffered():
            _offered(learning, fact)
        case TriggerNoticed():
            learning.noticed.append(Noticed(says=fact.says, habit=fact.habit, on=entry.occurred_at))
        case ExtraMileDone() | EffectObserved() | LessonLearned() if fact.thing in learning.things:
            _followed(learning, fact, entry)
        case _:
            learning.left_out += 1
    return learning


def overdue(learning: Learning, day: date, zone: str = "UTC") -> list[str]:
    """The things whose observation was owed before `day`."""
    return [thing for thing, review_by in learning.pending.items() if last_day(review_by, zone) < day]


def _begun(envelope: Envelope) -> Learning:
    name = envelope.stream.partition("/")[2]
    return Learning(engagement=name, by_why_kind={}, pending={}, lessons=[], noticed=[], things={})


def _offered(learning: Learning, fact: ExtraMileOffered) -> None:
    tried = Tried(says=fact.says, why_kind=fact.why_kind, review_by=fact.review_by, reuses=fact.reuses, observed=[])
    learning.things[fact.thing] = tried
    learning.reused += fact.reuses is not None
    _count(learning, tried, "tried", 1)


def _followed(learning: Learning, fact: ExtraMileDone | EffectObserved | LessonLearned, envelope: Envelope) -> None:
    tried = learning.things[fact.thing]
    if isinstance(fact, LessonLearned):
        learning.lessons.append(Lesson(lesson=fact.lesson, thing=fact.thing, says=fact.says, said=word(envelope)))
        return
    if not tried.done_at:
        # Whoever saw what came of it also tells that it was done.
        tried.done_at = envelope.version
        _count(learning, tried, "done", 1)
    if isinstance(fact, EffectObserved):
        seen = Observed(at=envelope.version, effect=fact.effect, review_by=fact.review_by, said=word(envelope))
        tried.observed.append(seen)
    _look(learning, fact.thing)


def _look(learning: Learning, name: str) -> None:
    """Notes the thing's effect by its latest observation; a thing done whose effect is not known is owed one."""
    tried = learning.things[name]
    observed = tried.observed
    effect = observed[-1].effect if observed else None
    if tried.effect != effect:
        _count(learning, tried, tried.effect, -1)
        tried.effect = effect
        _count(learning, tried, effect, 1)
    learning.pending.pop(name, None)
    if tried.done_at and effect in {None, "unknown"}:
        learning.pending[name] = (observed[-1].review_by if observed else None) or tried.review_by


def _count(learning: Learning, tried: Tried, what: str | None, by: int) -> None:
    if what is None:
        return
    field = what.replace("-", "_")
    for effects in (learning, learning.by_why_kind.setdefault(tried.why_kind, Effects())):
        setattr(effects, field, getattr(effects, field) + by)


LEARNING: Projection[Learning] = Projection(
    name="learning",
    version=2,
    document=Learning,
    facts=FACTS,
    keys=by_stream,
    evolve=evolve,
    short=("engagement", "tried", "done", "helped", "no_effect", "hurt", "unknown", "reused", "pending"),
)
