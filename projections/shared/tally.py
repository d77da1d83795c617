"""How an outcome's results stand: each with its trail, counted as they move (domain 0.1, the table of results)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from msgspec import structs

from domain.engagement.reaching import ResultReached
from domain.engagement.results import ResultConfirmed, ResultCorrected, ResultDidNotHold
from domain.engagement.shared.disputing import ResultDisputed
from domain.fact import Envelope
from domain.later import counts_at
from domain.names import same
from domain.recount.cases import Case, Whose
from domain.recount.rules import Counts
from domain.recount.steps import Change, steps
from domain.recount.told import corrected_by
from domain.recount.under import each_once, under
from domain.recount.verdicts import BEFORE, Lot, Rules, by_itself, counting_order, how_it_stands, judge
from domain.vocabulary import Party
from domain.when import counts_on, last_day
from projections.shared import cases
from projections.shared.disputed import disputes
from projections.shared.documents.by_word import UnitsByWord
from projections.shared.documents.tally import Count, Step, Tally
from projections.shared.recounting import summed

CHANGES: TypeAlias = cases.WORDS
Moves: TypeAlias = "ResultReached | ResultConfirmed | ResultDisputed | ResultCorrected | ResultDidNotHold"
MOVES = (ResultReached, ResultConfirmed, ResultDisputed, ResultCorrected, ResultDidNotHold)


def tally() -> Tally:
    return Tally(since={}, under={}, trails={}, spelled={}, cases={}, rules={}, disputes={})


def follow(tally: Tally, fact: CHANGES, envelope: Envelope, zone: str) -> bool:
    """Moves the tally on by a fact; False when the result that it speaks of is not there."""
    there = _trail(tally, fact, envelope, zone) if isinstance(fact, MOVES) else True
    moved = cases.follow(tally.cases, fact, envelope, zone) if there else None
    if moved is None:
        return False
    if not isinstance(fact, MOVES):
        _note(tally, fact.reference, envelope.version)
    elif fact.reference is None:  # of a yes through a day, a no of a later moment holds against it
        for name in moved:
            _note(tally, name, envelope.version)
    tally.on = max(tally.on, envelope.day)
    if not judged_together(tally):
        for name, before in moved.items():
            _count_alone(tally, before, -1)
            _count_alone(tally, tally.cases[name], 1)
    return True


def _note(tally: Tally, reference: str, at: int) -> None:
    """Notes where the result has come to, if that is elsewhere: by its case, once a dispute of it has gone on."""
    trail, status = tally.trails.get(reference), how_it_stands(tally.cases[reference])
    if trail and trail[-1].status not in (status, "retracted"):
        trail.append(trail[-1]._replace(at=at, status=status, confirmed_at=_yes(status, at)))


def _trail(tally: Tally, fact: Moves, envelope: Envelope, zone: str) -> bool:
    """Notes where the result came to by this fact."""
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


def agree(tally: Tally, agreed: Mapping[str, date], rules: Mapping[str, Counts | None]) -> None:
    """Counts every result anew, once the days from which the agreed versions count have changed, or their rules."""
    since = {version: day.isoformat() for version, day in agreed.items()}
    ruled = {version: rule for version in since if (rule := rules.get(version)) is not None}
    if since != tally.since or ruled != tally.rules:
        tally.since, tally.rules = since, ruled
        settle(tally)


def settle(tally: Tally) -> None:
    """Counts everything anew, as it stands by its day where there are rules: once a save, and never once a fact."""
    tally.under, tally.by_word = {}, UnitsByWord()
    tally.standing = tally.confirmed = tally.in_dispute = tally.provisional = 0
    judged = list(_judged(tally))
    for case, lots in judged:
        _count(tally, case, lots, 1)
    tally.sums = summed(lots for _, lots in judged) if tally.rules else None


def in_counting_order(tally: Tally, version: str) -> Iterator[tuple[Whose, int]]:
    """The units that count under a version, the earlier first, each with whose word it is."""
    of_it = [(case, lots) for case, lots in _judged(tally) if str(case.version) == version]
    for _, lots in sorted(of_it, key=lambda each: counting_order(each[0])):
        yield from ((verdict.whose or "seller", units) for units, verdict in lots if verdict.kind == "counts")


def steps_after(tally: Tally) -> list[Change]:
    """How units move on days after the tally's own, if nothing more is said, the earliest day first."""
    there = [_under(tally, case) for case in each_once(tally.cases.values()) if case.day <= _day(tally)]
    return [change for change in steps(there, _rules(tally)) if change.day > _day(tally)]


