"""What was said, taken back: by correcting one's own word, or because whose word it was denies it (domain 0)."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol, Self, TypeVar

from msgspec.structs import replace
from rpds import HashTrieMap

from domain.errors import NotYourWord, Unknown
from domain.vocabulary import Party

K = TypeVar("K")


class Moved(Protocol):
    """A value that facts move on: `at` is the stream's version that moved it last, `before` what it was until then."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def at(self) -> int: ...
    @property
    def before(self) -> Self | None: ...


M = TypeVar("M", bound=Moved)


def without(state: HashTrieMap[K, M], void: frozenset[int]) -> HashTrieMap[K, M]:
    """What void words moved goes back one state for each of them, unless it has moved on since (domain 0).

    A void word below others is forgotten too, so that going back later never ends at it.
    """
    for key, one in list(state.items()):
        left = _without(one, void)
        if left is None:
            state = state.remove(key)
        elif left is not one:
            state = state.insert(key, left)
    return state


def steps(moved: M) -> list[M]:
    """How it came to be, the latest first."""
    found, step = list[M](), moved.before
    found.append(moved)
    while step is not None:
        found.append(step)
        step = step.before
    return found


def _without(moved: M, void: frozenset[int]) -> M | None:
    told = steps(moved)
    if not any(one.at in void for one in told):
        return moved
    left: M | None = None
    for one in reversed(told):
        left = left if one.at in void else replace(one, before=left)  # type: ignore[type-var]  # each is a struct
    return left


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
        raise NotYourWord(f"that was the {found.party}'s word", version=named)
    return found
