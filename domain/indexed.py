"""Where facts and commands are and what they are about, by their names: found in the index, without loading any."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from domain.index import INDEX


class Entry(NamedTuple):
    """The kind of stream of a fact or a command, the first where there are several; where its practice is; and the
    field of a command that the part after the slash names.
    """

    kind: str
    place: str
    about: str | None


@cache
def _entries() -> dict[str, Entry]:
    return {
        token.partition(":")[0]: Entry(kind, place, token.partition(":")[2] or None)
        for kind, places in INDEX.items()
        for place, names in places.items()
        for token in names.split()
    }


def indexed(name: str) -> Entry | None:
    """The entry of a fact's type or a command's name; None for one that the index does not have."""
    return _entries().get(name)


def place_of(name: str) -> str | None:
    """Where its practice is, as in `domain.engagement.fit:FIT`; None as above."""
    entry = indexed(name)
    return entry.place if entry else None


def commands_of(noun: str) -> list[str]:
    """The names of a noun's commands, in their order."""
    return [name for name in _entries() if name.startswith(f"{noun}.")]


def place_in(command: str, stream: str) -> str:
    """The stream as it is named beside the command of that name: without its kind, unless the command is said in
    several kinds and would be taken for another's.
    """
    kind, _, name = stream.partition("/")
    entry = indexed(command)
    return name if entry is not None and entry.kind == kind else stream
