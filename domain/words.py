"""Words said on another's behalf: owned later, or denied (domain 0, Who says it)."""

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
    """Whose words these were makes them theirs, by the numbers of their entries."""

    type = "word-owned.v1"
    versions: tuple[int, ...]


class WordDisowned(Fact, frozen=True, kw_only=True):
    """Whose words these were denies them: they read as if they had never been said."""

    type = "word-disowned.v1"
    versions: tuple[int, ...]


class OwnWord(Command, name="word.own", about="version", may=may(C, W, closed=True, own_login=True, role="agrees")):
    """Confirm as yours what was recorded on your behalf: one by the number of its entry, or all."""

    version: Version | None = None
    all: bool = False


class DisownWord(
    Command, name="word.disown", about="version", may=may(C, W, why=True, closed=True, own_login=True, role="agrees")
):
    """Deny what was recorded on your behalf: one by the number of its entry, or all."""

    version: Version | None = None
    all: bool = False


WordFact = WordOwned | WordDisowned
WordCommand = OwnWord | DisownWord


class Word(NamedTuple):
    """A word that waits to be owned: its party, and the command that said it."""

    party: Party
    causation: str


class LaterFact(Struct, frozen=True):
    """A fact since the first waiting word: its party, what it is about, what it brought, and the fact before it."""

    version: int
    party: Party
    waits: bool
    type: str
    answers: bool
    about: tuple[str, ...]
    brought: tuple[str, ...]
    before: LaterFact | None


class Waiting(Struct, frozen=True):
    """Words recorded on another's behalf that wait to be owned, by the number of their entry.

    `last` is the last fact since the first of them. What rests on what is worked out only when somebody denies a word,
    since every command folds its stream.
    """

    words: HashTrieMap[int, Word] = HashTrieMap()
    last: LaterFact | None = None


class Reads(Protocol):
    @property
    def waiting(self) -> Waiting: ...


def decide(command: WordCommand, engagement: Reads, _today: date) -> tuple[WordFact, ...]:
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


def evolve(state: Waiting, fact: Fact, envelope: Envelope) -> Waiting:
    """Sees every fact that stands; a word that one side recorded for another begins to wait."""
    waits = envelope.stands == "on behalf"
    if not waits and state.last is None:
        return state
    kept = (tuple(about(fact)), tuple(brought(fact)))
    last = LaterFact(envelope.version, envelope.party, waits, fact.type, fact.answers, *kept, state.last)
    words = state.words.insert(envelope.version, Word(envelope.party, envelope.causation)) if waits else state.words
    return Waiting(words, last)


def _check_not_relied_on(versions: tuple[int, ...], waiting: Waiting) -> None:
    """Raises ReliedOn where that party's own later word rests on one of these."""
    party = waiting.words[versions[0]].party
    rests: dict[str, int] = {}
    for later in _in_order(waiting.last):
        below = next(
            (rests[key] for key in later.about if key in rests), later.version if later.version in versions else 0
        )
        if not below:
            continue
        if later.party is party and not later.waits:
            what = later.type.partition(".")[0].replace("-", " ")
            detail = f"entry {later.version}, {what}, which you said yourself, depends on entry {below}"
            raise ReliedOn(detail, entry=later.version)
        if not later.answers:
            for key in (*later.brought, f"fact {later.version}"):
                rests.setdefault(key, below)


def _in_order(last: LaterFact | None) -> list[LaterFact]:
    facts = list[LaterFact]()
    while last is not None:
        facts.append(last)
        last = last.before
    return facts[::-1]


def _versions(command: WordCommand, waiting: HashTrieMap[int, Word]) -> tuple[int, ...]:
    own = {version: word.causation for version, word in waiting.items() if word.party is command.party}
    if command.all == (command.version is not None):
        raise Invalid("name one entry by its number, or say all of them", where="version")
    if command.all:
        if not own:
            raise NotNow("nothing waits for your confirmation")
        return tuple(sorted(own))
    if command.version not in own:
        raise Unknown(f"entry {command.version} does not wait for your confirmation", entry=command.version)
    # What one command said is one word: an agreed choice and the things it settled stand or fall together.
    return tuple(sorted(version for version, said_by in own.items() if said_by == own[command.version]))


WORDS = Practice(WordFact, WordCommand, decide)
"""What waits is moved by every fact that stands: the aggregate sees to it."""
