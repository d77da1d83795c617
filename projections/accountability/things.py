"""Little things on the page, each with its why."""

from __future__ import annotations

from domain.engagement.learning import EffectObserved, LessonLearned
from domain.engagement.little_things import (
    ExtraMileAccepted,
    ExtraMileDeclined,
    ExtraMileDone,
    ExtraMileHeldBack,
    ExtraMileOffered,
    ExtraMileWithdrawn,
)
from domain.fact import Envelope
from projections.accountability.page import Lesson, Observation, Page, Thing
from projections.shared.words import word

MOVED = {
    ExtraMileAccepted: "accepted",
    ExtraMileDeclined: "declined",
    ExtraMileDone: "done",
    ExtraMileWithdrawn: "withdrawn",
}


def offered(page: Page, fact: ExtraMileOffered, envelope: Envelope) -> bool:
    card = page.outcomes.get(fact.outcome)
    if card is None or str(fact.version) not in card.versions:
        return False
    thing = _thing(page, fact.thing, envelope)
    thing.says, thing.why, thing.size, thing.why_kind = fact.says, envelope.why, fact.size, fact.why_kind
    thing.hypothesis, thing.outcome, thing.version = fact.hypothesis, fact.outcome, fact.version
    thing.touches, thing.cost_to_seller = list(fact.touches), fact.cost_to_seller
    thing.review_by = thing.first_review_by = fact.review_by
    thing.status, thing.since = "asked" if fact.asked else "offered", envelope.occurred_at
    return True


def held_back(page: Page, fact: ExtraMileHeldBack, envelope: Envelope) -> bool:
    thing = _thing(page, fact.thing, envelope)
    thing.says, thing.why = fact.says, envelope.why
    thing.obstacle, thing.obstacle_words = fact.obstacle, fact.words
    thing.status, thing.since = "held-back", envelope.occurred_at
    return True


def moved(
    page: Page,
    fact: ExtraMileAccepted | ExtraMileDeclined | ExtraMileDone | ExtraMileWithdrawn,
    envelope: Envelope,
) -> bool:
    thing = page.things.get(fact.thing)
    if thing is None:
        return False
    if isinstance(fact, (ExtraMileAccepted, ExtraMileDeclined)):
        thing.answered = word(envelope)
    thing.status, thing.since = MOVED[type(fact)], envelope.occurred_at
    return True


def observed(page: Page, fact: EffectObserved, envelope: Envelope) -> bool:
    thing = page.things.get(fact.thing)
    if thing is None:
        return False
    seen = Observation(effect=fact.effect, evidence=fact.evidence, review_by=fact.review_by, said=word(envelope))
    thing.observations.append(seen)
    _look(thing)
    thing.status, thing.since = "done" if fact.effect == "unknown" else "observed", envelope.occurred_at
    return True


def learned(page: Page, fact: LessonLearned, envelope: Envelope) -> bool:
    thing = page.things.get(fact.thing)
    if thing is None:
        return False
    thing.lessons.append(Lesson(lesson=fact.lesson, says=fact.says, said=word(envelope)))
    return True


def _thing(page: Page, name: str, envelope: Envelope) -> Thing:
    """The thing of that name, or a new one: what was held back may be offered later."""
    if name not in page.things:
        page.things[name] = Thing(
            thing=name,
            says="",
            why=None,
            status="",
            begun=word(envelope),
            touches=[],
            observations=[],
            lessons=[],
        )
    return page.things[name]


def _look(thing: Thing) -> None:
    """The latest observation counts, all stay; a first `unknown` sets a new review date."""
    thing.effect = thing.evidence = None
    thing.review_by = thing.first_review_by
    for seen in thing.observations:
        thing.effect, thing.evidence = seen.effect, seen.evidence
        thing.review_by = seen.review_by or thing.review_by
