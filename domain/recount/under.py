"""Under which version of the terms a case is judged: the one in force on its day, unless it names another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec.structs import replace

from domain.names import same
from domain.recount.cases import Case
from domain.recount.verdicts import BEFORE


def under(case: Case, since: Mapping[int, date]) -> Case:
    """The case by the version that it is judged under; `since` says from which day each agreed version counts. Before
    the first does, none has rules for it.
    """
    then = (number for number, day in since.items() if day <= case.day)
    if case.version:
        return case if case.version in then else replace(case, version=BEFORE)
    return replace(case, version=max(then, default=BEFORE))


def each_once(cases: Iterable[Case]) -> Iterator[Case]:
    """The cases, where facts of old spell one reference in several ways: the first of these that is not taken back."""
    spelled = set[str]()
    for case in cases:
        gone = sum(taken.units for taken in case.taken) >= case.units
        if gone or (name := same(case.reference)) not in spelled:
            if not gone:
                spelled.add(name)
            yield case
