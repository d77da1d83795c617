"""What a correction of one's own word replaces (domain 0)."""

from __future__ import annotations

from typing import Protocol, TypeVar

from domain.errors import NotYourWord, Unknown
from domain.vocabulary import Party


class Word(Protocol):
    """Something that one side said."""

    @property
    def party(self) -> Party: ...


W = TypeVar("W", bound=Word)


def own_word(word: W | None, named: int | str, party: Party, what: str) -> W:
    """What a correction by `party` replaces, `named` by version or name. Raises Unknown unless it stands, NotYourWord
    unless it was that party's word.
    """
    if word is None:
        version = "version " if isinstance(named, int) else ""
        raise Unknown(f"{version}{named} is not a {what} that stands", version=named)
    if word.party is not party:
        raise NotYourWord(f"that was the {word.party}'s word", version=named, may=word.party.value)
    return word
