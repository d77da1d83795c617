"""Whose word a fact is, as pages say it; what was recorded on another's behalf may be made theirs later (domain 0, Who
says it). Words that were denied never get to a view: domain/standing.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from domain.fact import Entry, Envelope, Stands
from domain.recount.cases import Whose
from domain.standing import Denial
from domain.waiting import DenialAcknowledged
from projections.shared.projection import document

ABOUT = ("outcome", "thing", "choice", "request", "need", "advice", "gain", "give", "way", "person", "reference")
"""The fields of facts that name what they are about; a result is named beside its outcome."""

UNOWNED = "confirm or deny what was recorded on their behalf"
"""What waits for whoever somebody else spoke for."""


@document
class Word:
    """Who said it, how they were authenticated, and on which date as written; `at` is the number of the entry."""

    by: str
    party: str
    actor: str
    how: str
    on: str
    at: int
    standing: Stands = "own"


def word(envelope: Envelope) -> Word:
    """The word that a fact is; what one side recorded of another's says so."""
    actor, party, stands = envelope.actor, str(envelope.party), envelope.stands
    by = f"{actor.side!s} on the {party}'s behalf" if stands == "on behalf" else party
    return Word(
        by=by, party=party, actor=actor.id, how=actor.how, on=envelope.occurred_at, at=envelope.version, standing=stands
    )


def whose_word(given: Word) -> Whose:
    """Whose word it is, for sums that say on whose word they rest."""
    if given.party == "seller":
        return "seller"
    if given.standing == "on behalf":
        return "on behalf"
    return "customer" if given.party == "customer" else "witness"


def agreed_on(proposed: Word, agreed: Word) -> Whose:
    """Whose word the customer's agreement is, whichever side proposed."""
    return whose_word(agreed if agreed.party == "customer" else proposed)


def each_side(seen: Iterable[tuple[str, Word]]) -> dict[str, str]:
    """By party, the latest of these that it said: what one says last never silences the other."""
    latest: dict[str, str] = {}
    for says, word_ in seen:
        latest.pop(word_.party, None)
        latest[word_.party] = says
    return latest


@document
class Waiting:
    """A word on somebody's behalf that they have neither owned nor denied."""

    version: int
    type: str
    about: str | None
    whose: str
    on: str


def waiting(envelope: Envelope, about: str | None) -> Waiting:
    """What one side recorded of another's word, until they own or deny it."""
    return Waiting(
        version=envelope.version, type=envelope.type, about=about, whose=str(envelope.party), on=envelope.occurred_at
    )


@document
class Denied:
    """A word that those in whose name it was recorded deny: nothing else on the page knows of it. `at` is the stream's
    version that said it, `type` what it said, `on` and `denied_on` dates as written. `settled` once who recorded it has
    acknowledged that: whatever is said of the same thing later, by whomever, is no answer to who denied it. `answer`
    is what they make of it, and `answered` whose word that is.
    """

    at: int
    type: str
    whose: str
    recorded_by: str
    on: str
    denied_at: int
    denied_on: str
    why: str | None
    about: str | None = None
    """What the word was about, by its name: `o-1 v2`."""
    settled: bool = False
    answer: str | None = None
    answered: Word | None = None


def denied(denial: Denial) -> list[Denied]:
    """Each word that was denied at once."""
    denying = denial.entry
    return [
        Denied(
            at=entry.version,
            type=entry.type,
            whose=str(entry.party),
            recorded_by=str(entry.actor.side),
            on=entry.occurred_at,
            denied_at=denying.version,
            denied_on=denying.occurred_at,
            why=denying.why,
            about=named(entry.body),
        )
        for entry in denial.words
    ]


def settle(denied: Iterable[Denied], entry: Entry[Any]) -> None:
    """A denied word is settled once its recorder acknowledged that."""
    fact = entry.body
    for row in denied:
        if isinstance(fact, DenialAcknowledged) and fact.denial == row.denied_at:
            row.settled, row.answer, row.answered = True, fact.says, word(entry)


def named(fact: Any) -> str | None:
    """What the fact names: an outcome with its version and result, or another thing."""
    named = [name for field in ABOUT if isinstance(name := getattr(fact, field, None), str)]  # a gain may be a figure
    version = getattr(fact, "version", None) if getattr(fact, "outcome", None) else None
    return " ".join([*named[:1], *([f"v{version}"] if version else []), *named[1:]]) or None
