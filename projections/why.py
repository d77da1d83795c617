"""Why: one row for each little thing, from the reason it was offered to what was learned (text 000)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from domain.engagement.choices import ChoiceMade, ChoiceOffered
from domain.engagement.learning import EffectObserved, LessonLearned
from domain.engagement.little_things import (
    ExtraMileAccepted,
    ExtraMileDeclined,
    ExtraMileDone,
    ExtraMileHeldBack,
    ExtraMileOffered,
    ExtraMileWithdrawn,
)
from domain.engagement.shared.terms import ZERO
from domain.fact import Envelope, Recorded
from domain.vocabulary import Money, Person
from projections.shared.projection import Projection, document, every_document
from projections.shared.whys import chosen_kind
from projections.shared.words import Word, each_side, word


@document
class Seen:
    """What somebody saw come of it, or made of it; all stay, the latest effect counts."""

    says: str | None
    said: Word
    effect: str | None = None
    review_by: str | None = None


@document
class Why:
    """One little thing. `choice` settled it, where one did; `options` are the labels under which choices named it."""

    engagement: str
    thing: str
    says: str = ""
    status: str = ""
    size: str | None = None
    hypothesis: str | None = None
    why: str | None = None
    why_kind: str | None = None
    outcome: str | None = None
    version: int | None = None
    cost_to_customer: Decimal = ZERO
    cost_to_seller: Money | None = None
    worst_for_customer: str | None = None
    worst_for_seller: str | None = None
    touches: list[str]
    area: str | None = None
    asked: bool = False
    reuses: str | None = None
    obstacle: str | None = None
    obstacle_words: str | None = None
    answered: Word | None = None
    choice: str | None = None
    chosen: str | None = None
    chosen_by: Person | None = None
    chosen_said: Word | None = None
    done_on: str | None = None
    effect: str | None = None
    evidence: str | None = None
    observed: Word | None = None
    review_by: str | None = None
    first_review_by: str | None = None
    observations: list[Seen]
    lessons: list[Seen]
    options: dict[str, str]
    begun: Word | None = None
    """Whose word offered it, or held it back."""


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    fact, stream = recorded.entry.body, recorded.entry.stream
    kind = type(fact)
    if kind is ChoiceOffered:
        return [f"{stream}#{option.thing}" for option in fact.options if option.thing]
    if kind is ChoiceMade:
        return every_document(recorded)
    return (f"{stream}#{fact.thing}",)


def evolve(row: Why | None, recorded: Recorded[Any]) -> Why | None:
    fact, entry = recorded.entry.body, recorded.entry
    kind = type(fact)
    if row is None:
        if kind is not ExtraMileOffered and kind is not ExtraMileHeldBack:
            return None
        row = _begun(fact, entry)
    FOLDS[kind](row, fact, entry)
    return row


def line(row: Why) -> str:
    """The row in one line, as both sides read it: what, for what, why, who chose, its cost to them, what came of it."""
    serves = f"for {row.outcome} v{row.version}" if row.outcome else "for no outcome yet"
    kind = chosen_kind(row.why_kind)
    why = f"{row.why} ({kind})" if kind else row.why or ""
    parts = [row.says, serves, why, _chose(row), f"cost to you {row.cost_to_customer}", came(row)]
    return " | ".join(part for part in parts if part)


def came(row: Why) -> str:
    """What came of it: one word where both sides agree, else each side's."""
    effects = each_side((seen.effect, seen.said) for seen in row.observations if seen.effect)
    if len(set(effects.values())) > 1:
        return ", ".join(f"{effect} says the {party}" for party, effect in effects.items())
    return row.effect or row.status


def _chose(row: Why) -> str:
    if row.chosen is not None and row.choice is not None:
        return "they chose" if row.options[row.choice] == row.chosen else f"they chose {row.chosen}"
    return "they said yes" if row.answered is not None and row.status != "declined" else ""


