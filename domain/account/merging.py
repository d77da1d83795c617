"""Two accounts that are one customer's: one goes into the other, which stands, and that can be taken back.

Nothing moves: each stream keeps what was recorded in it, and the account that stands notes what came to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Protocol, assert_never

from msgspec import Struct
from msgspec.structs import replace
from rpds import HashTrieSet

from domain.access import S, may
from domain.account.standing import Figures
from domain.command import Command, field
from domain.errors import AccountIsMerged, HoldsFigures, Invalid, NoAccount, NotNow, OtherCurrency
from domain.fact import Entry, Envelope, Fact
from domain.links import Link, Sources, standing_account
from domain.practice import Practice
from domain.step import WayOut
from domain.vocabulary import Slug

NOTED = ":noted"
"""The end of the id of the command that notes a merge on the other account."""
ID_MAX = 128
TAKE_BACK = WayOut(says="if that was wrong, take it back", command="account.unmerge", place="{account}", asked=("why",))
CORRECT_CURRENCY = WayOut(
    says="if one of the two was opened in the wrong currency, correct that",
    command="account.correct-currency",
    place="{account}",
    fixed={"currency": "{currency}"},
    asked=("why",),
)


def _target(_fact: AccountMerged, own: str, into: str, sources: Sources) -> str:
    """The account that stands. Raises NoAccount, AccountIsMerged, or OtherCurrency where it counts in another one."""
    name, stands = own.partition("/")[2], standing_account(into, sources)
    if stands != into:
        way_out = TAKE_BACK.filled({"account": into}) if stands == name else WayOut(fixed={"into": stands})
        raise AccountIsMerged.of("{account} was merged into {into}", account=into, into=stands, way_out=way_out)
    stream = f"account/{into}"
    opening, here = sources[stream].state.opening, sources[own].state.opening
    if opening is None:
        raise NoAccount.of("{name} is not open as an account", name=into)
    if here is not None and opening.currency != here.currency:
        raise OtherCurrency.of(
            "{account} is in {other}, and {into} in {currency}: what came of them cannot be added up",
            account=name,
            other=here.currency,
            into=into,
            currency=opening.currency,
            way_out=CORRECT_CURRENCY,
        )
    return stream


def _noted(fact: AccountTakenIn | AccountGivenBack, own: str, account: str, sources: Sources) -> str:
    """The other account. Raises NotNow unless it says the same of itself."""
    stream, into = f"account/{account}", own.partition("/")[2]
    merged = sources[stream].state.merging.into == into
    if isinstance(fact, AccountTakenIn) and not merged:
        raise NotNow.of("{account} is not merged into {into}", account=account, into=into)
    if isinstance(fact, AccountGivenBack) and merged:
        raise NotNow.of("{account} is still merged into {into}", account=account, into=into)
    return stream


class AccountMerged(Fact, frozen=True, kw_only=True):
    """This account is the same customer's as another, which stands: from here on it counts under that one, and nothing
    more is recorded in it. `left` are the figures of its own that count no longer.
    """

    type = "account-merged.v1"
    link = Link("into", _target, mended=False, cites=False)
    into: Slug
    left: tuple[Slug, ...] = ()


class MergeTakenBack(Fact, frozen=True, kw_only=True):
    """The merge was wrong: this account stands by itself again, and `was` is the one that it had gone into."""

    type = "merge-taken-back.v1"
    was: Slug


class AccountTakenIn(Fact, frozen=True, kw_only=True):
    """Another account was merged into this one, and counts under it from here on."""

    type = "account-taken-in.v1"
    link = Link("account", _noted, mended=False, cites=False)
    account: Slug


class AccountGivenBack(Fact, frozen=True, kw_only=True):
    """An account that was merged into this one stands by itself again."""

    type = "account-given-back.v1"
    link = Link("account", _noted, mended=False, cites=False)
    account: Slug


class MergeAccount(Command, name="account.merge", may=may(S, why=True)):
    """Merge the account into another account of the same customer, which stands; this one takes nothing more."""

    into: Slug = field(description="The account that stands.", examples=["acme"])
    leave_figures: bool = field(
        False, description="Leave its own figures behind: they stay on its page, and count no longer."
    )


class UnmergeAccount(Command, name="account.unmerge", may=may(S, why=True, closed=True)):
    """Take a wrong merge back: the account stands by itself again."""


class NoteMerge(Command, name="account.note-merge", may=may(S, why=True, closed=True)):
    """Note on an account that another was merged into it; merge and unmerge do this by themselves."""

    account: Slug = field(description="The account that was merged into it.", examples=["acme-ltd"])
    back: bool = field(False, description="That this was taken back.")


MergingFact = AccountMerged | MergeTakenBack | AccountTakenIn | AccountGivenBack
MergingCommand = MergeAccount | UnmergeAccount | NoteMerge


class Merging(Struct, frozen=True):
    """The account that this one went into, if any, and those that came to this one."""

    into: str | None = None
    taken_in: HashTrieSet[str] = HashTrieSet()


class Reads(Protocol):
    @property
    def merging(self) -> Merging: ...
    @property
    def figures(self) -> Figures: ...


def decide(command: MergingCommand, account: Reads, _today: date) -> tuple[MergingFact, ...]:
    match command:
        case MergeAccount():
            return (_merged(command, account),)
        case UnmergeAccount():
            if account.merging.into is None:
                raise NotNow("it is not merged into another account")
            return (MergeTakenBack(was=account.merging.into),)
        case NoteMerge():
            taken_in = command.account in account.merging.taken_in
            if taken_in and not command.back:
                raise NotNow.of("that {account} was merged into it is noted already", account=command.account)
            if command.back and not taken_in:
                raise NotNow.of("{account} was not merged into it", account=command.account)
            return ((AccountGivenBack if command.back else AccountTakenIn)(account=command.account),)
        case _:
            assert_never(command)


def _merged(command: MergeAccount, account: Reads) -> AccountMerged:
    own = command.stream.partition("/")[2]
    if command.into == own:
        raise Invalid("an account cannot be merged into itself", where="into")
    held = tuple(sorted(account.figures))
    if held and not command.leave_figures:
        raise HoldsFigures.of(
            "{account} holds figures of its own: {figures}", account=own, figures=", ".join(held), into=command.into
        )
    return AccountMerged(into=command.into, left=held)


def evolve(state: Merging, fact: MergingFact, _envelope: Envelope, _zone: str) -> Merging:
    match fact:
        case AccountMerged():
            return replace(state, into=fact.into)
        case MergeTakenBack():
            return replace(state, into=None)
        case AccountTakenIn():
            return replace(state, taken_in=state.taken_in.insert(fact.account))
        case AccountGivenBack():
            return replace(state, taken_in=state.taken_in.discard(fact.account))
        case _:
            assert_never(fact)


def brings(command: MergingCommand, entries: Sequence[Entry[Any]]) -> Iterator[Command]:
    """What the account that stands notes of it, recorded together with it or not at all."""
    for entry in entries:
        if isinstance(entry.body, (AccountMerged, MergeTakenBack)):
            back = isinstance(entry.body, MergeTakenBack)
            into = entry.body.was if isinstance(entry.body, MergeTakenBack) else entry.body.into
            yield NoteMerge.model_validate(
                {
                    "id": f"{command.id[: ID_MAX - len(NOTED)]}{NOTED}",
                    "stream": f"account/{into}",
                    "by": command.by,
                    "party": command.party,
                    "occurred_at": command.occurred_at,
                    "why": command.why,
                    "correlation": command.correlation,
                    "account": command.stream.partition("/")[2],
                    "back": back,
                }
            )


MERGING = Practice(MergingFact, MergingCommand, decide, "merging", evolve, brings=brings)
