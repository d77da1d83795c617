"""What part of an agreed price has been earned, by the results that count, and on whose word (domain 0, Terms)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from domain.engagement.shared.terms import ZERO, Metric, Part, earned
from domain.recount.cases import STRENGTH, Whose
from projections.shared.documents.by_word import AmountsByWord
from projections.shared.documents.tally import Count, Tally
from projections.shared.tally import in_counting_order


class Earned(NamedTuple):
    """Amounts in the currency of the terms: earned by what counts, and on whose word; what more it would be if nothing
    were in dispute; and what more than that, if all counts that is provisional.
    """

    earned: Decimal
    in_dispute: Decimal
    provisional: Decimal
    by_word: AmountsByWord


class Priced(NamedTuple):
    """What a version says of money: `agreed_on` is whose word the customer's agreement is, `in_force` whether it is the
    version agreed last.
    """

    version: int
    metric: Metric
    currency: str
    agreed_on: Whose
    in_force: bool


Runs = Callable[[], Iterable[tuple[Whose, int]]]
"""The units that count under a version, in counting order; asked for only where their order says which are paid."""


def of_results(part: Part, of: Priced, results: Tally) -> Earned:
    """What one part of a version's price comes to with the results that count under it."""
    version = str(of.version)
    return of_part(part, of, results.under.get(version) or Count(), lambda: in_counting_order(results, version))


def of_part(part: Part, of: Priced, count: Count, runs: Runs) -> Earned:
    """The same, by how many there are.

    A whole due when agreed is earned under the version in force, except while the result that it pays for is in
    dispute; one due when reached, under the version it was reached under.
    """
    standing, every = count.standing, count.standing + count.in_dispute
    open_too = every + count.provisional
    reached, reached_by_all = _reached(of.metric, standing), _reached(of.metric, every)
    at_once = part.due == "agreed"
    due = of.in_force and (reached or not reached_by_all) if at_once else reached
    now = earned(part, standing, of.currency, due=due)
    whole = earned(part, every, of.currency, due=of.in_force if at_once else reached_by_all)
    most = earned(part, open_too, of.currency, due=of.in_force if at_once else _reached(of.metric, open_too))
    parts = _by_word(part, of, count, runs, now) if now else AmountsByWord()
    return Earned(now, whole - now, most - whole, parts)


def _by_word(part: Part, of: Priced, count: Count, runs: Runs, now: Decimal) -> AmountsByWord:
    """Whose word each part of what is earned rests on."""
    if part.form == "whole":
        return _whole(part, of, runs, now)
    if part.cap is not None and part.amount * count.standing > part.cap:
        return _shared_out(runs(), part, of.currency)
    return _shared_out(((whose, count.by_word.of(whose)) for whose in STRENGTH), part, of.currency)


def _whole(part: Part, of: Priced, runs: Runs, now: Decimal) -> AmountsByWord:
    """All of it rests on the agreement, or on the weakest word among the results that it took."""
    amounts = AmountsByWord()
    if part.due == "agreed":
        amounts.add(of.agreed_on, now)
        return amounts
    needed = of.metric.target if of.metric.kind == "count" and of.metric.target else Decimal(1)
    words, so_far = list[Whose](), 0
    for whose, units in runs():
        if so_far >= needed:
            break
        words.append(whose)
        so_far += units
    amounts.add(max(words, key=STRENGTH.__getitem__, default="seller"), now)
    return amounts


def _shared_out(shares: Iterable[tuple[Whose, int]], part: Part, currency: str) -> AmountsByWord:
    """The amount of each run of units, up to the cap. Rounded as they add up, so that the parts are the sum."""
    amounts, units, before = AmountsByWord(), 0, ZERO
    for whose, more in shares:
        units += more
        now = earned(part, units, currency, due=True)
        amounts.add(whose, now - before)
        before = now
    return amounts


def _reached(metric: Metric, standing: int) -> bool:
    return standing > 0 and (metric.kind == "target" or standing >= (metric.target or 1))
