"""Support that was given, by minutes and topic: a record, never a bill (text 004)."""

from __future__ import annotations

from datetime import date
from typing import Protocol, TypeAlias, assert_never

from msgspec import Struct
from msgspec.structs import replace
from rpds import HashTrieMap

from domain.access import S, may
from domain.command import Command, field
from domain.durations import minutes
from domain.engagement.shared.standing import Outcomes, named
from domain.errors import Invalid
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.taken_back import own_word
from domain.vocabulary import Duration, Label, Party, Slug, Version, Words


class SupportGiven(Fact, frozen=True, kw_only=True):
    """So many minutes of help, on what; when it was given is when it occurred."""

    type = "support-given.v2"
    minutes: int
    topic: Label
    says: Words | None = None
    outcome: Slug | None = None


class SupportCorrected(Fact, frozen=True, kw_only=True):
    """The whole new value of support that was noted, which keeps its date."""

    type = "support-corrected.v2"
    corrects: int
    minutes: int
    topic: Label


class NoteSupport(Command, name="work.support", may=may(S, closed=True)):
    """Record support that was given, with its time and topic; it never goes on a bill."""

    hours: Duration = field(description="How long, as 1:20, 80 min or 1.5 h; a number is hours.", examples=["1:20"])
    topic: Label = field(description="What it was about, in a word or two.", examples=["printers"])
    says: Words | None = field(None, description="What was done.")
    outcome: Slug | None = field(None, description="The outcome it belongs to, if any.")


class CorrectSupport(Command, name="work.correct", about="corrects", may=may(S, why=True, closed=True)):
    """Replace support that was recorded wrongly, by the number of its entry."""

    corrects: Version
    hours: Duration = field(description="How long it was; 0 where none was given.")
    topic: Label | None = field(None, description="What it was about; by default as it was.")


SupportFact = SupportGiven | SupportCorrected
SupportCommand = NoteSupport | CorrectSupport


class Given(Struct, frozen=True):
    """Support as it now stands."""

    topic: str
    party: Party
    occurred_at: str


Supports: TypeAlias = "HashTrieMap[int, Given]"


class Reads(Protocol):
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def supports(self) -> Supports: ...


def decide(command: SupportCommand, engagement: Reads, _today: date) -> tuple[SupportFact, ...]:
    match command:
        case NoteSupport():
            if command.outcome is not None:
                named(engagement.outcomes, command.outcome)
            if not (long := minutes(command.hours)):
                raise Invalid("must be a minute or more", where="hours")
            return (SupportGiven(minutes=long, topic=command.topic, says=command.says, outcome=command.outcome),)
        case CorrectSupport():
            topic = command.topic or corrected(command, engagement).topic
            return (SupportCorrected(corrects=command.corrects, minutes=minutes(command.hours), topic=topic),)
        case _:
            assert_never(command)


def corrected(command: CorrectSupport, engagement: Reads) -> Given:
    """What the command corrects. Unknown, or NotYourWord."""
    return own_word(engagement.supports.get(command.corrects), command.corrects, command.party, "support")


def evolve(state: Supports, fact: SupportFact, envelope: Envelope, _zone: str) -> Supports:
    match fact:
        case SupportGiven():
            return state.insert(envelope.version, Given(fact.topic, envelope.party, envelope.dated))
        case SupportCorrected():
            old = state.get(fact.corrects)
            return state.insert(fact.corrects, replace(old, topic=fact.topic)) if old else state
        case _:
            assert_never(fact)


SUPPORT = Practice(SupportFact, SupportCommand, decide, "supports", evolve, corrected=corrected)
