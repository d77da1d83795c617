"""What the seller gets from an account, and their share of a category's profitable growth (text 001).

Never read by the customer. “Not philanthropy”: what was given is held beside what came of it, without a promise that
one brings the other. A share of growth is kept as what grew and what all of it grew, never as a percentage alone.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol, assert_never

from msgspec import Struct
from msgspec.structs import replace
from rpds import HashTrieMap

from domain.access import S, may
from domain.command import Command, field
from domain.errors import AlreadyNamed, FutureDate, Invalid, NoAccount, OtherCurrency, Overlap, Unknown
from domain.fact import Envelope, Fact
from domain.links import Link, Sources, account_that_stands, standing_account
from domain.names import same
from domain.practice import Practice
from domain.vocabulary import Amount, Currency, Label, Money, Number, Slug, Span, When, Words
from domain.when import first_day, last_day

Kind = Literal["revenue", "profit", "referral"]


def _open(fact: GetFact, _own: str, account: str, sources: Sources) -> str:
    """The account's stream; of a correction, that of the account it counts under. Raises NoAccount when it is not open,
    AccountIsMerged when it was merged, OtherCurrency when it has another currency.
    """
    if isinstance(fact, OwnFigureCorrected):
        account = standing_account(account, sources)
    stream = account_that_stands(account, sources)
    opening = sources[stream].state.opening
    if opening is None:
        raise NoAccount(f"{account} is not open as an account", name=account)
    currency = fact.currency if isinstance(fact, OwnFigureCorrected) else _amount(fact).currency
    if currency != opening.currency:
        raise OtherCurrency(f"account {account} is in {opening.currency}", account=account, currency=opening.currency)
    return stream


def _amount(fact: GetRecorded | ShareMeasured) -> Money:
    return fact.amount if isinstance(fact, GetRecorded) else fact.ours


ACCOUNT = Link("account", _open, mended=False)


class GetRecorded(Fact, frozen=True, kw_only=True):
    """What the seller got from an account in a period: revenue, profit, or what a referral brought."""

    type = "get-recorded.v1"
    link = ACCOUNT
    get: Slug
    account: Slug
    kind: Kind
    period: When
    amount: Money
    says: Words | None = None


class ShareMeasured(Fact, frozen=True, kw_only=True):
    """How much a category's profit grew in a period, and how much of that was the seller's with this account."""

    type = "share-measured.v1"
    link = ACCOUNT
    share: Slug
    account: Slug
    category: Label
    period: When
    ours: Money
    total: Money
    source: Words


class OwnFigureCorrected(Fact, frozen=True, kw_only=True):
    """The whole new value of a get or a share; it keeps its date, and the wrong one stays visible. `total` is what a
    share's whole category grew. `currency` is said where that was wrong, with the `account` whose currency it is.
    """

    type = "own-figure-corrected.v1"
    link = ACCOUNT
    corrects: int
    figure: Slug
    amount: Number
    total: Number | None = None
    currency: Currency | None = None
    account: Slug | None = None


class RecordGet(Command, name="practice.get", about="get", may=may(S)):
    """Record what you got from an account in a period."""

    get: Slug | None = field(None, description="Its name; without one it gets the next.")
    account: Slug = field(description="The account it came from.", examples=["acme"])
    kind: Kind = field(description="What it is.", examples=["profit"])
    period: Span = field(description="The year, month or day it is of.", examples=["2025"])
    amount: Amount = field(description="How much; a loss is negative.", examples=["90000"])
    currency: Currency = field(description="The account's currency.", examples=["EUR"])
    says: Words | None = field(None, description="What it was, as who was referred.")


class MeasureShare(Command, name="practice.share", about="share", may=may(S)):
    """Record your share of a category's profitable growth: yours, and the whole."""

    share: Slug | None = field(None, description="Its name; without one it gets the next.")
    account: Slug = field(description="The account it is shared with.", examples=["acme"])
    category: Label = field(description="What grew.", examples=["garden tools"])
    period: Span = field(description="The year, month or day it is of.", examples=["2025"])
    ours: Amount = field(description="How much your profit grew in it; below zero it shrank.", examples=["90000"])
    total: Amount = field(description="How much the profit of all grew in it.", examples=["400000"])
    currency: Currency = field(description="The account's currency.", examples=["EUR"])
    source: Words = field(description="Where that is known from.", examples=["the trade association's yearbook"])


class CorrectOwnFigure(Command, name="practice.correct", about="corrects", may=may(S, why=True)):
    """Replace a get or a share that was wrong with its whole new value."""

    corrects: Slug = field(description="The get or share, by its name.", examples=["get-1"])
    amount: Amount = field(description="How much it was, of a share yours.", examples=["80000"])
    total: Amount | None = field(None, description="How much all grew, of a share.")
    currency: Currency | None = field(
        None, description="The account's currency, where it was noted in another.", examples=["EUR"]
    )


GetFact = GetRecorded | ShareMeasured | OwnFigureCorrected
GetCommand = RecordGet | MeasureShare | CorrectOwnFigure


class Got(Struct, frozen=True):
    """One of the seller's own figures: its account, currency, kind and days, and the version and moment that first
    said it.
    """

    account: str
    currency: str
    kind: str
    first: date
    last: date
    said_at: int
    occurred_at: str


