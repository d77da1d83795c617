"""The account page as text: one customer over the years, and the four questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from cli.amounts import money, number
from cli.denied import denials
from cli.labelled import paged
from cli.output import many
from cli.spark import spark
from domain.moments import is_moment
from domain.when import rhythm_after
from projections.account import PERIODS, Account, Answer, alike, answers
from projections.gains import Alternative, Period, best
from projections.gives import Give
from projections.shared.figures import Told, latest
from projections.ways import Way


def render(page: Account, reader: str, day: date) -> str:
    """The page for `reader`, as of `day`: every line `label   value`; only the first says who reads."""
    return paged(reader, lines(page, day))


def lines(page: Account, day: date) -> Iterator[tuple[str, str]]:
    """What the page says, as label and value; no label twice."""
    yield "account", f"{page.title} · {page.account} · {page.currency} · since {page.opened_on}"
    for number_, answer in enumerate(answers(page, day), 1):
        yield f"question {number_}", f"{answer.question} {_answer(answer)}{_missing(number_, answer, page)}"
    periods = sorted(page.periods.values(), key=lambda one: one.ends)
    for one in periods:
        yield f"gain {one.period}", _period(one, page.currency, day)
        yield from _corrected(f"gain {one.period}", _figures(one), page.currency)
    yield from _course(alike([one for one in periods if one.counts]), page)
    leaving = [(one, now) for one in map(best, periods) if one and (now := latest(one.figures))]
    if leaving:
        yield "freedom to leave", _leaving(*leaving[-1], page.currency, day)
    for way in page.ways.values():
        yield way.way, _way(way, page.currency, day)
        yield from _corrected(way.way, way.figures, page.currency)
    for give in page.gives.values():
        yield give.give, _give(give, page.currency)
        yield from _corrected(give.give, give.figures, page.currency)
    for name, aim in page.aims.items():
        yield (
            name,
            f"{money(aim.value, page.currency)} in {aim.period} · {'reached' if aim.reached else 'not reached yet'}",
        )
    yield from denials(page.denied)
    if page.left_out:
        names = "names" if page.left_out == 1 else "name"
        yield "left out", f"{many(page.left_out, 'fact')} that {names} what is not there yet"


def _course(counted: list[Period], page: Account) -> Iterator[tuple[str, str]]:
    """Of the periods that the customer confirmed each figure as a bar, the first and the last, and how that went on."""
    for label, told in (
        ("gain over time", [one.gain for one in counted if one.gain is not None]),
        ("relative gain over time", [one.relative for one in counted if one.relative is not None]),
    ):
        if len(told) > 1:
            went = _change(page, counted[-2].period) if label == "gain over time" else ""
            yield label, f"{spark(told)} {number(told[0])} → {number(told[-1])}{went}"


def _change(page: Account, before: str) -> str:
    if page.change is None:
        return ""
    way = "more" if page.change > 0 else "less" if page.change < 0 else ""
    return f" · {money(abs(page.change), page.currency)} {way} than {before}" if way else f" · as in {before}"


def _answer(one: Answer) -> str:
    """Counted apart is what the seller says that the customer said."""
    if one.until is None:
        return "no"
    by = "" if one.own else ", by words on the customer's behalf"
    return f"yes, until {one.until}{by}" if one.yes else f"no: what was confirmed counted until {one.until}"


def _missing(number_: int, one: Answer, page: Account) -> str:
    """What a yes would take, where there never was one."""
    if one.until is not None:
        return ""
    named = [way.way for way in page.ways.values() if way.time == ("now" if number_ == 1 else "next")]
    match number_:
        case 1 | 2:
            none = f": no way to help {'now' if number_ == 1 else 'next'} is named"
            return f": the customer is to confirm {' or '.join(named)}" if named else none
        case 3:
            return ": it takes a gain that the customer confirmed, and an alternative for the same period"
        case _:
            return f": it takes {PERIODS} periods that the customer confirmed, and there are {page.confirmed_periods}"


def _figures(one: Period) -> list[Told]:
    return [figure for gain in one.gains.values() for figure in gain.figures]


def _corrected(label: str, figures: list[Told], currency: str) -> Iterator[tuple[str, str]]:
    """What was said wrongly stays visible beside what stands, with why it is not so."""
    for number_, (wrong, now) in enumerate(pairwise(figures), 1):
        was = f"corrected: {now.why}" if now.why else "corrected"
        told = money(wrong.value, currency) if wrong.value is not None else "no figure"
        yield f"{label} was {number_}", f"{told}, said on {_dated(wrong.said.on, wrong.day)} by {wrong.said.by} · {was}"


def _dated(on: str, day: str) -> str:
    """As it was written; of a moment the day it was for both."""
    return day if is_moment(on) else on


def _leaving(one: Alternative, now: Told, currency: str, day: date) -> str:
    """The last realistic way to do without the seller, and whether that was looked at in the last twelve months."""
    cost = f", {money(one.switching_cost, currency)} to switch" if one.switching_cost else ""
    until = rhythm_after(now.day, "year")
    age = f"held until {until}: to be estimated again" if until < day.isoformat() else f"holds until {until}"
    brings = money(one.gain or Decimal(0), currency)
    return f"{one.who} would bring {brings}{cost} · {one.source} · estimated on {now.day} by the {now.said.by}, {age}"


def _unconfirmed(one: Period, day: date) -> str:
    """Since how many days a gain waits for the customer's word."""
    said = [told.day for gain in one.gains.values() for told in gain.figures]
    days = (day - date.fromisoformat(said[-1])).days if said else 0
    return "not confirmed by the customer" + (f", {days} days after it was measured" if days > 0 else "")


