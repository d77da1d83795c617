"""Choices: what was put to a choice at which prices, what was chosen by whom, and what still waits (text 004)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from domain.engagement.choices import ChoiceMade, ChoiceOffered, ChoiceWithdrawn
from domain.engagement.opening import EngagementClosed, EngagementReopened
from domain.engagement.shared.options import Option
from domain.fact import Envelope, Recorded
from projections.shared.projection import Projection, document, every_document
from projections.shared.words import Word, word

OF_THE_ENGAGEMENT = (EngagementClosed, EngagementReopened)


@document
class Step:
    """What became of it: an option was chosen, the options were taken back, or the engagement was closed first."""

    did: Literal["made", "withdrawn", "closed"]
    option: str | None = None
    chosen_by: str | None = None
    why: str | None
    said: Word


@document
class Choice:
    """One choice: what is asked, and the options, whose `price_effect` is in the engagement's currency.

    `state` is `waiting` for whoever chooses, `answered`, or `overtaken`: taken back, or left open when the engagement
    was closed. Answered, `chosen` is the option; `by` is whose word that is, or that which overtook it, `chosen_by` the
    person who chose, where one is named, `on` the date as written, and `why` the reason that was given.
    """

    engagement: str
    choice: str
    about: str
    to: str
    our_view: str | None
    options: list[Option]
    state: Literal["waiting", "answered", "overtaken"] = "waiting"
    chosen: str | None = None
    by: str | None = None
    chosen_by: str | None = None
    on: str | None = None
    why: str | None = None
    offered: Word
    steps: list[Step]


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    fact = recorded.entry.body
    if isinstance(fact, OF_THE_ENGAGEMENT):
        return every_document(recorded)
    return (f"{recorded.entry.stream}#{fact.choice}",)


def evolve(choice: Choice | None, recorded: Recorded[Any]) -> Choice | None:
    fact, entry = recorded.entry.body, recorded.entry
    if isinstance(fact, ChoiceOffered):
        return _offered(fact, entry)
    if choice is None:
        return None
    match fact:
        case ChoiceMade():
            person = fact.chosen_by.name if fact.chosen_by else None
            choice.steps.append(Step(did="made", option=fact.option, chosen_by=person, why=entry.why, said=word(entry)))
        case ChoiceWithdrawn():
            choice.steps.append(Step(did="withdrawn", why=entry.why, said=word(entry)))
        case EngagementClosed() if not choice.steps:
            choice.steps.append(Step(did="closed", why=entry.why, said=word(entry)))
        case EngagementReopened():
            choice.steps = [step for step in choice.steps if step.did != "closed"]
    return choice


def finish(choice: Choice) -> Choice:
    """How it stands, by the last that became of it."""
    last = choice.steps[-1] if choice.steps else None
    choice.state = "waiting" if last is None else "answered" if last.did == "made" else "overtaken"
    choice.chosen, choice.chosen_by = (last.option, last.chosen_by) if last else (None, None)
    choice.by, choice.on, choice.why = (last.said.by, last.said.on, last.why) if last else (None, None, None)
    return choice


def _offered(fact: ChoiceOffered, envelope: Envelope) -> Choice:
    return Choice(
        engagement=envelope.stream.partition("/")[2],
        choice=fact.choice,
        about=fact.about,
        to=fact.to,
        our_view=fact.our_view,
        options=list(fact.options),
        offered=word(envelope),
        steps=[],
    )


CHOICES: Projection[Choice] = Projection(
    name="choices",
    version=1,
    document=Choice,
    facts=ChoiceOffered | ChoiceMade | ChoiceWithdrawn | EngagementClosed | EngagementReopened,
    keys=keys,
    evolve=evolve,
    finish=finish,
    short=("engagement", "choice", "about", "options", "state", "chosen", "by", "on", "why"),
)
