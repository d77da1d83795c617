"""The portfolio page: every account in one line, and above them those to look at first. It is the seller's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from projections.across import InPortfolio
from projections.pages.language import ENGLISH, Language
from projections.pages.phrases import money
from projections.pages.sheet import Item, Sheet, made

Rows = Sequence[InPortfolio]
LISTED = ", "


def sheet(rows: Rows, day: date, speak: Language = ENGLISH) -> Sheet:
    """The page of these accounts as it is read on `day`, in the reader's language."""
    sections = (
        ("portfolio", speak.say("Portfolio"), _head(speak, rows)),
        ("accounts", speak.say("Accounts"), (_standing(speak, row) for row in rows)),
    )
    return made("portfolio", None, speak.say("Portfolio"), day, sections)


def _head(speak: Language, rows: Rows) -> Iterator[Item]:
    """All of them together. A label here has a blank in every language, and an account's name has none."""
    counted = speak.count(len(rows), "{number} account", "{number} accounts")
    yield Item(kind="portfolio", label=speak.say("all accounts"), phrases=(counted, _going_on(speak, rows)))
    yield _confirmed(speak, rows)
    if profits := _profits(speak, rows):
        yield Item(kind="profit", label=speak.say("our profit"), phrases=profits)
    if less := [row.account for row in rows if row.latest_relative is not None and row.latest_relative < 0]:
        yield Item(kind="less", label=speak.say("less with us"), phrases=(LISTED.join(less),))
    if unknown := [row.account for row in rows if row.latest_gain is None]:
        yield Item(kind="unknown", label=speak.say("no gain confirmed"), phrases=(LISTED.join(unknown),))


def _going_on(speak: Language, rows: Rows) -> str:
    every, going_on = sum(row.engagements for row in rows), sum(row.open for row in rows)
    if not every:
        return speak.say("no engagement")
    return speak.count(
        every,
        "{open} of {number} engagement open",
        "{open} of {number} engagements open",
        open=speak.whole(going_on),
    )


def _confirmed(speak: Language, rows: Rows) -> Item:
    """Gains that stand by the customer's word, and how many of these words they said themselves."""
    periods = speak.count(sum(row.confirmed_periods for row in rows), "{number} period", "{number} periods")
    own = speak.say("{number} by customers themselves", number=speak.whole(sum(row.confirmed_own for row in rows)))
    return Item(kind="confirmed", label=speak.say("confirmed gains"), phrases=(periods, own))


def _profits(speak: Language, rows: Rows) -> tuple[str, ...]:
    """One amount a currency: they are never added up across."""
    sums = dict[str, Decimal]()
    for row in rows:
        if row.profit is not None:
            sums[row.currency] = sums.get(row.currency, Decimal(0)) + row.profit
    return tuple(money(speak, amount, currency) for currency, amount in sorted(sums.items()))


def _standing(speak: Language, row: InPortfolio) -> Item:
    """What they gained last and what of it was by us, what we made of it in all years, and what goes on; its title is
    on its own page, so that this is one line.
    """
    phrases = (_gain(speak, row), _relative(speak, row), _profit(speak, row), _open(speak, row))
    return Item(kind="standing", label=row.account, phrases=phrases, on=row.opened_on)


def _gain(speak: Language, row: InPortfolio) -> str:
    if row.latest_gain is None or row.latest_period is None:
        return speak.say("no gain confirmed")
    value = money(speak, row.latest_gain, row.currency)
    return speak.say("{value} in {period}", value=value, period=speak.date(row.latest_period))


def _relative(speak: Language, row: InPortfolio) -> str:
    """Beside the best alternative, which is to do without us."""
    relative = row.latest_relative
    if relative is None:
        return speak.say("not compared")
    if relative == 0:
        return speak.say("as much without us")
    amount = money(speak, abs(relative), row.currency)
    more = speak.say("{amount} more with us", amount=amount)
    return more if relative > 0 else speak.say("{amount} less with us", amount=amount)


def _profit(speak: Language, row: InPortfolio) -> str:
    if row.profit is None:
        return speak.say("no profit noted")
    return speak.say("profit {amount}", amount=money(speak, row.profit, row.currency))


def _open(speak: Language, row: InPortfolio) -> str:
    if not row.engagements:
        return speak.say("no engagement")
    return speak.say("{open} of {number} open", open=speak.whole(row.open), number=speak.whole(row.engagements))