def _period(one: Period, currency: str, day: date) -> str:
    if one.gain is None:
        told = "not measured"
    else:
        told = money(one.gain, currency)
        if one.low is not None and one.high is not None and one.low != one.high:
            told += f" (between {number(one.low)} and {number(one.high)})"
        told += f" · {_method(one)}"
        told += f" · confirmed by the {one.confirmed_by}" if one.counts else f" · {_unconfirmed(one, day)}"
    if one.relative is not None:
        told += f" · {number(one.relative)} relative to {one.best_who}"
        told += ", a losing year" if one.relative < 0 else ""
    elif one.best is not None:
        told += f" · {one.best_who} would bring {number(one.best)}"
    elif one.alternatives:
        told += " · no alternative is realistic"
    else:
        told += " · no alternative estimated"
    return told


def _method(one: Period) -> str:
    """How the gain that stands was measured, and by whom."""
    last = next(gain for gain in reversed(one.gains.values()) if latest(gain.figures))
    return f"{last.method}, by the {last.by}"


def _give(one: Give, currency: str) -> str:
    """Coffee, a lower price and a freebie are told as what they are."""
    told = [f"{one.kind}: {one.says}", f"on {_dated(one.on, one.day)}"]
    if one.worth is not None:
        confirmed = "confirmed" if one.counts is not None else "not confirmed by the customer"
        told.append(f"worth {money(one.worth, currency)}, {confirmed}")
    if one.way:
        told.append(f"for {one.way}")
    return " · ".join(told)


def _way(one: Way, currency: str, day: date) -> str:
    told = [one.says, one.mechanism, one.time]
    if one.amount is not None:
        told.append(f"{money(one.amount, currency)} a year")
    if one.unmatched:
        told.append("nobody else does it" if one.different else f"matched by {one.matched_by}")
    if one.expires_on is None:
        told.append("not confirmed by the customer")
    elif one.expires_on < day.isoformat():
        told.append(f"counted until {one.expires_on}: to be confirmed again")
    else:
        told.append(f"confirmed by the {one.confirmed_by} until {one.expires_on}")
    return " · ".join(told)
