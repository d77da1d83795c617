"""Words said on another's behalf: owned later, or denied (domain 0, Who says it)."""

from __future__ import annotations

from datetime import date
from typing import Protocol, assert_never

from rpds import HashTrieMap

from domain.access import C, S, W, may
from domain.command import Command, field
from domain.errors import Invalid, NotNow, ReliedOn, Unknown
from domain.practice import Practice
from domain.vocabulary import Version, Words
from domain.waiting import DenialAcknowledged, LaterFact, Waiting, Word, WordDisowned, WordOwned


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

    denial: Version = field(description="The number of the entry that denied it.", examples=["8"])
    says: Words = field(description="What you make of it.", examples=["we had it from hearsay"])


WordFact = WordOwned | WordDisowned | DenialAcknowledged
WordCommand = OwnWord | DisownWord | AcknowledgeDenial


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
