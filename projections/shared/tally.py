"""How an outcome's results stand: each with its trail, counted as they move (domain 0.1, the table of results)."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from domain.engagement.reaching import ResultReached
from domain.engagement.results import ResultConfirmed, ResultCorrected, ResultDidNotHold, ResultDisputed
from domain.engagement.shared import terms
from domain.fact import Envelope
from domain.later import counts_at
from domain.names import same
from domain.vocabulary import Party
from domain.when import counts_on, last_day
from projections.shared.projection import document

CHANGES = ResultReached | ResultConfirmed | ResultDisputed | ResultCorrected | ResultDidNotHold


class Step(NamedTuple):
    """Where a result came to with the stream's version `at`. `named` is the outcome's version that it counts under, 0
    where its day decides; `day` the day that it counts on, `answered` when the last yes or no to it counts. While it is
    confirmed, `confirmed_at` is the version that said so, whatever has moved it since.
    """

    at: int
    status: str
    quantity: int
    named: int
    day: str
    answered: str = ""
    confirmed_at: int = 0


@document
class Count:
    """Results by where they stand; confirmed ones are among those standing."""

    standing: int = 0
    confirmed: int = 0
    in_dispute: int = 0


@document
class Tally(Count):
    """All results of one outcome, counted together, and by the version under which they earn: the one in force on their
    day, `0` before the first. `since` is the day from which each agreed version counts. A result whose reference was
    written in several ways has a trail for each, listed in `spelled`, and counts as the first that is not retracted.
    """

    retracted: int = 0
    since: dict[str, str]
    under: dict[str, Count]
    trails: dict[str, list[Step]]
    spelled: dict[str, list[str]]


def tally() -> Tally:
    return Tally(since={}, under={}, trails={}, spelled={})


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
        step = Step(said.version, status, fact.quantity, named, day, confirmed_at=_yes(status, said.version))
        _name(mine, reference)
        _go(mine, reference, step)
        found = True
    else:
        found = reference in mine.trails and _move(mine, reference, fact, said)
    return found


def of_known(fact: CHANGES, versions: Container[str]) -> bool:
    """Whether the fact is of a version that is there. A unit of a count is of the one of its day, whatever version it
    was recorded under, unless it named one.
    """
    if not isinstance(fact, ResultReached) or not (fact.named or fact.measurement is not None):
        return True
    return str(fact.version) in versions


def agree(mine: Tally, agreed: Mapping[str, date]) -> None:
    """Each version that stands agreed counts from its day: every result is counted anew by its own."""
    since = {version: day.isoformat() for version, day in agreed.items()}
    if since == mine.since:
        return
    mine.since, mine.under = since, {}
    mine.standing = mine.confirmed = mine.in_dispute = 0
    for step in counting(mine):
        _count(mine, step, 1)


def version_on(since: Mapping[str, str], day: str) -> int | None:
    """Of the versions agreed, each with the day from which it counts, the one whose terms hold on a day."""
    return terms.version_on(((counts, int(number)) for number, counts in since.items()), day)


def counting(mine: Tally) -> Iterator[Step]:
    """Where each result has come to, once however often it was spelled."""
    for reference, trail in mine.trails.items():
        if trail[-1].status == "retracted" or now(mine, reference) is trail[-1]:
            yield trail[-1]


def on_behalf(mine: Tally, waiting: Container[str]) -> int:
    """How many of those confirmed are so by a word that waits to be owned: `waiting` has the versions of such words."""
    return sum(one.quantity for one in counting(mine) if one.confirmed_at and str(one.confirmed_at) in waiting)


def _move(mine: Tally, reference: str, fact: CHANGES, said: Envelope) -> bool:
    now, at = mine.trails[reference][-1], said.version
    if now.status == "retracted":
        return False
    match fact:
        case ResultConfirmed() | ResultDisputed():
            when = counts_at(said.occurred_at, said.recorded_at, said.zone)
            if when < now.answered:
                return True  # a later word holds, though it was recorded before
            status = "confirmed" if isinstance(fact, ResultConfirmed) else "in-dispute"
            # A yes of their own stays theirs, though it is said again on their behalf.
            by = now.confirmed_at if now.confirmed_at and said.stands == "on behalf" else at
            step = now._replace(at=at, status=status, answered=when, confirmed_at=_yes(status, by))
        case ResultCorrected():
            status = "in-dispute" if now.status == "in-dispute" else "reached"
            step = now._replace(at=at, status=status, quantity=fact.quantity, confirmed_at=0)
        case _:
            step = _retracted(mine, now, fact.quantity, at)
    _go(mine, reference, step)
    return True


def _yes(status: str, at: int) -> int:
    return at if status == "confirmed" else 0


def _retracted(mine: Tally, now: Step, quantity: int, at: int) -> Step:
    gone = min(quantity, now.quantity)
    mine.retracted += gone
    left = now.quantity - gone
    return now._replace(at=at, status=now.status if left else "retracted", quantity=left)


def _name(mine: Tally, reference: str) -> None:
    """Spellings are kept beside one another where one of them is not the name itself that they are compared by."""
    name = same(reference)
    if name != reference or name in mine.spelled:
        known = mine.spelled.setdefault(name, [name] if name in mine.trails else [])
        if reference not in known:
            known.append(reference)


def now(mine: Tally, reference: str) -> Step | None:
    """Where the result of that name has come to, by the first spelling of it that is not retracted."""
    for one in mine.spelled.get(same(reference), (reference,)):
        trail = mine.trails.get(one)
        if trail and trail[-1].status != "retracted":
            return trail[-1]
    return None


def _go(mine: Tally, reference: str, step: Step) -> None:
    before = now(mine, reference)
    mine.trails.setdefault(reference, []).append(step)
    _counted(mine, reference, before)


def _counted(mine: Tally, reference: str, before: Step | None) -> None:
    if before is not None:
        _count(mine, before, -1)
    if (after := now(mine, reference)) is not None:
        _count(mine, after, 1)


def _count(mine: Tally, step: Step, sign: int) -> None:
    quantity, version = sign * step.quantity, counts_under(mine, step)
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


def counts_under(mine: Tally, step: Step) -> str:
    """The version under which it earns: the last agreed of those that count by its day; `0` where none does."""
    then = (number for number, since in mine.since.items() if since <= step.day)
    if step.named:
        return next((number for number in then if number == str(step.named)), "0")
    return max(then, key=int, default="0")


def _confirm_through(mine: Tally, through: str, at: int, zone: str) -> bool:
    end, any_found = last_day(through, zone).isoformat(), False
    for reference, trail in mine.trails.items():
        now = trail[-1]
        if now.status == "reached" and now.day <= end:
            _go(mine, reference, now._replace(at=at, status="confirmed", confirmed_at=at))
            any_found = True
    return any_found
