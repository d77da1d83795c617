"""The disputes of one outcome, as they stand on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from domain.recount.cases import Case, Objection
from domain.recount.ends import Ended, due, end_of, units_of
from domain.recount.rules import Counts
from domain.recount.verdicts import Rules, held
from projections.shared.documents.disputed import Disputed

TURN = {"open": "seller", "answered": "customer", "referred": "witness"}
"""Whose turn it is while a dispute stands so."""


def disputes(cases: Iterable[Case], rules: Rules, day: date) -> Iterator[Disputed]:
    """Each dispute that was raised by that day, the earlier first."""
    every = ((case, objection) for case in cases for objection in case.objections if objection.day <= day)
    for case, objection in sorted(every, key=lambda pair: pair[1].at):
        yield _disputed(case, objection, rules.get(case.version), day)


def _disputed(case: Case, objection: Objection, rule: Counts | None, day: date) -> Disputed:
    end = end_of(objection, case, rule)
    if end is not None and end.day <= day:
        return _ended(case, objection, units_of(objection, case), end)
    referred = objection.referred is not None and objection.referred <= day
    answer = objection.answer if objection.answer is not None and objection.answer.day <= day else None
    status = "referred" if referred else "answered" if answer else "open"
    last = due(objection, rule.named if rule else None)
    return Disputed(
        dispute=objection.name,
        reference=case.reference,
        status=status,
        units=held(case, rule, day, objection.name),
        raised=objection.day.isoformat(),
        at=objection.entry,
        stands=answer.stands if answer else None,
        turn=TURN[status],
        due=last.isoformat() if last else None,
        late=last is not None and last < day,
    )


def _ended(case: Case, objection: Objection, units: int, end: Ended) -> Disputed:
    return Disputed(
        dispute=objection.name,
        reference=case.reference,
        status="ended",
        units=units,
        raised=objection.day.isoformat(),
        at=objection.entry,
        stands=end.stands,
        ended=end.day.isoformat(),
        how=end.how,
    )
