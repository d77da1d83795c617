"""Words said on another's behalf: made one's own, or denied (domain 0, Who says it)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, Protocol, assert_never

from msgspec import Struct
from rpds import HashTrieMap

from domain.access import C, W, may
from domain.command import Command
from domain.errors import Invalid, NotNow, ReliedOn, Unknown
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.resting import about, brought
from domain.vocabulary import Party, Version


class WordOwned(Fact, frozen=True, kw_only=True):
    """Whose words these were makes them theirs, by the stream's versions."""

    type = "word-owned.v1"
    versions: tuple[int, ...]


class WordDisowned(Fact, frozen=True, kw_only=True):
    """Whose words these were denies them: they read as if they had never been said."""

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


class Word(NamedTuple):
    """A word that waits to be owned: whose it is, and the command that said it."""

    party: Party
    causation: str


class Told(Struct, frozen=True):
    """A fact since the first word that waits: whose it is, what it is about, what it brought, and the one before it."""

    version: int
    party: Party
    waits: bool
    type: str
    answers: bool
    about: tuple[str, ...]
    brought: tuple[str, ...]
    before: Told | None


class Waiting(Struct, frozen=True):
    """Words recorded on another's behalf, by version; those owned or denied are gone. `told` is the last fact since the
    first of them: what rests on what is worked out when somebody denies a word, for every command folds its stream.
    """

    words: HashTrieMap[int, Word] = HashTrieMap()
    told: Told | None = None


class Needs(Protocol):
    @property
    def waiting(self) -> Waiting: ...


def decide(command: WordCommand, engagement: Needs, _today: date) -> tuple[WordFact, ...]:
    waiting = engagement.waiting
    versions = _versions(command, waiting.words)
    match command:
        case OwnWord():
            return (WordOwned(versions=versions),)
        case DisownWord():
            _check_not_relied_on(versions, waiting)
            return (WordDisowned(versions=versions),)
        case _:
            assert_never(command)


def evolve(state: Waiting, fact: Fact, said: Envelope) -> Waiting:
    """Every fact that stands passes here: what one side recorded of another's word waits to be owned."""
    waits = said.stands == "on behalf"
    if not waits and state.told is None:
        return state
    kept = (tuple(about(fact)), tuple(brought(fact)))
    told = Told(said.version, said.party, waits, fact.type, fact.answers, *kept, state.told)
    words = state.words.insert(said.version, Word(said.party, said.causation)) if waits else state.words
    return Waiting(words, told)


def _check_not_relied_on(versions: tuple[int, ...], waiting: Waiting) -> None:
    """Raises ReliedOn where a later word of theirs, their own, rests on one of these."""
    party = waiting.words[versions[0]].party
    rests: dict[str, int] = {}
    for one in _in_order(waiting.told):
        below = next((rests[key] for key in one.about if key in rests), one.version if one.version in versions else 0)
        if not below:
            continue
        if one.party is party and not one.waits:
            what = one.type.partition(".")[0].replace("-", " ")
            said = f"version {one.version}, {what}, is your own word and rests on version {below}"
            raise ReliedOn(said, version=one.version)
        if not one.answers:
            for key in (*one.brought, f"fact {one.version}"):
                rests.setdefault(key, below)


def _in_order(told: Told | None) -> list[Told]:
    found = list[Told]()
    while told is not None:
        found.append(told)
        told = told.before
    return found[::-1]


def _versions(command: WordCommand, waiting: HashTrieMap[int, Word]) -> tuple[int, ...]:
    mine = {version: word.causation for version, word in waiting.items() if word.party is command.party}
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


WORDS = Practice(WordFact, WordCommand, decide)
"""What waits is moved by every fact that stands: the aggregate sees to it."""
