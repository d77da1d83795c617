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
    confirmed, `confirmed_at` is the version that said so, whatever has moved it since. `figure` is the version that
    said the figure it was reached by, 0 for a unit of a count.
    """

    at: int
    status: str
    quantity: int
    named: int
    day: str
    answered: str = ""
    confirmed_at: int = 0
    figure: int = 0


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


def follow(tally: Tally, fact: CHANGES, envelope: Envelope, zone: str) -> bool:
    """Moves the tally on by a fact; False when the result that it speaks of is not there."""
    reference = fact.reference
    if reference is None:
        assert isinstance(fact, ResultConfirmed)
        there = _confirm_through(tally, fact.through or "", envelope.version, zone)
    elif isinstance(fact, ResultReached):
        status = "confirmed" if envelope.party is Party.CUSTOMER else "reached"
        # A target's result is named for its version; a unit of a count where whoever said it named one.
        named = fact.version if fact.named or fact.measurement is not None else 0
        day = counts_on(envelope.occurred_at, envelope.recorded_at, zone).isoformat()
        yes = _yes(status, envelope.version)
        step = Step(envelope.version, status, fact.quantity, named, day, "", yes, fact.measurement or 0)
        _name(tally, reference)
        _go(tally, reference, step)
        there = True
    else:
        there = reference in tally.trails and _move(tally, reference, fact, envelope)
    return there


def of_known(fact: CHANGES, versions: Container[str]) -> bool:
    """Whether the fact is of a version that is there. A unit of a count belongs to the version of its day, whatever
    version it was recorded under, unless it named one.
    """
    if not isinstance(fact, ResultReached) or not (fact.named or fact.measurement is not None):
        return True
    return str(fact.version) in versions


def agree(tally: Tally, agreed: Mapping[str, date]) -> None:
    """Counts every result anew, once the days from which the agreed versions count have changed."""
    since = {version: day.isoformat() for version, day in agreed.items()}
    if since == tally.since:
        return
    tally.since, tally.under = since, {}
    tally.standing = tally.confirmed = tally.in_dispute = 0
    for step in counting(tally):
        _count(tally, step, 1)


def version_on(since: Mapping[str, str], day: str) -> int | None:
    """The version whose terms hold on a day, of the agreed ones, each with the day from which it counts."""
    return terms.version_on(((counts, int(number)) for number, counts in since.items()), day)


def counting(tally: Tally) -> Iterator[Step]:
    """The last step of each result, once however many ways it was spelled."""
    for reference, trail in tally.trails.items():
        if trail[-1].status == "retracted" or now(tally, reference) is trail[-1]:
            yield trail[-1]


def on_behalf(tally: Tally, waiting: Container[str]) -> int:
    """How many of the confirmed results are confirmed by a word in `waiting`, which has the versions of
    words that wait to be owned.
    """
    return sum(step.quantity for step in counting(tally) if step.confirmed_at and str(step.confirmed_at) in waiting)


def _move(tally: Tally, reference: str, fact: CHANGES, envelope: Envelope) -> bool:
    now, at = tally.trails[reference][-1], envelope.version
    if now.status == "retracted":
        return False
    match fact:
        case ResultConfirmed() | ResultDisputed():
            when = counts_at(envelope.occurred_at, envelope.recorded_at, envelope.zone)
            if when < now.answered:
                return True  # a later word holds, though it was recorded before
            status = "confirmed" if isinstance(fact, ResultConfirmed) else "in-dispute"
            # A yes of their own stays theirs, though it is said again on their behalf.
            by = now.confirmed_at if now.confirmed_at and envelope.stands == "on behalf" else at
            step = now._replace(at=at, status=status, answered=when, confirmed_at=_yes(status, by))
        case ResultCorrected():
            status = "in-dispute" if now.status == "in-dispute" else "reached"
            step = now._replace(at=at, status=status, quantity=fact.quantity, confirmed_at=0)
        case _:
            step = _retracted(tally, now, fact.quantity, at)
    _go(tally, reference, step)
    return True


def _yes(status: str, at: int) -> int:
    return at if status == "confirmed" else 0


def _retracted(tally: Tally, now: Step, quantity: int, at: int) -> Step:
    gone = min(quantity, now.quantity)
    tally.retracted += gone
    left = now.quantity - gone
    return now._replace(at=at, status=now.status if left else "retracted", quantity=left)


def _name(tally: Tally, reference: str) -> None:
    """Notes the spelling, if the reference or an earlier one differs from the name they are compared by."""
    name = same(reference)
    if name != reference or name in tally.spelled:
        known = tally.spelled.setdefault(name, [name] if name in tally.trails else [])
        if reference not in known:
            known.append(reference)


def now(tally: Tally, reference: str) -> Step | None:
    """The last step of the result of that name, in its first spelling that is not retracted."""
    for spelling in tally.spelled.get(same(reference), (reference,)):
        trail = tally.trails.get(spelling)
        if trail and trail[-1].status != "retracted":
            return trail[-1]
    return None


def _go(tally: Tally, reference: str, step: Step) -> None:
    before = now(tally, reference)
    tally.trails.setdefault(reference, []).append(step)
    _counted(tally, reference, before)


def _counted(tally: Tally, reference: str, before: Step | None) -> None:
    if before is not None:
        _count(tally, before, -1)
    if (after := now(tally, reference)) is not None:
        _count(tally, after, 1)


def _count(tally: Tally, step: Step, sign: int) -> None:
    quantity, version = sign * step.quantity, counts_under(tally, step)
    under = tally.under.get(version)
    if under is None:
        under = tally.under[version] = Count()
    if step.status == "in-dispute":
        tally.in_dispute += quantity
        under.in_dispute += quantity
        return
    tally.standing += quantity
    under.standing += quantity
    if step.status == "confirmed":
        tally.confirmed += quantity
        under.confirmed += quantity


def counts_under(tally: Tally, step: Step) -> str:
    """The version under which it earns: the last agreed one that counts by its day; `0` if none does."""
    then = (number for number, since in tally.since.items() if since <= step.day)
    if step.named:
        return next((number for number in then if number == str(step.named)), "0")
    return max(then, key=int, default="0")


def _confirm_through(tally: Tally, through: str, at: int, zone: str) -> bool:
    end, any_found = last_day(through, zone).isoformat(), False
    for reference, trail in tally.trails.items():
        now = trail[-1]
        if now.status == "reached" and now.day <= end:
            _go(tally, reference, now._replace(at=at, status="confirmed", confirmed_at=at))
            any_found = True
    return any_found
