"""An account is opened: one customer over the years (text 001: one customer at a time)."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from msgspec import Struct
from pydantic import Field

from domain.access import S, may
from domain.command import Command
from domain.currencies import doubt
from domain.errors import AlreadyOpen
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.vocabulary import Currency, Label, Zone
from domain.warned import Warned


class AccountOpened(Fact, frozen=True, kw_only=True):
    """A customer is followed over the years; the currency and the zone its days are read in are fixed."""

    type = "account-opened.v1"
    title: Label
    currency: Currency
    time_zone: Zone


class OpenAccount(Command, name="account.open", may=may(S)):
    """Follow one customer over the years, across all engagements."""

    title: Label = Field(description="Who the customer is.", examples=["Acme clinics"])
    currency: Currency = Field(description="What every figure of the account is in, such as EUR.", examples=["EUR"])
    time_zone: Zone = Field("UTC", description="The zone its days are read in.")


class Opening(Struct, frozen=True):
    """What an account fixes when it is opened."""

    currency: str
    zone: str


class Reads(Protocol):
    @property
    def opening(self) -> Opening | None: ...


def decide(command: OpenAccount, account: Reads, _today: date) -> tuple[AccountOpened, ...]:
    if account.opening is not None:
        raise AlreadyOpen("there is an account of this name already")
    return (AccountOpened(title=command.title, currency=command.currency, time_zone=command.time_zone),)


def evolve(_: Opening | None, fact: AccountOpened, _envelope: Envelope, _zone: str) -> Opening:
    return Opening(fact.currency, fact.time_zone)


def warn(command: OpenAccount, _account: Reads) -> list[Warned]:
    """Warns of a slip in the currency, which cannot be mended later."""
    return doubt(command.currency)


OPENING = Practice(AccountOpened, OpenAccount, decide, "opening", evolve, warn=warn)
