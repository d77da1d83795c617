"""Words said on another's behalf that wait to be owned or denied, as every stream keeps them; see domain/words.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from rpds import HashTrieMap, HashTrieSet

from domain.fact import Entry, Envelope, Fact
from domain.resting import about, brought
from domain.said import worded
from domain.step import WayOut
from domain.vocabulary import Party, Version, Words
from domain.warned import Warned
from domain.when import counts_on

if TYPE_CHECKING:
    from domain.command import Command

SAID = ("period", "option", "verbatim", "says")
"""Fields that tell one word from another of its kind about the same thing."""


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
