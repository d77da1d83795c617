"""What a correction of one's own word replaces (domain 0)."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from domain.errors import NotYourWord, Unknown
from domain.said import worded
from domain.vocabulary import Party


class Word(Protocol):
    """Something that one side said."""

    @property
    def party(self) -> Party: ...


W = TypeVar("W", bound=Word)


NONE = {
    "conversation": "{named} is not a conversation that stands",
    "figure": "{named} is not a figure that stands",
    "measurement": "{named} is not a measurement that stands",
    "payment": "{named} is not a payment that stands",
    "result": "{named} is not a result that stands",
    "spend": "{named} is not a spend that stands",
    "support": "{named} is not a support that stands",
    "way": "{named} is not a way that stands",
}


def own_word(word: W | None, named: int | str, party: Party, what: str) -> W:
    """What a correction by `party` replaces, `named` by the number of its entry or by its name. Raises Unknown unless
    it stands, NotYourWord unless it was that party's word.
    """
    numbered = isinstance(named, int)
    data: dict[str, Any] = {"entry" if numbered else "figure": named}
    if word is None:
        raise Unknown(worded(NONE[what], named=worded("entry {entry}", entry=named) if numbered else named), **data)
    if word.party is not party:
        raise NotYourWord.of("that was the {may}'s word", may=word.party.value, **data)
    return word
