"""What agreeing terms that count from an earlier day would change of what stands already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from msgspec import UNSET

from domain.engagement.shared.resulted import Result, Results, standing
from domain.engagement.shared.standing import Outcome, Outcomes, Proposal
from domain.engagement.shared.terms import ZERO, Fixed, Part, counting_from, earned
from domain.said import worded
from domain.warned import Warned


class Stands(NamedTuple):
    """A result that stands, the version under which it earns now, and the one once the terms are agreed; 0 is none."""

    quantity: int
    confirmed: bool
    now: int
    then: int


class Repriced(NamedTuple):
    """How many results would earn under other terms, how many of them are confirmed, and what all come to."""

    results: int
    confirmed: int
    now: Decimal
    then: Decimal


class Reads(Protocol):
    @property
    def fixed(self) -> Fixed: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def results(self) -> Results: ...


def repriced(results: Iterable[Stands], prices: Mapping[int, Sequence[Part]], currency: str) -> Repriced | None:
    """What would change, by the price per result of each version; None where nothing would."""
    every = list(results)
    now = _sum(((result.now, result.quantity) for result in every), prices, currency)
    then = _sum(((result.then, result.quantity) for result in every), prices, currency)
    moved = [result for result in every if result.now != result.then]
    confirmed = sum(result.quantity for result in moved if result.confirmed)
    return Repriced(sum(result.quantity for result in moved), confirmed, now, then) if now != then else None


def _sum(counted: Iterable[tuple[int, int]], prices: Mapping[int, Sequence[Part]], currency: str) -> Decimal:
    """What so many results of each version come to, caps and all."""
    under = Counter[int]()
    for version, quantity in counted:
        under[version] += quantity
    each = (earned(part, under[version], currency, due=False) for version in under for part in prices.get(version, ()))
    return sum(each, ZERO)


REPRICES = (
    "agreed, they change what {results} of the results that stand earn, {confirmed} of them confirmed: {now} → {then}"
    " {currency} in all"
)


def repricing(name: str, proposal: Proposal, engagement: Reads) -> Iterator[Warned]:
    """Warns of a proposal that would change what units of a count earn that stand already."""
    outcome, fixed = engagement.outcomes[name], engagement.fixed
    if proposal.terms.counts_from is UNSET or not outcome.agreements:
        return
    since = counting_from(proposal.terms, proposal.proposed_on.isoformat(), fixed.zone)
    counted = [
        result for result in standing(engagement.results, name) if result.counted and result.status != "in-dispute"
    ]
    stands = [_stands(result, outcome, proposal.number, since) for result in counted]
    prices = {agreement.proposal.number: agreement.proposal.terms.price for agreement in outcome.agreements}
    change = repriced(stands, {**prices, proposal.number: proposal.terms.price}, fixed.currency)
    if change is not None:
        yield Warned("REPRICES", worded(REPRICES, **change._asdict(), currency=fixed.currency))


def _stands(result: Result, outcome: Outcome, number: int, since: date) -> Stands:
    """Under which version it earns: the highest that counts by its day, or the one that it named if that does."""
    agreed = [agreement.proposal.number for agreement in outcome.agreements if agreement.since <= result.day]
    now = max((number for number in agreed if not result.named or number == result.version), default=0)
    covered = not result.named and since <= result.day
    return Stands(result.quantity, result.status == "confirmed", now, number if covered else now)
