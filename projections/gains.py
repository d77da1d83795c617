"""What the customer gains with us, period by period, and beside the best alternative (text 001)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from domain.account.alternatives import AlternativeEstimated
from domain.account.confirming import FigureConfirmed, FigureCorrected
from domain.account.gains import CustomerGainMeasured
from domain.engagement.shared.terms import ZERO
from domain.fact import Envelope, Recorded
from domain.names import same
from domain.vocabulary import Party
from domain.when import last_day
from projections.shared.figures import Confirmed, Told, confirmed, confirms, corrected, latest, own, told
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
    year that they lost by staying; none without a gain or without an alternative.
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
    relative: Decimal | None = None
    gains: dict[str, Gain]
    alternatives: dict[str, Alternative]


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    fact = recorded.entry.body
    if isinstance(fact, (CustomerGainMeasured, AlternativeEstimated)):
        return (f"{recorded.entry.stream}#{fact.period}",)
    return every_document(recorded)


def evolve(mine: Period | None, recorded: Recorded[Any]) -> Period | None:
    fact, said = recorded.entry.body, recorded.entry
    if mine is None:
        if not isinstance(fact, (CustomerGainMeasured, AlternativeEstimated)):
            return None
        ends = last_day(fact.period).isoformat()
        account = said.stream.partition("/")[2]
        mine = Period(account=account, period=fact.period, ends=ends, gains={}, alternatives={})
    match fact:
        case CustomerGainMeasured():
            mine.gains[fact.gain] = _measured(fact, said)
        case AlternativeEstimated():
            mine.alternatives[fact.alternative] = _estimated(fact, said)
        case FigureConfirmed() if fact.figure in mine.gains:
            mine.gains[fact.figure].confirmations.append(confirmed(said))
        case FigureCorrected() if fact.figure in mine.gains:
            mine.gains[fact.figure].figures.append(corrected(fact, said))
        case FigureCorrected() if fact.figure in mine.alternatives:
            mine.alternatives[fact.figure].figures.append(corrected(fact, said))
    return mine


def finish(mine: Period) -> Period:
    """What stands of all that was said."""
    mine.gain = mine.low = mine.high = mine.relative = None
    mine.counts, mine.own, mine.confirmed_by, mine.confirmed_day = False, False, None, None
    for one in mine.gains.values():
        now = latest(one.figures)
        if now is not None:
            mine.gain, mine.low, mine.high = now.value, now.low, now.high
            found = confirms(now, one.confirmations)
            mine.counts, mine.own = found is not None, own(found)
            mine.confirmed_by, mine.confirmed_day = (found.said.by, found.day) if found else (None, None)
    for other in mine.alternatives.values():
        last = latest(other.figures)
        other.gain, other.switching_cost = (last.value, last.cost) if last else (None, None)
    most = best(mine)
    now = latest(most.figures) if most else None
    mine.best, mine.best_who, mine.best_day = (now.value, most.who, now.day) if most and now else (None, None, None)
    if mine.gain is not None and mine.best is not None:
        mine.relative = mine.gain - mine.best
    return mine


def best(mine: Period) -> Alternative | None:
    """Of what they could and would do instead what brings most; estimated again, the last of each counts. What the
    customer says of it counts before what others do: it is theirs to choose.
    """
    latest = dict[str, Alternative]()
    for one in mine.alternatives.values():
        whose = same(one.who).casefold()
        before = latest.get(whose)
        if one.gain is not None and (before is None or _theirs(one) or not _theirs(before)):
            latest[whose] = one
    return max((one for one in latest.values() if one.realistic), key=lambda one: one.gain or ZERO, default=None)


def _theirs(one: Alternative) -> bool:
    now = latest(one.figures)
    return now is not None and now.said.party == Party.CUSTOMER


def _measured(fact: CustomerGainMeasured, said: Envelope) -> Gain:
    figure = told(said, fact.value, low=fact.low, high=fact.high)
    return Gain(gain=fact.gain, method=fact.method, by=str(said.party), figures=[figure], confirmations=[])


def _estimated(fact: AlternativeEstimated, said: Envelope) -> Alternative:
    return Alternative(
        alternative=fact.alternative,
        who=fact.who,
        realistic=fact.realistic,
        source=fact.source,
        figures=[told(said, fact.gain, cost=fact.switching_cost)],
    )


GAINS: Projection[Period] = Projection(
    name="gains",
    version=5,
    document=Period,
    facts=CustomerGainMeasured | AlternativeEstimated | FigureConfirmed | FigureCorrected,
    keys=keys,
    evolve=evolve,
    finish=finish,
    streams="account",
)
