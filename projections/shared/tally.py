"""How an outcome's results stand: each with its trail, counted as they move (domain 0.1, the table of results)."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date

from domain.engagement.reaching import ResultReached
from domain.engagement.results import ResultConfirmed, ResultCorrected, ResultDidNotHold, ResultDisputed
from domain.fact import Envelope
from domain.later import counts_at
from domain.names import same
from domain.vocabulary import Party
from domain.when import counts_on, last_day
from projections.shared.documents.tally import Count, Step, Tally, counting, counts_under, now

CHANGES = ResultReached | ResultConfirmed | ResultDisputed | ResultCorrected | ResultDidNotHold


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


def _confirm_through(tally: Tally, through: str, at: int, zone: str) -> bool:
    end, any_found = last_day(through, zone).isoformat(), False
    for reference, trail in tally.trails.items():
        now = trail[-1]
        if now.status == "reached" and now.day <= end:
            _go(tally, reference, now._replace(at=at, status="confirmed", confirmed_at=at))
            any_found = True
    return any_found
