"""What a correction of one's own word replaces (domain 0)."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from domain.errors import NotYourWord, Unknown
from domain.vocabulary import Party


class Word(Protocol):
    """Something that one side said."""

    @property
    def party(self) -> Party: ...


W = TypeVar("W", bound=Word)


def own_word(word: W | None, named: int | str, party: Party, what: str) -> W:
    """What a correction by `party` replaces, `named` by the number of its entry or by its name. Raises Unknown unless
    it stands, NotYourWord unless it was that party's word.
    """
    numbered = isinstance(named, int)
    data: dict[str, Any] = {"entry" if numbered else "figure": named}
    if word is None:
        raise Unknown(f"{'entry ' if numbered else ''}{named} is not a {what} that stands", **data)
    if word.party is not party:
        raise NotYourWord(f"that was the {word.party}'s word", may=word.party.value, **data)
    return word
