"""The account page: one customer over the years, and the four closing questions (text 001)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from decimal import Decimal
from typing import Any

from domain.account.aims import ImprovementAimed
from domain.account.alternatives import AlternativeEstimated
from domain.account.confirming import FigureConfirmed, FigureCorrected
from domain.account.gains import CustomerGainMeasured
from domain.account.gives import GiveRecorded
from domain.account.merging import AccountGivenBack, AccountMerged, AccountTakenIn, MergeTakenBack
from domain.account.opening import AccountCurrencyCorrected, AccountOpened, AccountRenamed
from domain.account.ways import WayMatched, WayToHelpNamed
from domain.engagement.shared.terms import ZERO
from domain.fact import Entry, Recorded
from domain.standing import Denial
from domain.waiting import DenialAcknowledged
from domain.when import counts_on, first_day, last_day, rhythm_after
from projections import gains, gives, ways
from projections.gains import Period
from projections.gives import Give
from projections.shared.figure_waits import figures_waiting
from projections.shared.mended import Mended, mended
from projections.shared.merged import merged
from projections.shared.projection import EVERY, Projection, by_stream, document
from projections.shared.waits import Wait, unowned, unsettled
from projections.shared.words import Denied, Waiting, named, settle, waiting
from projections.shared.words import denied as told_denied
from projections.ways import Way

RELATIVE = ("relative", "relative_low", "relative_high", "percent", "percent_low", "percent_high", "switching_cost")
"""What the last confirmed period says of the best alternative."""
PERIODS = 3
"""How many confirmed periods are a track of gain over time."""


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

    `latest_…` are of the last period whose gain the customer has confirmed, as rows of `gains` have them; `change` is
    what it is above the one before that is as long; `confirmed_own` counts those that they confirmed themselves, and
    not the seller on their behalf.
    `…_until` says for each of the four questions the last day on which the answer is yes by what was confirmed; none,
    and it is no. What was confirmed or estimated is no older than twelve months then, and the period of a gain ended no
    longer ago. `…_own` says that the answer is by their own word. `left_out` counts what names something that is not
    there on the day that is asked for. `words` are those recorded on another's behalf that nobody owned or denied.
    `waits` has them, the figures that wait for the customer's word, and the ways that are to be confirmed again, each
    with the act that settles it.

    `merged_into` is the account that it counts under since `merged_on`, a day, and `left` are its figures that count no
    longer; `taken_in` are the accounts that were merged into it, each with the day.
    """

    account: str
    title: str
    currency: str
    time_zone: str
    opened_on: str
    merged_into: str | None = None
    merged_on: str | None = None
    left: list[str] = field(default_factory=list)
    taken_in: dict[str, str] = field(default_factory=dict)
    mended: list[Mended] = field(default_factory=list)
    confirmed_periods: int = 0
    confirmed_own: int = 0
    latest_period: str | None = None
    latest_gain: Decimal | None = None
    latest_relative: Decimal | None = None
    latest_relative_low: Decimal | None = None
    latest_relative_high: Decimal | None = None
    latest_percent: Decimal | None = None
    latest_percent_low: Decimal | None = None
    latest_percent_high: Decimal | None = None
    latest_switching_cost: Decimal | None = None
    change: Decimal | None = None
    help_now_until: str | None = None
    help_next_until: str | None = None
    relative_until: str | None = None
    over_time_until: str | None = None
    help_now_own: bool = False
    help_next_own: bool = False
    relative_own: bool = False
    over_time_own: bool = False
    periods: dict[str, Period]
    ways: dict[str, Way]
    gives: dict[str, Give] = field(default_factory=dict)
    aims: dict[str, Aim]
    waits: dict[str, Wait] = field(default_factory=dict)
    words: dict[str, Waiting] = field(default_factory=dict)
    denied: list[Denied] = field(default_factory=list)
    left_out: int = 0


def evolve(account: Account | None, recorded: Recorded[Any]) -> Account | None:
    fact, entry = recorded.entry.body, recorded.entry
    if isinstance(fact, AccountOpened):
        return _opened(fact, entry)
    if account is None:
        return None
    if account.denied:
        settle(account.denied, entry)
    if entry.stands == "on behalf":
        account.words[str(entry.version)] = waiting(entry, named(fact) or getattr(fact, "figure", None))
    match fact:
        case ImprovementAimed():
            account.aims[fact.aim] = Aim(value=fact.value, period=fact.period, on=entry.occurred_at)
        case GiveRecorded():
            _fold(account.gives, gives.evolve, gives.keys(recorded), recorded)
        case WayMatched() if fact.way not in account.ways:
            account.left_out += 1
        case FigureConfirmed() | FigureCorrected() if not _known(account, fact.figure):
            account.left_out += 1
        case WayToHelpNamed() | WayMatched():
            _fold(account.ways, ways.evolve, ways.keys(recorded), recorded)
        case CustomerGainMeasured() | AlternativeEstimated():
            _fold(account.periods, gains.evolve, gains.keys(recorded), recorded)
        case AccountRenamed() | AccountCurrencyCorrected():
            _corrected(account, recorded)
        case AccountMerged() | MergeTakenBack() | AccountTakenIn() | AccountGivenBack():
            merged(account, entry)
        case DenialAcknowledged():
            pass
        case _:  # a confirmation or a correction names a way, a give or a figure of some period
            _fold(account.periods, gains.evolve, list(account.periods), recorded)
            _fold(account.ways, ways.evolve, [fact.figure], recorded)
            _fold(account.gives, gives.evolve, [fact.figure], recorded)
    return account