def _begun(fact: ExtraMileOffered | ExtraMileHeldBack, envelope: Envelope) -> Why:
    name = envelope.stream.partition("/")[2]
    return Why(engagement=name, thing=fact.thing, touches=[], observations=[], lessons=[], options={})


def _held_back(row: Why, fact: ExtraMileHeldBack, envelope: Envelope) -> None:
    row.says, row.why, row.obstacle, row.obstacle_words = fact.says, envelope.why, fact.obstacle, fact.words
    row.status, row.begun = "held-back", word(envelope)


def _offered(row: Why, fact: ExtraMileOffered, envelope: Envelope) -> None:
    row.says, row.size, row.hypothesis, row.area = fact.says, fact.size, fact.hypothesis, fact.area
    row.why, row.why_kind, row.reuses, row.asked = envelope.why, fact.why_kind, fact.reuses, fact.asked
    row.outcome, row.version, row.touches = fact.outcome, fact.version, list(fact.touches)
    row.cost_to_seller = fact.cost_to_seller
    row.worst_for_customer, row.worst_for_seller = fact.worst_for_customer, fact.worst_for_seller
    row.review_by = row.first_review_by = fact.review_by
    row.status, row.begun = "asked" if fact.asked else "offered", word(envelope)


def _accepted(row: Why, _: ExtraMileAccepted, envelope: Envelope) -> None:
    row.answered = word(envelope)
    row.status = "accepted"


def _declined(row: Why, _: ExtraMileDeclined, envelope: Envelope) -> None:
    row.answered = word(envelope)
    row.status = "declined"


def _done(row: Why, _: ExtraMileDone, envelope: Envelope) -> None:
    row.done_on = envelope.occurred_at
    row.status = "done"


def _withdrawn(row: Why, _: ExtraMileWithdrawn, _envelope: Envelope) -> None:
    row.status = "withdrawn"


def _observed(row: Why, fact: EffectObserved, envelope: Envelope) -> None:
    seen = Seen(says=fact.evidence, said=word(envelope), effect=fact.effect, review_by=fact.review_by)
    row.observations.append(seen)
    _look(row)
    row.status = "done" if fact.effect == "unknown" else "observed"


def _learned(row: Why, fact: LessonLearned, envelope: Envelope) -> None:
    row.lessons.append(Seen(says=fact.says, said=word(envelope)))


def _choice_offered(row: Why, fact: ChoiceOffered, _: Envelope) -> None:
    row.options[fact.choice] = next(option.label for option in fact.options if option.thing == row.thing)


def _choice_made(row: Why, fact: ChoiceMade, envelope: Envelope) -> None:
    if fact.choice in row.options:
        row.choice, row.chosen = fact.choice, fact.option
        row.chosen_by, row.chosen_said = fact.chosen_by, word(envelope)


def _look(row: Why) -> None:
    row.effect = row.evidence = row.observed = None
    row.review_by = row.first_review_by
    for seen in row.observations:
        row.effect, row.evidence, row.observed = seen.effect, seen.says, seen.said
        row.review_by = seen.review_by or row.review_by


FOLDS: dict[type[Any], Any] = {
    ExtraMileOffered: _offered,
    ExtraMileHeldBack: _held_back,
    ExtraMileAccepted: _accepted,
    ExtraMileDeclined: _declined,
    ExtraMileDone: _done,
    ExtraMileWithdrawn: _withdrawn,
    EffectObserved: _observed,
    LessonLearned: _learned,
    ChoiceOffered: _choice_offered,
    ChoiceMade: _choice_made,
}
"""A table and not a match: little things come by the thousand, and a dozen cases would be tried for each."""

WHY: Projection[Why] = Projection(
    name="why",
    version=3,
    document=Why,
    facts=reduce(or_, FOLDS),
    keys=keys,
    evolve=evolve,
    short=("key", "status", "says", "why", "why_kind", "outcome", "effect"),
)
