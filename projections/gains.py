"""Gains: what the customer gained with the seller in each period, beside the best alternative (text 001)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from domain.account.alternatives import AlternativeEstimated
from domain.account.confirming import FigureConfirmed, FigureCorrected
from domain.account.gains import CustomerGainMeasured
from domain.account.opening import AccountCurrencyCorrected
from domain.engagement.shared.terms import ZERO
from domain.fact import Envelope, Recorded
from domain.names import same
from domain.vocabulary import Party
from domain.when import last_day
from projections.shared.figures import (
    Confirmed,
    Told,
    as_figure,
    confirmed,
    confirms,
    corrected,
    in_another_currency,
    latest,
    own,
)
from projections.shared.projection import Projection, document, every_document


@document
class Gain:
    """One gain as it was measured; `by` is the party whose figure it is."""

    gain: str
    method: str
    by: str
    figures: list[Told]
    confirmations: list[Confirmed]


@document
class Alternative:
    """What they would gain instead, and how that is known."""

    alternative: str
    who: str
    gain: Decimal | None = None
    switching_cost: Decimal | None = None
    realistic: bool
    source: str
    figures: list[Told]


@document
class Period:
    """One period as it is written. `gain`, with `low` and `high`, is the customer's in the account's currency, and
    `counts` whether they have confirmed it, on `confirmed_day`: a figure that is their word needs no more; `own` says
    that they did so themselves, and not the seller on their behalf.

    `best` is the most that a realistic alternative would have brought, `relative` the gain beyond that: below zero in a
    year that they lost by staying; none without a gain or without an alternative. By `low` and `high` of the gain it
    lies between `relative_low` and `relative_high`. `percent`, between `percent_low` and `percent_high`, is the same in
    per cent of `best`; none where that would bring nothing. `switching_cost` is what it costs once to switch to
    `best_who`, where that was estimated; it is taken off none of these.
    """

    account: str
    period: str
    ends: str
    gain: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    counts: bool = False
    confirmed_by: str | None = None
    confirmed_day: str | None = None
    own: bool = False
    best: Decimal | None = None
    best_who: str | None = None
    best_day: str | None = None
    switching_cost: Decimal | None = None
    relative: Decimal | None = None
    relative_low: Decimal | None = None
    relative_high: Decimal | None = None
    percent: Decimal | None = None
    percent_low: Decimal | None = None
    percent_high: Decimal | None = None
    gains: dict[str, Gain]
    alternatives: dict[str, Alternative]


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    fact = recorded.entry.body
    if isinstance(fact, (CustomerGainMeasured, AlternativeEstimated)):
        return (f"{recorded.entry.stream}#{fact.period}",)
    return every_document(recorded)


def evolve(period: Period | None, recorded: Recorded[Any]) -> Period | None:
    fact, entry = recorded.entry.body, recorded.entry
    if period is None:
        if not isinstance(fact, (CustomerGainMeasured, AlternativeEstimated)):
            return None
        ends = last_day(fact.period).isoformat()
        account = entry.stream.partition("/")[2]
        period = Period(account=account, period=fact.period, ends=ends, gains={}, alternatives={})
    match fact:
        case CustomerGainMeasured():
            period.gains[fact.gain] = _measured(fact, entry)
        case AlternativeEstimated():
            period.alternatives[fact.alternative] = _estimated(fact, entry)
        case AccountCurrencyCorrected():
            for gain in period.gains.values():
                in_another_currency(gain.figures, fact.was, entry)
            for other in period.alternatives.values():
                in_another_currency(other.figures, fact.was, entry)
        case FigureConfirmed() if fact.figure in period.gains:
            period.gains[fact.figure].confirmations.append(confirmed(entry))
        case FigureCorrected() if fact.figure in period.gains:
            period.gains[fact.figure].figures.append(corrected(fact, entry))
        case FigureCorrected() if fact.figure in period.alternatives:
            period.alternatives[fact.figure].figures.append(corrected(fact, entry))
    return period


def finish(period: Period) -> Period:
    """The period with what now stands of all that was said."""
    period.gain = period.low = period.high = None
    period.counts, period.own, period.confirmed_by, period.confirmed_day = False, False, None, None
    for gain in period.gains.values():
        now = latest(gain.figures)
        if now is not None:
            period.gain, period.low, period.high = now.value, now.low, now.high
            confirmation = confirms(now, gain.confirmations)
            period.counts, period.own = confirmation is not None, own(confirmation)
            period.confirmed_by, period.confirmed_day = (
                (confirmation.said.by, confirmation.day) if confirmation else (None, None)
            )
    for other in period.alternatives.values():
        last = latest(other.figures)
        other.gain, other.switching_cost = (last.value, last.cost) if last else (None, None)
    most = best(period)
    now = latest(most.figures) if most else None
    period.best, period.best_who, period.best_day = (
        (now.value, most.who, now.day) if most and now else (None, None, None)
    )
    period.switching_cost = most.switching_cost if most else None
    period.relative, period.percent = _beyond(period.gain, period.best)
    period.relative_low, period.percent_low = _beyond(period.low, period.best)
    period.relative_high, period.percent_high = _beyond(period.high, period.best)
    return period


def _beyond(gain: Decimal | None, best: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """How much a gain is beyond the best alternative, and how much of that it is in per cent."""
    if gain is None or best is None:
        return None, None
    return gain - best, round(100 * (gain - best) / best, 1) if best > 0 else None


def best(period: Period) -> Alternative | None:
    """The realistic alternative that would bring most. Of several estimates for one, the last counts; what the customer
    says of it counts before what others say.
    """
    latest = dict[str, Alternative]()
    for alternative in period.alternatives.values():
        whose = same(alternative.who).casefold()
        before = latest.get(whose)
        if alternative.gain is not None and (before is None or _theirs(alternative) or not _theirs(before)):
            latest[whose] = alternative
    return max(
        (alternative for alternative in latest.values() if alternative.realistic),
        key=lambda alternative: alternative.gain or ZERO,
        default=None,
    )


def _theirs(alternative: Alternative) -> bool:
    now = latest(alternative.figures)
    return now is not None and now.said.party == Party.CUSTOMER


def _measured(fact: CustomerGainMeasured, envelope: Envelope) -> Gain:
    figure = as_figure(envelope, fact.value, low=fact.low, high=fact.high)
    return Gain(gain=fact.gain, method=fact.method, by=str(envelope.party), figures=[figure], confirmations=[])


def _estimated(fact: AlternativeEstimated, envelope: Envelope) -> Alternative:
    return Alternative(
        alternative=fact.alternative,
        who=fact.who,
        realistic=fact.realistic,
        source=fact.source,
        figures=[as_figure(envelope, fact.gain, cost=fact.switching_cost)],
    )


GAINS: Projection[Period] = Projection(
    name="gains",
    version=7,
    document=Period,
    facts=CustomerGainMeasured | AlternativeEstimated | AccountCurrencyCorrected | FigureConfirmed | FigureCorrected,
    keys=keys,
    evolve=evolve,
    finish=finish,
    streams="account",
    short=(
        *("account", "period", "gain", "low", "high", "counts", "best", "best_who"),
        *("relative", "percent", "percent_low", "percent_high", "switching_cost"),
    ),
)
