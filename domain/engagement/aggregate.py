"""The engagement: where its practices meet."""

from __future__ import annotations

from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace  # a copy in 0.2 µs where dataclasses.replace takes 4: one a fact, on every load
from rpds import HashTrieMap

from domain.command import Command
from domain.engagement import (
    choices,
    learning,
    little_things,
    measuring,
    opening,
    outcome,
    payments,
    results,
    words,
)
from domain.engagement.standing import Measurements, Outcomes, Results, Status, Things
from domain.engagement.terms import Fixed
from domain.errors import NotOpen
from domain.fact import Envelope
from domain.when import counts_on

EngagementFact = (
    opening.OpeningFact
    | outcome.OutcomeFact
    | measuring.MeasuringFact
    | results.ResultFact
    | payments.PaymentFact
    | little_things.LittleThingFact
    | learning.LearningFact
    | choices.ChoiceFact
    | words.WordFact
)
EngagementCommand = (
    opening.OpeningCommand
    | outcome.OutcomeCommand
    | measuring.MeasuringCommand
    | results.ResultCommand
    | payments.PaymentCommand
    | little_things.LittleThingCommand
    | learning.LearningCommand
    | choices.ChoiceCommand
    | words.WordCommand
)


class Engagement(Struct, frozen=True):
    """The state of its practices, and what they may read of one another."""

    opening: opening.Opening = opening.Opening()
    outcomes: Outcomes = HashTrieMap()
    measurements: Measurements = HashTrieMap()
    results: Results = HashTrieMap()
    payments: payments.Payments = HashTrieMap()
    things: Things = HashTrieMap()
    lessons: int = 0
    choices: choices.Choices = HashTrieMap()
    waiting: words.Waiting = HashTrieMap()

    @property
    def fixed(self) -> Fixed:
        if self.opening.fixed is None:
            raise NotOpen
        return self.opening.fixed

    @property
    def closed(self) -> bool:
        return bool(self.opening.closed_at)

    @property
    def something_agreed(self) -> bool:
        return any(one.status == "agreed" for one in self.outcomes.values())

    @property
    def zone(self) -> str:
        return self.opening.fixed.zone if self.opening.fixed else "UTC"


def decide(command: EngagementCommand, engagement: Engagement, recorded_at: str) -> tuple[EngagementFact, ...]:
    """The facts that the command makes true, or a refusal. Its `occurred_at` is filled in by now."""
    today = counts_on(command.occurred_at or recorded_at, recorded_at, engagement.zone)
    if not isinstance(command, opening.OpenEngagement):
        _ = engagement.fixed
    if isinstance(command, opening.OpeningCommand):
        return opening.decide(command, engagement)
    if isinstance(command, outcome.OutcomeCommand):
        return outcome.decide(command, engagement, today)
    if isinstance(command, measuring.MeasuringCommand):
        return measuring.decide(command, engagement, today)
    if isinstance(command, results.ResultCommand):
        return results.decide(command, engagement, today)
    if isinstance(command, payments.PaymentCommand):
        return payments.decide(command, engagement)
    if isinstance(command, little_things.LittleThingCommand):
        return little_things.decide(command, engagement, today)
    if isinstance(command, learning.LearningCommand):
        return learning.decide(command, engagement, today)
    if isinstance(command, choices.ChoiceCommand):
        made = choices.decide(command, engagement)
        return (*made, *_settled(command, engagement))
    if isinstance(command, words.WordCommand):
        return words.decide(command, engagement)
    assert_never(command)


