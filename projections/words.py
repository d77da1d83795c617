"""Whose word a fact is, as pages say it; words are owned or denied later (domain 0, Who says it)."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Literal

from domain.fact import Envelope
from projections.projection import document

Standing = Literal["own", "on behalf", "owned later", "disowned"]


@document
class Word:
    """Who said it, how they were authenticated, and on which date as written; `at` is the stream's version."""

    by: str
    party: str
    actor: str
    how: str
    on: str
    at: int
    standing: Standing = "own"


def word(said: Envelope) -> Word:
    """The word that a fact is; what one side recorded of another's says so."""
    actor, party = said.actor, str(said.party)
    if actor.side is said.party:
        return Word(by=party, party=party, actor=actor.id, how=actor.how, on=said.occurred_at, at=said.version)
    by = f"{actor.side!s} on the {party}'s behalf"
    told = Word(by=by, party=party, actor=actor.id, how=actor.how, on=said.occurred_at, at=said.version)
    told.standing = "on behalf"
    return told


def own(told: Word | None, versions: Container[int]) -> None:
    """Made theirs by those whose word it is."""
    if told is not None and told.at in versions:
        told.standing, told.by = "owned later", told.party


def disown(told: Word | None, versions: Container[int]) -> bool:
    """Denied by those whose word it is: void. Whether it was among them."""
    if told is None or told.at not in versions:
        return False
    told.standing = "disowned"
    return True


def stand(*said: Word | None) -> bool:
    """Whether all of these were said, and nobody denied any."""
    return all(one is not None and one.standing != "disowned" for one in said)


def each_side(seen: Iterable[tuple[str, Word]]) -> dict[str, str]:
    """By party, the latest of these that it said and did not deny: what one says last never silences the other."""
    latest: dict[str, str] = {}
    for says, told in seen:
        if told.standing != "disowned":
            latest.pop(told.party, None)
            latest[told.party] = says
    return latest
