"""Words said on another's behalf: owned later, or denied (domain 0, Who says it)."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple, Protocol, assert_never

from msgspec import Struct
from msgspec.structs import replace
from pydantic import Field
from rpds import HashTrieMap, HashTrieSet

from domain.access import C, S, W, may
from domain.command import Command
from domain.errors import Invalid, NotNow, ReliedOn, Unknown
from domain.fact import Entry, Envelope, Fact
from domain.practice import Practice
from domain.resting import about, brought
from domain.said import worded
from domain.step import WayOut
from domain.vocabulary import Party, Version, Words
from domain.warned import Warned
from domain.when import counts_on


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


SAID = ("period", "option", "verbatim", "says")
"""Fields that tell one word from another of its kind about the same thing."""
WordFact = WordOwned | WordDisowned | DenialAcknowledged
WordCommand = OwnWord | DisownWord | AcknowledgeDenial


class Word(NamedTuple):
    """A word that waits to be owned: its party, the command that said it, and what it says, as `_meaning` has it."""

    party: Party
    causation: str
    says: str


class Refused(NamedTuple):
    """On which day a word was denied, as written, and why."""

    on: str
    why: str | None


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
    nobody has acknowledged; `denied` is what was denied last, by what it said.
    """

    words: HashTrieMap[int, Word] = HashTrieMap()
    last: LaterFact | None = None
    denials: HashTrieSet[int] = HashTrieSet()
    denied: HashTrieMap[str, Refused] = HashTrieMap()


class Reads(Protocol):
    @property
    def waiting(self) -> Waiting: ...


def decide(command: WordCommand, engagement: Reads, _today: date) -> tuple[WordFact, ...]:
    waiting = engagement.waiting
    if isinstance(command, AcknowledgeDenial):
        if command.denial not in waiting.denials:
            raise Unknown.of("entry {entry} denies nothing, or you acknowledged it", entry=command.denial)
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
    words = state.words
    if waits:
        words = words.insert(envelope.version, Word(envelope.party, envelope.causation, _meaning(fact, envelope.party)))
    return replace(state, words=words, last=last)


def denied(state: Waiting, word: Entry[Any], denying: Entry[Any]) -> Waiting:
    """The word was denied by that other entry."""
    day = counts_on(denying.occurred_at, denying.recorded_at, denying.zone).isoformat()
    known = state.denied.insert(_meaning(word.body, word.party), Refused(day, denying.why))
    return replace(state, denials=state.denials.insert(denying.version), denied=known)


def warn(command: Command, state: Any) -> list[Warned]:
    """Warns who records for another, once more, what those have denied: of the same kind, thing and period, whatever
    its figure. It is recorded, since they may have said it after all. `state` already has the word.
    """
    waiting: Waiting | None = getattr(state, "waiting", None)
    later = waiting.last if waiting is not None and waiting.denied else None
    while waiting is not None and later is not None:
        word = waiting.words.get(later.version)
        if word is None or word.causation != command.id:
            break
        if (before := waiting.denied.get(word.says)) is not None:
            return [_denied_before(command, word.party, before)]
        later = later.before
    return []


def _denied_before(command: Command, party: Party, before: Refused) -> Warned:
    kind, _, name = command.stream.partition("/")
    denied = "the {party} denied this on {on}: {why}" if before.why else "the {party} denied this on {on}"
    says = worded("let them say it themselves, on their page")
    way_out = WayOut(says=says, command="invite", place=name) if kind == "engagement" else WayOut(says=says)
    return Warned("DENIED-BEFORE", worded(denied, party=party, on=before.on, why=before.why), way_out)


def _meaning(fact: Any, party: Party) -> str:
    """Whose word it is, of which kind, about what, for which period and in which words: of two words that have the same
    of all these, one says again what the other said. A name that it gave itself is left out.
    """
    things = sorted(thing for thing in about(fact) if thing not in fact.names())
    words = [str(text) for field in SAID if (text := getattr(fact, field, None)) is not None]
    return " ".join([party, fact.type.partition(".")[0], *things, *words])


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
            fact = later.type.partition(".")[0].replace("-", " ")
            says = "entry {entry}, {fact}, which you said yourself, depends on entry {below}"
            raise ReliedOn.of(says, entry=later.version, fact=fact, below=below)
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
        raise Unknown.of("entry {entry} does not wait for your confirmation", entry=command.version)
    # What one command said is one word: an agreed choice and the things it settled stand or fall together.
    return tuple(sorted(version for version, said_by in own.items() if said_by == own[command.version]))


WORDS = Practice(WordFact, WordCommand, decide)
"""What waits is moved by every fact that stands: the aggregate sees to it."""
