"""The account page as text: one customer over the years, and the four questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cli.amounts import money, number
from cli.page import paged
from cli.spark import spark
from domain.when import last_day, rhythm_after
from projections.account import Account, answers
from projections.gains import Alternative, Period
from projections.ways import Way


def render(page: Account, reader: str, day: date) -> str:
    """The page for `reader`, as of `day`: every line `label   value`; only the first says who reads."""
    return paged(reader, lines(page, day))


def lines(page: Account, day: date) -> Iterator[tuple[str, str]]:
    """What the page says, as label and value; no label twice."""
    yield "account", f"{page.title} · {page.account} · {page.currency} · since {page.opened_on[:10]}"
    until = (page.help_now_until, page.help_next_until, page.relative_until, page.over_time_until)
    for number_, ((question, yes), last) in enumerate(zip(answers(page, day), until, strict=True), 1):
        yield f"question {number_}", f"{question} {_answer(yes=yes, until=last)}"
    periods = sorted(page.periods.values(), key=lambda one: one.ends)
    for one in periods:
        yield f"gain {one.period}", _period(one, page.currency, day)
    yield from _course([one for one in periods if one.counts], page)
    leaving = [
        other for one in periods for other in one.alternatives.values() if other.realistic and other.gain is not None
    ]
    if leaving:
        yield "freedom to leave", _leaving(leaving[-1], page.currency, day)
    for way in page.ways.values():
        yield way.way, _way(way, page.currency, day)
    for name, aim in page.aims.items():
        yield (
            name,
            f"{money(aim.value, page.currency)} in {aim.period} · {'reached' if aim.reached else 'not reached yet'}",
        )
    if page.left_out:
        yield "left out", f"{page.left_out} that name what is not there yet"


def _course(counted: list[Period], page: Account) -> Iterator[tuple[str, str]]:
    """Of the periods that the customer confirmed each figure as a bar, the first and the last, and how that went on."""
    for label, told in (
        ("gain over time", [one.gain for one in counted if one.gain is not None]),
        ("relative gain over time", [one.relative for one in counted if one.relative is not None]),
    ):
        if len(told) > 1:
            went = _change(page) if label == "gain over time" else ""
            yield label, f"{spark(told)} {number(told[0])} → {number(told[-1])}{went}"


def _change(page: Account) -> str:
    if page.change is None:
        return ""
    way = "more" if page.change > 0 else "less" if page.change < 0 else ""
    return f" · {money(abs(page.change), page.currency)} {way} than the period before" if way else " · as before"


def _answer(*, yes: bool, until: str | None) -> str:
    if yes:
        return f"yes, until {until}"
    return f"no: what was confirmed counted until {until}" if until else "no"


def _leaving(one: Alternative, currency: str, day: date) -> str:
    """The last realistic way to do without the seller, and whether that was looked at in the last twelve months."""
    cost = f", {money(one.switching_cost, currency)} to switch" if one.switching_cost else ""
    on = one.figures[-1].said.on[:10]
    until = rhythm_after(on, "year")
    age = f"stale since {until}: to be estimated again" if until < day.isoformat() else f"holds until {until}"
    return f"{one.who} would bring {money(one.gain or Decimal(0), currency)}{cost} · estimated on {on}, {age}"


def _unconfirmed(one: Period, day: date) -> str:
    """Since how many days a gain waits for the customer's word."""
    said = [told.said.on for gain in one.gains.values() for told in gain.figures if told.said.standing != "disowned"]
    days = (day - last_day(said[-1])).days if said else 0
    return "not confirmed by the customer" + (f", {days} days after it was measured" if days > 0 else "")


def _period(one: Period, currency: str, day: date) -> str:
    if one.gain is None:
        told = "not measured"
    else:
        told = money(one.gain, currency)
        if one.low is not None and one.high is not None and one.low != one.high:
            told += f" (between {number(one.low)} and {number(one.high)})"
        told += f" · confirmed by the {one.confirmed_by}" if one.counts else f" · {_unconfirmed(one, day)}"
    if one.relative is not None:
        told += f" · {number(one.relative)} relative to {one.best_who}"
        told += ", a losing year" if one.relative < 0 else ""
    elif one.best is not None:
        told += f" · {one.best_who} would bring {number(one.best)}"
    else:
        told += " · no alternative estimated"
    return told


def _way(one: Way, currency: str, day: date) -> str:
    told = [one.says, one.time]
    if one.amount is not None:
        told.append(f"{money(one.amount, currency)} a year")
    if one.unmatched:
        told.append("nobody else does it" if one.different else f"matched by {one.matched[-1].who}")
    if one.expires_on is None:
        told.append("not confirmed by the customer")
    elif one.expires_on < day.isoformat():
        told.append(f"expired on {one.expires_on}: to be confirmed again")
    else:
        told.append(f"confirmed by the {one.confirmed_by} until {one.expires_on}")
    return " · ".join(told)
