"""The account: where its practices meet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct, json
from msgspec.structs import replace
from rpds import HashTrieMap, HashTrieSet

from domain import waiting
from domain.account import alternatives, gains, gives, merging, opening, ways
from domain.account.standing import Figures, Names
from domain.command import ENVELOPE, Command
from domain.errors import AccountIsMerged, NoAccount
from domain.fact import Entry, Envelope, Fact
from domain.practice import Practices
from domain.said import worded
from domain.step import WayOut
from domain.vocabulary import Party
from domain.waiting import Waiting
from domain.when import counts_on

PRACTICES = Practices(
    "domain.account.opening:OPENING",
    "domain.account.merging:MERGING",
    "domain.account.gives:GIVES",
    "domain.account.ways:WAYS",
    "domain.account.gains:GAINS",
    "domain.account.aims:AIMS",
    "domain.account.alternatives:ALTERNATIVES",
    "domain.account.confirming:CONFIRMING",
    "domain.words:WORDS",
)
FIGURES: dict[type[Fact], Callable[[Figures, Any, Envelope, str], Figures]] = {
    gives.GiveRecorded: gives.figure,
    opening.AccountCurrencyCorrected: opening.figures,
    ways.WayToHelpNamed: ways.figure,
    gains.CustomerGainMeasured: gains.figure,
    alternatives.AlternativeEstimated: alternatives.figure,
}


class Account(Struct, frozen=True):
    """One customer: the state of its practices, and what they may read of one another."""

    opening: opening.Opening | None = None
    merging: merging.Merging = merging.Merging()
    names: Names = HashTrieSet()
    ways: ways.Ways = HashTrieMap()
    figures: Figures = HashTrieMap()
    waiting: Waiting = Waiting()
    closed: bool = False

    @property
    def zone(self) -> str:
        return self.opening.zone if self.opening else "UTC"

    def currency_of(self, _command: Command) -> str | None:
        """What amounts are in; None before it is open."""
        return self.opening.currency if self.opening else None


def decide(command: Command, account: Account, recorded_at: str) -> tuple[Fact, ...]:
    """The facts that the command makes true, or a refusal. Its `occurred_at` is filled in by now."""
    if account.opening is None and not isinstance(command, opening.OpenAccount):
        raise NoAccount
    if account.merging.into is not None and not (command.may and command.may.closed):
        raise _merged(command, account.merging.into)
    return PRACTICES.decide(command, account, counts_on(command.occurred_at or recorded_at, recorded_at, account.zone))


def _merged(command: Command, into: str) -> AccountIsMerged:
    """The refusal, with the same said of the account that stands."""
    own = command.stream.partition("/")[2]
    if isinstance(command, merging.MergeAccount):
        again = "{account} was merged into {into} already"
        return AccountIsMerged.of(again, account=own, into=into, way_out=merging.TAKE_BACK)
    fields = json.decode(command.model_dump_json(exclude=set(ENVELOPE), exclude_defaults=True))
    way_out = WayOut(
        says=worded("record it in {into}", into=into),
        command=command.name,
        place=into,
        side=None if command.party is Party.SELLER else command.party.value,
        fixed=fields | ({"why": command.why} if command.why else {}),
    )
    return AccountIsMerged.of("{account} was merged into {into}", account=own, into=into, way_out=way_out)


def dated(command: Command, account: Account) -> str | None:
    """A correction takes the date of what it corrects. Where nothing is open yet, `decide` says so."""
    return PRACTICES.dated(command, account) if account.opening else None


def evolve(account: Account, fact: Fact, envelope: Envelope) -> Account:
    """The account after a fact; it never refuses."""
    moved = PRACTICES.moved(account, fact, envelope, account.zone)
    for name in fact.names():
        moved["names"] = account.names.insert(name)
    if type(fact) in FIGURES:
        moved["figures"] = FIGURES[type(fact)](account.figures, fact, envelope, account.zone)
    return replace(account, waiting=waiting.evolve(account.waiting, fact, envelope), **moved)


def without(account: Account, denied: Entry[Any], denying: Entry[Any]) -> Account:
    """The account after the entry `denying` denied a word: only its names are left of that."""
    words = waiting.denied(account.waiting, denied, denying)
    return replace(account, names=account.names.update(denied.body.names()), waiting=words)