class Gets(Struct, frozen=True):
    """What was got and measured, by name, how many names there are of each kind, and the names by account and kind."""

    by_name: HashTrieMap[str, Got] = HashTrieMap()
    count: HashTrieMap[str, int] = HashTrieMap()
    of: HashTrieMap[tuple[str, str], tuple[str, ...]] = HashTrieMap()


class Reads(Protocol):
    @property
    def gets(self) -> Gets: ...


def decide(command: GetCommand, practice: Reads, today: date) -> tuple[GetFact, ...]:
    match command:
        case RecordGet():
            return (_got(command, practice.gets, today),)
        case MeasureShare():
            return (_share(command, practice.gets, today),)
        case CorrectOwnFigure():
            return (_corrected(command, corrected(command, practice)),)
        case _:
            assert_never(command)


def corrected(command: CorrectOwnFigure, practice: Reads) -> Got:
    """What the command corrects; its own date becomes the correction's. Raises Unknown."""
    figure = practice.gets.by_name.get(command.corrects)
    if figure is None:
        raise Unknown(f"there is no get or share {command.corrects}", figure=command.corrects)
    return figure


def evolve(state: Gets, fact: GetFact, envelope: Envelope, _zone: str) -> Gets:
    match fact:
        case GetRecorded():
            of, name, kind, currency = "get", fact.get, str(fact.kind), fact.amount.currency
        case ShareMeasured():
            of, name, kind, currency = "share", fact.share, _share_of(fact.category), fact.ours.currency
        case OwnFigureCorrected():
            return _in_currency(state, fact)
        case _:
            assert_never(fact)
    got = Got(
        fact.account, currency, kind, first_day(fact.period), last_day(fact.period), envelope.version, envelope.dated
    )
    key = (fact.account, kind)
    return Gets(
        by_name=state.by_name.insert(name, got),
        count=state.count.insert(of, state.count.get(of, 0) + 1),
        of=state.of.insert(key, (*state.of.get(key, ()), name)),
    )


def _in_currency(state: Gets, fact: OwnFigureCorrected) -> Gets:
    """Where a correction says the currency, the figure has it."""
    old = state.by_name.get(fact.figure)
    if old is None or fact.currency is None:
        return state
    return replace(state, by_name=state.by_name.insert(fact.figure, replace(old, currency=fact.currency)))


def _got(command: RecordGet, gets: Gets, today: date) -> GetRecorded:
    name = _name(command.get, "get", gets)
    _apart(command, command.kind, gets, today)
    return GetRecorded(
        get=name,
        account=command.account,
        kind=command.kind,
        period=command.period,
        amount=Money(amount=command.amount, currency=command.currency),
        says=command.says,
    )


def _share(command: MeasureShare, gets: Gets, today: date) -> ShareMeasured:
    name = _name(command.share, "share", gets)
    _apart(command, _share_of(command.category), gets, today)
    return ShareMeasured(
        share=name,
        account=command.account,
        category=command.category,
        period=command.period,
        ours=Money(amount=command.ours, currency=command.currency),
        total=Money(amount=command.total, currency=command.currency),
        source=command.source,
    )


def _corrected(command: CorrectOwnFigure, old: Got) -> OwnFigureCorrected:
    share = old.kind.startswith("share")
    if share and command.total is None:
        raise Invalid("a share needs the whole: give what all grew, as --total 400000", where="total")
    if not share and command.total is not None:
        raise Invalid(f"a {old.kind} is no share: leave it out", where="total")
    currency = None if command.currency == old.currency else command.currency
    return OwnFigureCorrected(
        corrects=old.said_at,
        figure=command.corrects,
        amount=command.amount,
        total=command.total,
        currency=currency,
        account=old.account if currency else None,
    )


def _name(chosen: str | None, kind: str, gets: Gets) -> str:
    number = gets.count.get(kind, 0) + 1
    while chosen is None and f"{kind}-{number}" in gets.by_name:
        number += 1
    name = chosen or f"{kind}-{number}"
    if name in gets.by_name:
        raise AlreadyNamed(f"there is a {name} already", name=name)
    return name


def _share_of(category: str) -> str:
    return f"share of {same(category).casefold()}"


def currency_of(name: str, gets: Gets) -> str | None:
    """The currency of the figure of that name; None if there is none."""
    figure = gets.by_name.get(name)
    return figure.currency if figure else None


def _apart(command: RecordGet | MeasureShare, kind: str, gets: Gets, today: date) -> None:
    """Raises FutureDate unless the period has begun; Overlap where this kind was noted for part of it already."""
    first, last = first_day(command.period), last_day(command.period)
    if first > today:
        raise FutureDate(f"{command.period} has not begun", occurred_at=command.period)
    if kind == "referral":
        return  # two may come in one year
    for name in gets.of.get((command.account, kind), ()):
        other = gets.by_name[name]
        if first <= other.last and other.first <= last:
            raise Overlap(f"{name} covers {other.first} to {other.last}: correct it, or name another period", gain=name)


GETS = Practice(GetFact, GetCommand, decide, "gets", evolve, corrected=corrected)