def evolve(engagement: Engagement, fact: EngagementFact, said: Envelope) -> Engagement:
    """The engagement after a fact; it never refuses."""
    if said.on_behalf or isinstance(fact, words.WordFact):
        engagement = replace(engagement, waiting=words.evolve(engagement.waiting, fact, said))
    if isinstance(fact, opening.OpeningFact):
        return replace(engagement, opening=opening.evolve(engagement.opening, fact, said))
    if isinstance(fact, outcome.OutcomeFact):
        return replace(engagement, outcomes=outcome.evolve(engagement.outcomes, fact, said, engagement.zone))
    if isinstance(fact, measuring.MeasuringFact):
        measured = measuring.evolve(engagement.measurements, fact, said, engagement.zone)
        return replace(engagement, measurements=measured)
    if isinstance(fact, results.ResultFact):
        moved = _outcome_moved(engagement, fact, said)
        return replace(moved, results=results.evolve(engagement.results, fact, said, engagement.zone))
    if isinstance(fact, payments.PaymentFact):
        return replace(engagement, payments=payments.evolve(engagement.payments, fact, said))
    if isinstance(fact, little_things.LittleThingFact):
        return replace(engagement, things=little_things.evolve(engagement.things, fact, said))
    if isinstance(fact, learning.LearningFact):
        lessons = learning.evolve(engagement.lessons, fact)
        return replace(engagement, lessons=lessons, things=_observed(engagement.things, fact, said))
    if isinstance(fact, choices.ChoiceFact):
        return replace(engagement, choices=choices.evolve(engagement.choices, fact, said))
    if isinstance(fact, words.WordFact):
        return _disowned(engagement, fact) if isinstance(fact, words.WordDisowned) else engagement
    assert_never(fact)


def warn(command: Command, engagement: Engagement) -> list[str]:
    """What is allowed and yet worth a word: printed, never stored; `check` finds the same in stored facts."""
    match command:
        case choices.OfferChoice():
            return choices.warn(command)
        case opening.OpenEngagement():
            return opening.warn(command)
        case outcome.ProposeOutcome():
            return outcome.warn(command, engagement.outcomes)
        case payments.NotePayment():
            return payments.warn(command)
        case _:
            return []


def dated(command: Command, engagement: Engagement) -> str | None:
    """A correction takes the date of what it corrects."""
    if engagement.opening.fixed is None:
        return None  # decide says that it is not open
    match command:
        case measuring.CorrectMeasurement():
            return measuring.corrected(command, engagement).occurred_at
        case results.CorrectResult():
            return results.corrected(command, engagement.results)[1].occurred_at
        case payments.CorrectPayment():
            return payments.corrected(command, engagement.payments).occurred_at
        case _:
            return None


def _settled(command: choices.ChoiceCommand, engagement: Engagement) -> tuple[little_things.LittleThingFact, ...]:
    if not isinstance(command, choices.MakeChoice):
        return ()
    choice = engagement.choices[command.choice]
    return little_things.settle(choice.picks(command.option), choice.things, engagement.things)


def _outcome_moved(engagement: Engagement, fact: results.ResultFact, said: Envelope) -> Engagement:
    """A target's result moves its outcome: reached, or agreed again. A count goes on."""
    if not isinstance(fact, (results.ResultReached, results.ResultDidNotHold)):
        return engagement
    agreed = engagement.outcomes[fact.outcome].agreed
    if agreed is None or agreed.terms.metric.kind == "count" or fact.reference != f"v{agreed.number}":
        return engagement
    status: Status = "reached" if isinstance(fact, results.ResultReached) else "agreed"
    return replace(engagement, outcomes=outcome.move(engagement.outcomes, fact.outcome, status, said.version))


def _observed(things: Things, fact: learning.LearningFact, said: Envelope) -> Things:
    if not isinstance(fact, learning.EffectObserved):
        return things
    unknown = fact.effect == "unknown"
    return little_things.move(things, fact.thing, "done" if unknown else "observed", said.version, unknown=unknown)


def _disowned(engagement: Engagement, fact: words.WordDisowned) -> Engagement:
    versions = frozenset(fact.versions)
    return replace(
        engagement,
        opening=opening.disown(engagement.opening, versions),
        outcomes=outcome.disown(engagement.outcomes, versions),
        measurements=measuring.disown(engagement.measurements, versions),
        results=results.disown(engagement.results, versions),
        payments=payments.disown(engagement.payments, versions),
        things=little_things.disown(engagement.things, versions),
        choices=choices.disown(engagement.choices, versions),
    )
