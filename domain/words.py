"""Words said on another's behalf: owned later, or denied (domain 0, Who says it)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, Protocol, assert_never

from msgspec import Struct
from msgspec.structs import replace
from pydantic import Field
from rpds import HashTrieMap, HashTrieSet

from domain.access import C, S, W, may
from domain.command import Command
from domain.errors import Invalid, NotNow, ReliedOn, Unknown
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.resting import about, brought
from domain.vocabulary import Party, Version, Words


class WordOwned(Fact, frozen=True, kw_only=True):
    """Whose words these were makes them theirs, by the numbers of their entries."""

    type = "word-owned.v1"
    versions: tuple[int, ...]


class WordDisowned(Fact, frozen=True, kw_only=True):
    """Whose words these were denies them: they read as if they had never been said."""

    type = "word-disowned.v1"
    versions: tuple[int, ...]


class DenialAcknowledged(Fact, frozen=True, kw_only=True):
    """Who recorded what was denied has seen it, and says what they make of it; `denial` is the entry that denied it."""

    type = "denial-acknowledged.v1"
    denial: Version
    says: Words


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


class AcknowledgeDenial(Command, name="word.acknowledge", about="denial", may=may(S, closed=True)):
    """Acknowledge that what you recorded on another's behalf was denied, and say what you make of it: the seller alone
    records for another.
    """

    denial: Version = Field(description="The number of the entry that denied it.", examples=["8"])
    says: Words = Field(description="What you make of it.", examples=["we had it from hearsay"])


WordFact = WordOwned | WordDisowned | DenialAcknowledged
WordCommand = OwnWord | DisownWord | AcknowledgeDenial


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
    since every command folds its stream. `denials` are the numbers of the entries that denied something, and that
    nobody has acknowledged.
    """

    words: HashTrieMap[int, Word] = HashTrieMap()
    last: LaterFact | None = None
    denials: HashTrieSet[int] = HashTrieSet()


class Reads(Protocol):
    @property
    def waiting(self) -> Waiting: ...


def decide(command: WordCommand, engagement: Reads, _today: date) -> tuple[WordFact, ...]:
    waiting = engagement.waiting
    if isinstance(command, AcknowledgeDenial):
        if command.denial not in waiting.denials:
            detail = f"entry {command.denial} denies nothing, or you acknowledged it"
            raise Unknown(detail, entry=command.denial)
        return (DenialAcknowledged(denial=command.denial, says=command.says),)
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
    if isinstance(fact, DenialAcknowledged):
        state = replace(state, denials=state.denials.discard(fact.denial))
    if not waits and state.last is None:
        return state
    kept = (tuple(about(fact)), tuple(brought(fact)))
    last = LaterFact(envelope.version, envelope.party, waits, fact.type, fact.answers, *kept, state.last)
    words = state.words.insert(envelope.version, Word(envelope.party, envelope.causation)) if waits else state.words
    return replace(state, words=words, last=last)


def denied(state: Waiting, denial: int) -> Waiting:
    """Something was denied by that entry."""
    return replace(state, denials=state.denials.insert(denial))


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


def _versions(command: OwnWord | DisownWord, waiting: HashTrieMap[int, Word]) -> tuple[int, ...]:
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
