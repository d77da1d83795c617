"""One customer over the years (text 001: one customer at a time): an account is opened, a slip in it is mended."""

from __future__ import annotations

from datetime import date
from typing import Protocol, assert_never

from msgspec import Struct
from msgspec.structs import replace

from domain.access import S, may
from domain.account.standing import Figures
from domain.command import Command, field
from domain.currencies import doubt
from domain.errors import AlreadyOpen, Invalid, NoAccount
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.said import worded
from domain.vocabulary import Currency, Label, Zone
from domain.warned import Warned


class AccountOpened(Fact, frozen=True, kw_only=True):
    """A customer is followed over the years; the zone its days are read in is fixed."""

    type = "account-opened.v1"
    title: Label
    currency: Currency
    time_zone: Zone


class AccountRenamed(Fact, frozen=True, kw_only=True):
    """The customer is called otherwise; the name of the stream stays, by which everything cites it."""

    type = "account-renamed.v1"
    title: Label
    was: Label


class AccountCurrencyCorrected(Fact, frozen=True, kw_only=True):
    """The account was opened in the wrong currency: its figures keep their amounts and read in this one from here on.
    The customer has to confirm each of them anew.
    """

    type = "account-currency-corrected.v1"
    currency: Currency
    was: Currency


class OpenAccount(Command, name="account.open", may=may(S)):
    """Follow one customer over the years, across all engagements."""

    title: Label = field(description="Who the customer is.", examples=["Acme clinics"])
    currency: Currency = field(description="What every figure of the account is in, such as EUR.", examples=["EUR"])
    time_zone: Zone = field("UTC", description="The zone its days are read in.")


class RenameAccount(Command, name="account.rename", may=may(S, why=True)):
    """Give the account another title; its name stays."""

    title: Label = field(description="What the customer is called.", examples=["Acme clinics"])


class CorrectAccountCurrency(Command, name="account.correct-currency", may=may(S, why=True)):
    """Say that the account was opened in the wrong currency; the customer confirms its figures anew."""

    currency: Currency = field(description="What every figure of the account is in.", examples=["USD"])


OpeningFact = AccountOpened | AccountRenamed | AccountCurrencyCorrected
OpeningCommand = OpenAccount | RenameAccount | CorrectAccountCurrency


class Opening(Struct, frozen=True):
    """What an account fixes when it is opened, and its title, which may be mended."""

    currency: str
    zone: str
    title: str


class Reads(Protocol):
    @property
    def opening(self) -> Opening | None: ...
    @property
    def figures(self) -> Figures: ...


def decide(command: OpeningCommand, account: Reads, _today: date) -> tuple[OpeningFact, ...]:
    match command:
        case OpenAccount():
            if account.opening is not None:
                raise AlreadyOpen("there is an account of this name already")
            return (AccountOpened(title=command.title, currency=command.currency, time_zone=command.time_zone),)
        case RenameAccount():
            if account.opening is None:
                raise NoAccount
            if account.opening.title == command.title:
                raise Invalid.of("it is {now} already", now=command.title, where="title")
            return (AccountRenamed(title=command.title, was=account.opening.title),)
        case CorrectAccountCurrency():
            if account.opening is None:
                raise NoAccount
            if account.opening.currency == command.currency:
                raise Invalid.of("it is {now} already", now=command.currency, where="currency")
            return (AccountCurrencyCorrected(currency=command.currency, was=account.opening.currency),)
        case _:
            assert_never(command)


def evolve(state: Opening | None, fact: OpeningFact, _envelope: Envelope, _zone: str) -> Opening | None:
    match fact:
        case AccountOpened():
            return Opening(fact.currency, fact.time_zone, fact.title)
        case AccountRenamed():
            return replace(state, title=fact.title) if state else None
        case AccountCurrencyCorrected():
            return replace(state, currency=fact.currency) if state else None
        case _:
            assert_never(fact)


def figures(state: Figures, _fact: AccountCurrencyCorrected, _envelope: Envelope, _zone: str) -> Figures:
    """None of them is confirmed any more: the customer's word was for an amount in the other currency."""
    for name, figure in state.items():
        state = state.insert(name, replace(figure, confirmed=False))
    return state


def warn(command: OpeningCommand, account: Reads) -> list[Warned]:
    """Warns of a slip in the currency, and of what a corrected one leaves to do."""
    if isinstance(command, RenameAccount):
        return []
    figures_anew = isinstance(command, CorrectAccountCurrency) and len(account.figures) > 0
    return [*doubt(command.currency), *([Warned("CONFIRM-ANEW", worded(ANEW))] if figures_anew else [])]


ANEW = "the customer has to confirm every figure of the account anew; what you got from it is corrected one by one"


OPENING = Practice(OpeningFact, OpeningCommand, decide, "opening", evolve, warn=warn)
