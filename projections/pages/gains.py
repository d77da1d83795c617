"""What a customer gained in a period, and beside what else they could have done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from projections.gains import Period
from projections.pages.language import Language
from projections.pages.phrases import money, who
from projections.shared.figures import latest


def period(speak: Language, row: Period, currency: str, day: date) -> Iterator[str]:
    """The gain of one period, whether the customer confirmed it, and relative to the best alternative."""
    if row.gain is None:
        yield speak.say("not measured")
    else:
        yield _gain(speak, row, row.gain, currency)
        yield _method(speak, row)
        confirmed = speak.say("confirmed by the {by}", by=who(speak, row.confirmed_by or ""))
        yield confirmed if row.counts else _unconfirmed(speak, row, day)
    yield from _relative(speak, row, currency)


def change(speak: Language, amount: Decimal | None, currency: str, before: str) -> str:
    """How it went on from the period before."""
    if amount is None:
        return ""
    earlier = speak.date(before)
    if amount == 0:
        return speak.say("as in {period}", period=earlier)
    value = money(speak, abs(amount), currency)
    more = speak.say("{amount} more than in {period}", amount=value, period=earlier)
    return more if amount > 0 else speak.say("{amount} less than in {period}", amount=value, period=earlier)


def _gain(speak: Language, row: Period, gain: Decimal, currency: str) -> str:
    value = money(speak, gain, currency)
    if row.low is None or row.high is None or row.low == row.high:
        return value
    low, high = speak.amount(row.low, currency), speak.amount(row.high, currency)
    return speak.say("{value} (between {low} and {high})", value=value, low=low, high=high)


def _relative(speak: Language, row: Period, currency: str) -> Iterator[str]:
    """The gain beside the best alternative, between what the difference lies, and what switching would cost."""
    if row.relative is None:
        yield _alternative(speak, row, currency)
        return
    amount = _share(speak, abs(row.relative), None if row.percent is None else abs(row.percent), currency)
    if row.relative > 0:
        yield speak.say("{amount} more than the best alternative, {who}", amount=amount, who=row.best_who)
    elif row.relative < 0:
        less = speak.say("{amount} less than the best alternative, {who}", amount=amount, who=row.best_who)
        yield speak.say("{less}: they lost by staying", less=less)
    else:
        yield speak.say("as much as the best alternative, {who}", who=row.best_who)
    if row.relative_low is not None and row.relative_high is not None and row.relative_low != row.relative_high:
        low = _share(speak, row.relative_low, row.percent_low, currency)
        high = _share(speak, row.relative_high, row.percent_high, currency)
        yield speak.say("the difference lies between {low} and {high}", low=low, high=high)
    if row.switching_cost is not None:
        cost = money(speak, row.switching_cost, currency)
        yield speak.say("switching would cost {amount} once", amount=cost)


def _share(speak: Language, amount: Decimal, percent: Decimal | None, currency: str) -> str:
    """An amount, and how much of the best alternative that is."""
    value = money(speak, amount, currency)
    if percent is None:
        return value
    return speak.say("{amount} ({percent} %)", amount=value, percent=speak.figure(percent))


def _alternative(speak: Language, row: Period, currency: str) -> str:
    if row.best is not None:
        return speak.say("{who} would bring {amount}", who=row.best_who, amount=money(speak, row.best, currency))
    return speak.say("no alternative is realistic") if row.alternatives else speak.say("no alternative estimated")


def _method(speak: Language, row: Period) -> str:
    """How the gain that stands was measured, and by whom."""
    last = next(gain for gain in reversed(row.gains.values()) if latest(gain.figures))
    return speak.say("measured by the {by}: {method}", method=last.method, by=who(speak, last.by))


def _unconfirmed(speak: Language, row: Period, day: date) -> str:
    """Since how many days a gain waits for the customer's word."""
    measured = [figure.day for gain in row.gains.values() for figure in gain.figures]
    days = (day - date.fromisoformat(measured[-1])).days if measured else 0
    if days <= 0:
        return speak.say("not confirmed by the customer")
    return speak.count(
        days,
        "not confirmed by the customer, {number} day after it was measured",
        "not confirmed by the customer, {number} days after it was measured",
    )
