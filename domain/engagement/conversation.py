"""Conversations: what the minutes went to (text 001, whose budget; text 002, talk of cost and staff derails).

Talk of resources (cost, staff, process) crowds out talk of results, and talk of the seller talk of the customer. The
minutes are told, by whoever sat there; the shares are computed.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Protocol, TypeAlias, assert_never

from msgspec import Struct
from rpds import HashTrieMap

from domain.access import C, S, may
from domain.command import Command, field
from domain.errors import Invalid
from domain.fact import Envelope, Fact
from domain.marks import Described, limits
from domain.practice import Practice
from domain.taken_back import own_word
from domain.vocabulary import Party, Version, Words, value

Minutes = Annotated[int, limits(ge=0, le=24 * 60)]
Measured = Literal["estimate", "timed", "transcript"]
SPLITS = (("resources", "results"), ("seller", "customer"))


@value
class Talk:
    """Minutes of one conversation: on resources and on results, centred on the seller and on the customer."""

    resources: Annotated[Minutes | None, Described("Minutes on resources: cost, staff, hours, process.")] = None
    results: Annotated[Minutes | None, Described("Minutes on results.")] = None
    seller: Annotated[Minutes | None, Described("Minutes centred on the seller.")] = None
    customer: Annotated[Minutes | None, Described("Minutes centred on the customer.")] = None


class ConversationHeld(Fact, frozen=True, kw_only=True):
    """A conversation, what its minutes went to, and how that is known."""

    type = "conversation-held.v1"
    minutes: Talk
    measured: Measured
    topic: Words | None = None


class ConversationCorrected(Fact, frozen=True, kw_only=True):
    """The conversation that was noted in an entry went otherwise."""

    type = "conversation-corrected.v1"
    corrects: int
    minutes: Talk
    measured: Measured


class NoteConversation(Command, name="talk.note", may=may(S, C)):
    """Record how the time in a conversation was spent."""

    minutes: Talk = Talk()
    measured: Measured = field("estimate", description="How the minutes are known.")
    topic: Words | None = field(None, description="What it was about.")


class CorrectConversation(Command, name="talk.correct", about="corrects", may=may(S, C, why=True, closed=True)):
    """Replace what was recorded wrongly, by the number of its entry."""

    corrects: Version
    minutes: Talk = Talk()
    measured: Measured = field("estimate", description="How the minutes are known.")


ConversationFact = ConversationHeld | ConversationCorrected
ConversationCommand = NoteConversation | CorrectConversation


class Held(Struct, frozen=True):
    """One conversation that stands. No rule asks what its minutes went to."""

    party: Party
    occurred_at: str


Conversations: TypeAlias = "HashTrieMap[int, Held]"


class Reads(Protocol):
    @property
    def conversations(self) -> Conversations: ...


def decide(command: ConversationCommand, engagement: Reads, _today: date) -> tuple[ConversationFact, ...]:
    match command:
        case NoteConversation():
            return (ConversationHeld(minutes=_whole(command.minutes), measured=command.measured, topic=command.topic),)
        case CorrectConversation():
            corrected(command, engagement)
            talk = _whole(command.minutes)
            return (ConversationCorrected(corrects=command.corrects, minutes=talk, measured=command.measured),)
        case _:
            assert_never(command)


def corrected(command: CorrectConversation, engagement: Reads) -> Held:
    """What the command corrects. Unknown, or NotYourWord."""
    return own_word(engagement.conversations.get(command.corrects), command.corrects, command.party, "conversation")


def evolve(state: Conversations, fact: ConversationFact, envelope: Envelope, _zone: str) -> Conversations:
    match fact:
        case ConversationHeld():
            return state.insert(envelope.version, Held(envelope.party, envelope.dated))
        case ConversationCorrected():
            return state  # what its minutes went to no rule asks
        case _:
            assert_never(fact)


def _whole(talk: Talk) -> Talk:
    """The same talk. Invalid unless each split has both its sides, and one of them has a minute in it."""
    for side, other_side in SPLITS:
        minutes, other_minutes = getattr(talk, side), getattr(talk, other_side)
        if (minutes is None) != (other_minutes is None):
            missing = side if minutes is None else other_side
            raise Invalid.of(
                "give the minutes on {side} and on {other_side} together, 0 included",
                side=side,
                other_side=other_side,
                where=missing,
            )
    if not any(getattr(talk, name) for split in SPLITS for name in split):
        raise Invalid("give the minutes on resources and results, or on seller and customer", where="minutes")
    return talk


CONVERSATION = Practice(ConversationFact, ConversationCommand, decide, "conversations", evolve, corrected=corrected)
