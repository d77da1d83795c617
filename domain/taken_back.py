"""What was said, taken back by correcting one's own word (domain 0)."""

from __future__ import annotations

from typing import Protocol, TypeVar

from domain.errors import NotYourWord, Unknown
from domain.vocabulary import Party


class Word(Protocol):
    """Something that one side said."""

    @property
    def party(self) -> Party: ...


W = TypeVar("W", bound=Word)


def own_word(found: W | None, named: int | str, party: Party, what: str) -> W:
    """What a correction by `party` replaces, by its version or its name: it stands, and was their word. Unknown, or
    NotYourWord.
    """
    if found is None:
        version = "version " if isinstance(named, int) else ""
        raise Unknown(f"{version}{named} is not a {what} that stands", version=named)
    if found.party is not party:
        raise NotYourWord(f"that was the {found.party}'s word", version=named, may=found.party.value)
    return found