def at(tally: Tally, day: date) -> Tally:
    """The same cases on another day, not counted."""
    return replace(tally, on=day.isoformat())


def finish(tally: Tally) -> bool:
    """Counts what cannot be counted fact by fact. Whether there was such."""
    together = judged_together(tally)
    if together:
        settle(tally)
    _dispute(tally)
    return together


def by_day(tally: Tally, day: date) -> Tally:
    """Another tally, of the same words, as they stand by that day; the same where no rule speaks of days."""
    if not tally.rules:
        return tally
    other = replace(tally, on=day.isoformat())
    settle(other)
    _dispute(other)
    return other


def _dispute(tally: Tally) -> None:
    """How each dispute stands by the tally's day."""
    disputed = [_under(tally, case) for case in tally.cases.values() if case.objections]
    tally.disputes = {each.dispute: each for each in disputes(disputed, _rules(tally), _day(tally))}


def _rules(tally: Tally) -> Rules:
    return {int(version): rule for version, rule in tally.rules.items()}


def _day(tally: Tally) -> date:
    return date.fromisoformat(tally.on) if tally.rules and tally.on else date.max


def _judged(tally: Tally) -> Iterator[tuple[Case, list[Lot]]]:
    """Each case by the version that it is judged under, with its verdicts on the tally's day."""
    there = [_under(tally, case) for case in each_once(tally.cases.values())]
    day = _day(tally)
    judged = judge(there, _rules(tally), day)
    for case in there:
        if case.day <= day:
            yield case, _alone(case) if case.version == BEFORE else judged[case.reference]


def _alone(case: Case) -> list[Lot]:
    """Its verdicts by no rule at all. What happened before any terms counted is counted too, and earns nothing."""
    return by_itself(case if case.version else structs.replace(case, version=1), None, date.max)


def judged_together(tally: Tally) -> bool:
    """Whether a case may take another's place, or a rule speaks of days."""
    return bool(tally.rules or tally.spelled)


def _under(tally: Tally, case: Case) -> Case:
    return under(case, {int(version): date.fromisoformat(day) for version, day in tally.since.items()})


def _count_alone(tally: Tally, case: Case | None, sign: int) -> None:
    if case is not None:
        ruled = _under(tally, case)
        _count(tally, ruled, _alone(ruled), sign)


def _count(tally: Tally, case: Case, lots: Iterable[Lot], sign: int) -> None:
    """Adds the lots to what stands under the case's version, and to all of it."""
    version = str(case.version)
    under = tally.under.get(version)
    if under is None:
        under = tally.under[version] = Count()
    for units, verdict in lots:
        for count in (tally, under):
            match verdict.kind:
                case "in dispute":
                    count.in_dispute += sign * units
                case "provisional":
                    count.provisional += sign * units
                case "counts":
                    whose = verdict.whose or "seller"
                    count.standing += sign * units
                    count.confirmed += sign * units if whose in ("customer", "on behalf") else 0
                    count.by_word.add(whose, sign * units)
                case _:
                    pass


def _move(tally: Tally, reference: str, fact: Moves, envelope: Envelope) -> bool:
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
            own = "confirmed" if corrected_by(envelope) == "customer" else "reached"
            status = "in-dispute" if now.status == "in-dispute" else own
            step = now._replace(at=at, status=status, quantity=fact.quantity, confirmed_at=_yes(status, at))
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
    tally.trails.setdefault(reference, []).append(step)


def _confirm_through(tally: Tally, through: str, at: int, zone: str) -> bool:
    end, any_found = last_day(through, zone).isoformat(), False
    for reference, trail in tally.trails.items():
        now = trail[-1]
        if now.status == "reached" and now.day <= end:
            _go(tally, reference, now._replace(at=at, status="confirmed", confirmed_at=at))
            any_found = True
    return any_found
