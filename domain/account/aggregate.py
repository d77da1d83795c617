"""The account: where its practices meet."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace
from rpds import HashTrieMap, HashTrieSet

from domain import words
from domain.account import confirming, gives, opening
from domain.account.standing import Figures
from domain.command import Command
from domain.errors import NoAccount
from domain.fact import Envelope, Fact
from domain.part import Parts
from domain.when import counts_on

PARTS = Parts(opening.OPENING, gives.GIVES, confirming.CONFIRMING, words.WORDS)


class Account(Struct, frozen=True):
    """One customer: the state of its practices, and what they may read of one another."""

    opening: opening.Opening | None = None
    gives: gives.Gives = HashTrieSet()
    figures: Figures = HashTrieMap()
    waiting: words.Waiting = HashTrieMap()
    closed: bool = False

    @property
    def zone(self) -> str:
        return self.opening.zone if self.opening else "UTC"


def decide(command: Command, account: Account, recorded_at: str) -> tuple[Fact, ...]:
    """The facts that the command makes true, or a refusal. Its `occurred_at` is filled in by now."""
    if account.opening is None and not isinstance(command, opening.OpenAccount):
        raise NoAccount
    return PARTS.decide(command, account, counts_on(command.occurred_at or recorded_at, recorded_at, account.zone))


def dated(command: Command, account: Account) -> str | None:
    """A correction takes the date of what it corrects. Where nothing is open yet, `decide` says so."""
    return PARTS.dated(command, account) if account.opening else None


def evolve(account: Account, fact: Fact, said: Envelope) -> Account:
    """The account after a fact; it never refuses."""
    moved = PARTS.moved(account, fact, said, account.zone)
    if isinstance(fact, gives.GiveRecorded):
        moved["figures"] = gives.figure(account.figures, fact, said)
    if said.on_behalf or isinstance(fact, words.WordFact):
        moved["waiting"] = words.evolve(account.waiting, fact, said)
    if isinstance(fact, words.WordDisowned):
        moved |= PARTS.without(account, frozenset(fact.versions))
    return replace(account, **moved)
