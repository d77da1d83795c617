"""The account page: one customer over the years, and the four questions that text 001 closes with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from domain.account.aims import ImprovementAimed
from domain.account.alternatives import AlternativeEstimated
from domain.account.confirming import FigureConfirmed, FigureCorrected
from domain.account.gains import CustomerGainMeasured
from domain.account.opening import AccountOpened
from domain.account.ways import WayMatched, WayToHelpNamed
from domain.engagement.terms import ZERO
from domain.fact import Recorded
from domain.when import first_day, last_day, rhythm_after
from domain.words import WordDisowned, WordOwned
from projections import gains, ways
from projections.gains import Period
from projections.projection import EVERY, Projection, by_stream, document
from projections.ways import Way

PERIODS = 3
"""How many confirmed periods are a track of gain over time."""
QUESTIONS = (
    "Do we know how we help them make more money?",
    "Do we know how we will make them more money?",
    "Do we measure how much more they make with us than with others?",
    "Do we measure how much they make with us over time?",
)


@document
class Aim:
    """A gain aimed at; `reached` once the customer has confirmed as much for that period, or for its parts together."""

    value: Decimal
    period: str
    on: str
    reached: bool = False


@document
class Account:
    """One customer. Figures are in the account's currency.

    `latest_…` are of the last period whose gain the customer has confirmed, `change` what it is above the one before.
    `until` says for each of the four questions the last day on which the answer is yes by what was confirmed; none,
    and it is no. Nothing confirmed is older than twelve months then.
    """

    account: str
    title: str
    currency: str
    time_zone: str
    opened_on: str
    confirmed_periods: int = 0
    latest_period: str | None = None
    latest_gain: Decimal | None = None
    latest_relative: Decimal | None = None
    change: Decimal | None = None
    help_now_until: str | None = None
    help_next_until: str | None = None
    relative_until: str | None = None
    over_time_until: str | None = None
    periods: dict[str, Period]
    ways: dict[str, Way]
    aims: dict[str, Aim]
    left_out: int = 0


def evolve(mine: Account | None, recorded: Recorded[Any]) -> Account | None:
    fact, said = recorded.entry.body, recorded.entry
    if isinstance(fact, AccountOpened):
        return Account(
            account=said.stream.partition("/")[2],
            title=fact.title,
            currency=fact.currency,
            time_zone=fact.time_zone,
            opened_on=said.occurred_at,
            periods={},
            ways={},
            aims={},
        )
    if mine is None:
        return None
    match fact:
        case ImprovementAimed():
            mine.aims[fact.aim] = Aim(value=fact.value, period=fact.period, on=said.occurred_at)
        case WayToHelpNamed() | WayMatched():
            _fold(mine.ways, ways.evolve, ways.keys(recorded), recorded)
        case CustomerGainMeasured() | AlternativeEstimated():
            _fold(mine.periods, gains.evolve, gains.keys(recorded), recorded)
        case _:  # a confirmation, a correction or a word names neither a way nor a period
            _fold(mine.periods, gains.evolve, list(mine.periods), recorded)
            named = getattr(fact, "figure", None)
            _fold(mine.ways, ways.evolve, list(mine.ways) if named is None else [named], recorded)
    return mine


def finish(mine: Account) -> Account:
    for period in mine.periods.values():
        gains.finish(period)
    counted = sorted((one for one in mine.periods.values() if one.counts), key=lambda one: one.ends)
    mine.confirmed_periods = len(counted)
    last = counted[-1] if counted else None
    mine.latest_period, mine.latest_gain = (last.period, last.gain) if last else (None, None)
    mine.latest_relative = last.relative if last else None
    figures = [one.gain for one in counted[-2:] if one.gain is not None]
    mine.change = figures[1] - figures[0] if len(figures) == 2 else None
    for aim in mine.aims.values():
        aim.reached = _reached(aim, counted)
    compared = [one for one in counted if one.relative is not None]
    mine.help_now_until = _until(mine, "now")
    mine.help_next_until = _until(mine, "next")
    mine.relative_until = rhythm_after(compared[-1].ends, "year") if compared else None
    mine.over_time_until = rhythm_after(counted[-1].ends, "year") if len(counted) >= PERIODS else None
    return mine


def answers(mine: Account, day: date) -> list[tuple[str, bool]]:
    """The four questions, and whether the answer is yes on that day."""
    until = (mine.help_now_until, mine.help_next_until, mine.relative_until, mine.over_time_until)
    return [
        (question, one is not None and day.isoformat() <= one) for question, one in zip(QUESTIONS, until, strict=True)
    ]


def _fold(known: dict[str, Any], evolve: Any, keys: Any, recorded: Recorded[Any]) -> None:
    for key in keys:
        name = key.removeprefix(f"{recorded.stream}#").removesuffix(EVERY)
        told = evolve(known.get(name), recorded)
        if told is not None:
            known[name] = told


def _until(mine: Account, time: str) -> str | None:
    """Until when some way of this time counts, by what the customer has confirmed."""
    return max((one.expires_on for one in mine.ways.values() if one.time == time and one.expires_on), default=None)


def _reached(aim: Aim, counted: list[Period]) -> bool:
    """Gains of one account never overlap, so those of the months of a year make up the year's."""
    first, last = first_day(aim.period), last_day(aim.period).isoformat()
    inside = [one.gain for one in counted if first <= first_day(one.period) and one.ends <= last]
    return bool(inside) and sum((gain for gain in inside if gain is not None), ZERO) >= aim.value


ACCOUNT: Projection[Account] = Projection(
    name="account",
    version=2,
    document=Account,
    facts=(
        AccountOpened
        | ImprovementAimed
        | WayToHelpNamed
        | WayMatched
        | CustomerGainMeasured
        | AlternativeEstimated
        | FigureConfirmed
        | FigureCorrected
        | WordOwned
        | WordDisowned
    ),
    keys=by_stream,
    evolve=evolve,
    finish=finish,
    streams="account",
)