def _corrected(account: Account, recorded: Recorded[Any]) -> None:
    """A wrong title, or a wrong currency: that changes what every figure says."""
    fact, entry = recorded.entry.body, recorded.entry
    if isinstance(fact, AccountRenamed):
        account.mended.append(mended("title", account.title, fact.title, entry))
        account.title = fact.title
        return
    account.mended.append(mended("currency", account.currency, fact.currency, entry))
    account.currency = fact.currency
    for known, evolve in ((account.periods, gains.evolve), (account.ways, ways.evolve), (account.gives, gives.evolve)):
        _fold(known, evolve, list(known), recorded)


def _opened(fact: AccountOpened, entry: Entry[Any]) -> Account:
    return Account(
        account=entry.stream.partition("/")[2],
        title=fact.title,
        currency=fact.currency,
        time_zone=fact.time_zone,
        opened_on=counts_on(entry.occurred_at, entry.recorded_at, fact.time_zone).isoformat(),
        periods={},
        ways={},
        aims={},
    )


def finish(account: Account) -> Account:
    for period in account.periods.values():
        gains.finish(period)
    counted = sorted((period for period in account.periods.values() if period.counts), key=lambda period: period.ends)
    account.confirmed_periods, account.confirmed_own = len(counted), sum(period.own for period in counted)
    last = counted[-1] if counted else None
    account.latest_period, account.latest_gain = (last.period, last.gain) if last else (None, None)
    for name in RELATIVE:
        setattr(account, f"latest_{name}", getattr(last, name, None))
    figures = [period.gain for period in alike(counted)[-2:] if period.gain is not None]
    account.change = figures[1] - figures[0] if len(figures) == 2 else None
    for aim in account.aims.values():
        aim.reached = _reached(aim, counted)
    account.help_now_until, account.help_now_own = _helps(account, "now")
    account.help_next_until, account.help_next_own = _helps(account, "next")
    compared = [period for period in counted if period.relative is not None]
    account.relative_until, account.relative_own = _last(
        [(_until(period, period.best_day), period.own) for period in compared]
    )
    track = [(_until(period), period.own) for period in counted] if len(counted) >= PERIODS else []
    account.over_time_until, own = _last(track)
    account.over_time_own = own and account.confirmed_own >= PERIODS  # each of them in their own words
    # Of an account that was merged no figure waits any more; words still may be owned or denied.
    account.waits = {} if account.merged_into else {f"{wait.about} confirm": wait for wait in figures_waiting(account)}
    account.waits |= {f"words {wait.side}": wait for wait in unowned(account.words)}
    account.waits |= dict(unsettled(account.denied))
    return account


def denied(account: Account, denial: Denial) -> None:
    """What was denied is listed, and nowhere else."""
    account.denied += told_denied(denial)


def alike(counted: Sequence[Period]) -> list[Period]:
    """The periods that are as long as the last: a month is never compared with a year."""
    return [period for period in counted if len(period.period) == len(counted[-1].period)]


def _fold(known: dict[str, Any], evolve: Any, keys: Any, recorded: Recorded[Any]) -> None:
    for key in keys:
        name = key.removeprefix(f"{recorded.stream}#").removesuffix(EVERY)
        row = evolve(known.get(name), recorded)
        if row is not None:
            known[name] = row


def _known(account: Account, figure: str) -> bool:
    """Whether the figure belongs to anything that is there on that day."""
    of_periods = (name for period in account.periods.values() for name in (*period.gains, *period.alternatives))
    return figure in account.ways or figure in account.gives or figure in of_periods


def _helps(account: Account, time: str) -> tuple[str | None, bool]:
    """The last day on which some way of this time counts, as the customer has confirmed it, and whether
    by their own word.
    """
    return _last([(way.expires_on, way.own) for way in account.ways.values() if way.time == time and way.expires_on])


def _last(answers: Sequence[tuple[str, bool]]) -> tuple[str | None, bool]:
    """The answer that holds longest; of two, the one by their own word."""
    return max(answers, default=(None, False))


def _until(period: Period, *days: str | None) -> str:
    """Twelve months after the period ended, was confirmed, or was compared with an alternative, whichever is first."""
    return min(rhythm_after(day, "year") for day in (period.ends, period.confirmed_day, *days) if day is not None)


def _reached(aim: Aim, counted: list[Period]) -> bool:
    """Whether gains inside the aim's period add up to it: gains of one account never overlap."""
    first, last = first_day(aim.period), last_day(aim.period).isoformat()
    inside = [period.gain for period in counted if first <= first_day(period.period) and period.ends <= last]
    return bool(inside) and sum((gain for gain in inside if gain is not None), ZERO) >= aim.value


def _gains(account: Account) -> list[Decimal]:
    """The gains that the customer confirmed, period by period."""
    periods = sorted(account.periods.values(), key=lambda period: period.ends)
    return [period.gain for period in periods if period.counts and period.gain is not None]


ACCOUNT: Projection[Account] = Projection(
    name="account",
    version=10,
    document=Account,
    facts=(
        AccountOpened
        | AccountRenamed
        | AccountCurrencyCorrected
        | AccountMerged
        | MergeTakenBack
        | AccountTakenIn
        | AccountGivenBack
        | ImprovementAimed
        | WayToHelpNamed
        | WayMatched
        | CustomerGainMeasured
        | AlternativeEstimated
        | GiveRecorded
        | FigureConfirmed
        | FigureCorrected
        | DenialAcknowledged
    ),
    keys=by_stream,
    evolve=evolve,
    finish=finish,
    denied=denied,
    streams="account",
    short=(
        "account",
        "title",
        "confirmed_periods",
        "over_time",
        "latest_period",
        "latest_gain",
        "latest_relative",
        "change",
        "currency",
    ),
    course=_gains,
)
