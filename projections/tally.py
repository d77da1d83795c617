"""How an outcome's results stand: each with its trail, counted as they move (domain 0.1, the table of results)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from domain.engagement.reaching import ResultReached
from domain.engagement.results import ResultConfirmed, ResultCorrected, ResultDidNotHold, ResultDisputed
from domain.fact import Envelope
from domain.vocabulary import Party
from domain.when import counts_on, first_day, last_day
from projections.projection import document

CHANGES = ResultReached | ResultConfirmed | ResultDisputed | ResultCorrected | ResultDidNotHold


class Step(NamedTuple):
    """Where a result came to with the stream's version `at`. `named` is the outcome's version that it counts under, 0
    where its day decides; `day` the day that it counts on.
    """

    at: int
    status: str
    quantity: int
    named: int
    day: str


@document
class Count:
    """Results by where they stand; confirmed ones are among those standing."""

    standing: int = 0
    confirmed: int = 0
    in_dispute: int = 0


@document
class Tally(Count):
    """All results of one outcome, counted together, and by the version under which they earn: the one in force on their
    day, `0` before the first. `since` is the day from which each agreed version counts.
    """

    retracted: int = 0
    since: dict[str, str]
    under: dict[str, Count]
    trails: dict[str, list[Step]]


def tally() -> Tally:
    return Tally(since={}, under={}, trails={})


def follow(mine: Tally, fact: CHANGES, said: Envelope, zone: str) -> bool:
    """The tally after a fact; False when the result it speaks of is not there."""
    reference = fact.reference
    if reference is None:
        assert isinstance(fact, ResultConfirmed)
        found = _confirm_through(mine, fact.through or "", said.version, zone)
    elif isinstance(fact, ResultReached):
        status = "confirmed" if said.party is Party.CUSTOMER else "reached"
        # A target's result is named for its version; a unit of a count where whoever said it named one.
        named = fact.version if fact.named or fact.measurement is not None else 0
        day = counts_on(said.occurred_at, said.recorded_at, zone).isoformat()
        step = Step(said.version, status, fact.quantity, named, day)
        _go(mine, mine.trails.setdefault(reference, []), step)
        found = True
    else:
        trail = mine.trails.get(reference)
        found = bool(trail) and _move(mine, trail or [], fact, said.version)
    return found


def agree(mine: Tally, agreed: Mapping[str, str], zone: str) -> None:
    """Each version that stands agreed counts from the first day that may be meant by when, as it was written: every
    result is counted anew by its own day.
    """
    since = {version: first_day(on, zone).isoformat() for version, on in agreed.items()}
    if since == mine.since:
        return
    mine.since, mine.under = since, {}
    mine.standing = mine.confirmed = mine.in_dispute = 0
    for trail in mine.trails.values():
        _count(mine, trail[-1], 1)


def _move(mine: Tally, trail: list[Step], fact: CHANGES, at: int) -> bool:
    now = trail[-1]
    if now.status == "retracted":
        return False
    match fact:
        case ResultConfirmed():
            step = Step(at, "confirmed", now.quantity, now.named, now.day)
        case ResultDisputed():
            step = Step(at, "in-dispute", now.quantity, now.named, now.day)
        case ResultCorrected():
            status = "in-dispute" if now.status == "in-dispute" else "reached"
            step = Step(at, status, fact.quantity, now.named, now.day)
        case _:
            step = _retracted(mine, now, fact.quantity, at)
    _go(mine, trail, step)
    return True


def _retracted(mine: Tally, now: Step, quantity: int, at: int) -> Step:
    gone = min(quantity, now.quantity)
    mine.retracted += gone
    left = now.quantity - gone
    return Step(at, now.status if left else "retracted", left, now.named, now.day)


def _go(mine: Tally, trail: list[Step], step: Step) -> None:
    if trail:
        _count(mine, trail[-1], -1)
    trail.append(step)
    _count(mine, step, 1)


def _count(mine: Tally, step: Step, sign: int) -> None:
    quantity, version = sign * step.quantity, _under(mine, step)
    under = mine.under.get(version)
    if under is None:
        under = mine.under[version] = Count()
    if step.status == "in-dispute":
        mine.in_dispute += quantity
        under.in_dispute += quantity
        return
    mine.standing += quantity
    under.standing += quantity
    if step.status == "confirmed":
        mine.confirmed += quantity
        under.confirmed += quantity


def _under(mine: Tally, step: Step) -> str:
    """The version under which it earns: none that was agreed later than it happened."""
    then = (number for number, since in mine.since.items() if since <= step.day)
    if step.named:
        return next((number for number in then if number == str(step.named)), "0")
    return max(then, key=int, default="0")


def _confirm_through(mine: Tally, through: str, at: int, zone: str) -> bool:
    end, any_found = last_day(through, zone).isoformat(), False
    for trail in mine.trails.values():
        now = trail[-1]
        if now.status == "reached" and now.day <= end:
            _go(mine, trail, Step(at, "confirmed", now.quantity, now.named, now.day))
            any_found = True
    return any_found
