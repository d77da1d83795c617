"""Words said on another's behalf: made one's own, or denied and void (domain 0, Who says it)."""

from __future__ import annotations

from datetime import date
from typing import Protocol, TypeAlias, assert_never

from rpds import HashTrieMap

from domain.command import Command
from domain.errors import Invalid, NotNow, Unknown
from domain.fact import Envelope, Fact
from domain.may import C, W, may
from domain.part import Part
from domain.vocabulary import Party, Version


class WordOwned(Fact, frozen=True, kw_only=True):
    """Whose words these were makes them theirs, by the stream's versions."""

    type = "word-owned.v1"
    versions: tuple[int, ...]


class WordDisowned(Fact, frozen=True, kw_only=True):
    """Whose words these were denies them: they are void."""

    type = "word-disowned.v1"
    versions: tuple[int, ...]


class OwnWord(Command, name="word.own", about="version", may=may(C, W, closed=True, own_login=True)):
    """Make yours what was recorded on your behalf: one fact by its version, or all."""

    version: Version | None = None
    all: bool = False


class DisownWord(Command, name="word.disown", about="version", may=may(C, W, why=True, closed=True, own_login=True)):
    """Deny what was recorded on your behalf: one fact by its version, or all."""

    version: Version | None = None
    all: bool = False


WordFact = WordOwned | WordDisowned
WordCommand = OwnWord | DisownWord

Waiting: TypeAlias = "HashTrieMap[int, tuple[Party, str]]"
"""Version → whose word it is and the command that said it; those neither owned nor disowned."""


class Needs(Protocol):
    @property
    def waiting(self) -> Waiting: ...


def decide(command: WordCommand, engagement: Needs, _today: date) -> tuple[WordFact, ...]:
    versions = _versions(command, engagement.waiting)
    match command:
        case OwnWord():
            return (WordOwned(versions=versions),)
        case DisownWord():
            return (WordDisowned(versions=versions),)
        case _:
            assert_never(command)


def evolve(state: Waiting, fact: Fact, said: Envelope) -> Waiting:
    """Every fact passes here: what one side recorded of another's word waits to be owned."""
    if isinstance(fact, WordFact):
        for version in fact.versions:
            state = state.discard(version)
        return state
    return state.insert(said.version, (said.party, said.causation)) if said.on_behalf else state


def _versions(command: WordCommand, waiting: Waiting) -> tuple[int, ...]:
    mine = {version: causation for version, (party, causation) in waiting.items() if party is command.party}
    if command.all == (command.version is not None):
        raise Invalid("name one fact by its version, or say all", where="version")
    if command.all:
        if not mine:
            raise NotNow("no word of yours waits to be owned")
        return tuple(sorted(mine))
    if command.version not in mine:
        raise Unknown(f"version {command.version} is no word of yours that waits", version=command.version)
    # What one command said is one word: an agreed choice and the things it settled stand or fall together.
    return tuple(sorted(version for version, said_by in mine.items() if said_by == mine[command.version]))


WORDS = Part(WordFact, WordCommand, decide)
"""What waits is moved by every fact: the aggregate sees to it."""
