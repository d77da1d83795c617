"""Why: one row a little thing, from the reason it was offered to what was learned (text 000)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
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
from domain.engagement.terms import ZERO
from domain.engagement.words import WordDisowned, WordOwned
from domain.fact import Envelope, Recorded
from domain.vocabulary import Money, Person
from projections.projection import Projection, document, every_document
from projections.words import Word, disown, own, word


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
    moves: list[tuple[int, str]]


FACTS = (
    ExtraMileOffered
    | ExtraMileAccepted
    | ExtraMileDeclined
    | ExtraMileDone
    | ExtraMileWithdrawn
    | ExtraMileHeldBack
    | EffectObserved
    | LessonLearned
    | ChoiceOffered
    | ChoiceMade
    | WordOwned
    | WordDisowned
)


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    fact, stream = recorded.entry.body, recorded.entry.stream
    if isinstance(fact, ChoiceOffered):
        return [f"{stream}#{option.thing}" for option in fact.options if option.thing]
    if isinstance(fact, (ChoiceMade, WordOwned, WordDisowned)):
        return every_document(recorded)
    return (f"{stream}#{fact.thing}",)


def evolve(row: Why | None, recorded: Recorded[Any]) -> Why | None:
    fact, said = recorded.entry.body, recorded.entry
    if isinstance(fact, ExtraMileOffered):
        return _offered(row or _begun(fact, said), fact, said)
    if isinstance(fact, ExtraMileHeldBack):
        return _held_back(row or _begun(fact, said), fact, said)
    if row is None:
        return None
    match fact:
        case ExtraMileAccepted() | ExtraMileDeclined():
            row.answered = word(said)
            _go(row, said, "accepted" if isinstance(fact, ExtraMileAccepted) else "declined")
        case ExtraMileDone():
            row.done_on = said.occurred_at
            _go(row, said, "done")
        case ExtraMileWithdrawn():
            _go(row, said, "withdrawn")
        case EffectObserved():
            told = Seen(says=fact.evidence, said=word(said), effect=fact.effect, review_by=fact.review_by)
            row.observations.append(told)
            _look(row)
            _go(row, said, "done" if fact.effect == "unknown" else "observed")
        case LessonLearned():
            row.lessons.append(Seen(says=fact.says, said=word(said)))
        case ChoiceOffered():
            row.options[fact.choice] = next(option.label for option in fact.options if option.thing == row.thing)
        case ChoiceMade() if fact.choice in row.options:
            row.choice, row.chosen = fact.choice, fact.option
            row.chosen_by, row.chosen_said = fact.chosen_by, word(said)
        case WordOwned():
            _own(row, frozenset(fact.versions))
        case WordDisowned():
            _disown(row, frozenset(fact.versions))
        case _:
            pass
    return row


def line(row: Why) -> str:
    """The row in one line, as both sides read it: what, for what, why, who chose, its cost to them, what came of it."""
    serves = f"for {row.outcome} v{row.version}" if row.outcome else "for no outcome yet"
    why = f"{row.why} ({row.why_kind})" if row.why_kind else row.why or ""
    told = [row.says, serves, why, _chose(row), f"cost to you {row.cost_to_customer}", row.effect or row.status]
    return " | ".join(part for part in told if part)


def _chose(row: Why) -> str:
    if row.chosen is not None and row.choice is not None:
        return "they chose" if row.options[row.choice] == row.chosen else f"they chose {row.chosen}"
    return "they said yes" if row.answered is not None and row.status != "declined" else ""


def _begun(fact: ExtraMileOffered | ExtraMileHeldBack, said: Envelope) -> Why:
    name = said.stream.partition("/")[2]
    return Why(engagement=name, thing=fact.thing, touches=[], observations=[], lessons=[], options={}, moves=[])


def _held_back(row: Why, fact: ExtraMileHeldBack, said: Envelope) -> Why:
    row.says, row.why, row.obstacle, row.obstacle_words = fact.says, said.why, fact.obstacle, fact.words
    return _go(row, said, "held-back")


def _offered(row: Why, fact: ExtraMileOffered, said: Envelope) -> Why:
    row.why, row.touches = said.why, list(fact.touches)
    for name in (
        "says", "size", "hypothesis", "why_kind", "outcome", "version", "cost_to_seller", "worst_for_customer",
        "worst_for_seller", "area", "asked", "reuses",
    ):  # fmt: skip
        setattr(row, name, getattr(fact, name))
    row.review_by = row.first_review_by = fact.review_by
    return _go(row, said, "asked" if fact.asked else "offered")


def _go(row: Why, said: Envelope, status: str) -> Why:
    row.moves.append((said.version, status))
    row.status = status
    return row


def _look(row: Why) -> None:
    row.effect = row.evidence = row.observed = None
    row.review_by = row.first_review_by
    for seen in row.observations:
        if seen.said.standing != "disowned":
            row.effect, row.evidence, row.observed = seen.effect, seen.says, seen.said
            row.review_by = seen.review_by or row.review_by


def _own(row: Why, versions: frozenset[int]) -> None:
    for told in (row.answered, row.chosen_said, *(seen.said for seen in (*row.observations, *row.lessons))):
        own(told, versions)
    _look(row)


def _disown(row: Why, versions: frozenset[int]) -> None:
    """What a void word moved goes back one state, unless it has moved on since."""
    for told in (row.answered, *(seen.said for seen in (*row.observations, *row.lessons))):
        disown(told, versions)
    if disown(row.chosen_said, versions):
        row.choice = row.chosen = row.chosen_by = None
    _look(row)
    row.moves[1:] = [move for move in row.moves[1:] if move[0] not in versions]
    row.status = row.moves[-1][1]


WHY: Projection[Why] = Projection(name="why", version=1, document=Why, facts=FACTS, keys=keys, evolve=evolve)
