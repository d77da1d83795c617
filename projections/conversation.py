"""Conversation: how the time was spent, in each talk and month by month (texts 001 and 002)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeVar

from domain.engagement.conversation import ConversationCorrected, ConversationHeld, Talk
from domain.fact import Envelope, Recorded
from projections.shared.projection import Projection, by_stream, document
from projections.shared.words import Word, word


@document
class Mix:
    """Minutes, and in per cent the share of results and of the customer; none where nobody told that split."""

    held: int = 0
    resources: int = 0
    results: int = 0
    results_share: Decimal | None = None
    seller: int = 0
    customer: int = 0
    customer_share: Decimal | None = None


M = TypeVar("M", bound=Mix)


@document
class Corrected:
    """What was noted wrongly, and the entry that corrected it."""

    corrected_at: int
    minutes: Talk
    measured: str


@document
class Held:
    """One conversation as it now stands."""

    minutes: Talk
    measured: str
    topic: str | None
    said: Word
    corrected_from: list[Corrected]


@document
class Conversation(Mix):
    """One engagement's talks by the entry that noted them; `months` by the month in which they were held."""

    engagement: str
    months: dict[str, Mix]
    talks: dict[str, Held]
    left_out: int = 0


FACTS = ConversationHeld | ConversationCorrected


def evolve(conversation: Conversation | None, recorded: Recorded[Any]) -> Conversation | None:
    fact, entry = recorded.entry.body, recorded.entry
    if conversation is None:
        if not isinstance(fact, ConversationHeld):
            return None
        conversation = Conversation(engagement=entry.stream.partition("/")[2], months={}, talks={})
    match fact:
        case ConversationHeld():
            conversation.talks[str(entry.version)] = Held(
                minutes=fact.minutes, measured=fact.measured, topic=fact.topic, said=word(entry), corrected_from=[]
            )
        case ConversationCorrected() if str(fact.corrects) in conversation.talks:
            _corrected(conversation.talks[str(fact.corrects)], fact, entry)
        case _:
            conversation.left_out += 1
    return conversation


def finish(conversation: Conversation) -> Conversation:
    by_month: dict[str, list[Talk]] = {}
    for talk in conversation.talks.values():
        by_month.setdefault(talk.said.on[:7], []).append(talk.minutes)
    conversation.months = {month: _summed(Mix(), by_month[month]) for month in sorted(by_month)}
    return _summed(conversation, [talk.minutes for talk in conversation.talks.values()])


def _corrected(talk: Held, fact: ConversationCorrected, envelope: Envelope) -> None:
    talk.corrected_from.append(Corrected(corrected_at=envelope.version, minutes=talk.minutes, measured=talk.measured))
    talk.minutes, talk.measured = fact.minutes, fact.measured


def _summed(mix: M, talks: Sequence[Talk]) -> M:
    mix.held = len(talks)
    mix.resources, mix.results = sum(talk.resources or 0 for talk in talks), sum(talk.results or 0 for talk in talks)
    mix.seller, mix.customer = sum(talk.seller or 0 for talk in talks), sum(talk.customer or 0 for talk in talks)
    mix.results_share, mix.customer_share = _share(mix.results, mix.resources), _share(mix.customer, mix.seller)
    return mix


def _share(part: int, rest: int) -> Decimal | None:
    return round(Decimal(100 * part) / (part + rest), 1) if part + rest else None


CONVERSATION: Projection[Conversation] = Projection(
    name="conversation",
    version=2,
    document=Conversation,
    facts=FACTS,
    keys=by_stream,
    evolve=evolve,
    finish=finish,
    short=("engagement", "held", "resources", "results", "results_share", "seller", "customer", "customer_share"),
)
