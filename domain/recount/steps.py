"""On which days the sums change, and by how much: any reader adds up the steps until a day, and needs no clock.

Only cases that may take each other's place are judged together, each day on which one of them changes; all others
alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from domain.recount.cases import Case, Whose
from domain.recount.ends import end_of
from domain.recount.places import Alike, values_of
from domain.recount.rules import Counts
from domain.recount.spans import after, objections_end, period_of
from domain.recount.verdicts import Kind, Lot, Rules, by_itself, counting_order, placed


class Sum(NamedTuple):
    """What units are added up by: the version they earn under, their verdict with its reason, and whose word."""

    version: int
    kind: Kind
    why: str
    whose: Whose | None


class Change(NamedTuple):
    """So many units more of one sum, or fewer, from a day on."""

    day: date
    of: Sum
    units: int


def steps(cases: Iterable[Case], rules: Rules) -> list[Change]:
    """Every change, the earliest first. The steps until a day add up to the sums of that day."""
    changes: Counter[tuple[date, Sum]] = Counter()
    for group in _together(cases, rules):
        before: Counter[Sum] = Counter()
        for day, now in _course(group, rules):
            for each in {*before, *now}:
                changes[day, each] += now[each] - before[each]
            before = now
    in_order = sorted(changes.items(), key=lambda item: (item[0][0], str(item[0][1])))
    return [Change(day, of, units) for (day, of), units in in_order if units]


def sums(cases: Iterable[Case], judged: Mapping[str, list[Lot]]) -> Counter[Sum]:
    """The units of these cases, added up."""
    counted: Counter[Sum] = Counter()
    for case in cases:
        for units, verdict in judged.get(case.reference, ()):
            why = "" if verdict.kind == "came back" else verdict.why
            counted[Sum(case.version, verdict.kind, why, verdict.whose)] += units
    return counted


def turning_days(case: Case, rule: Counts | None) -> set[date]:
    """The days on which its own verdict may change."""
    days = {case.day}
    if rule is not None and rule.holds is not None:
        days.add(after(case.day, rule.holds + 1))
    if rule is not None and (end := objections_end(rule, case)) is not None:
        days.add(after(end, 1))
    for words in (case.evidence, case.again, case.voices, case.objections, case.taken):
        days.update(word.day for word in words)
    ends = (end_of(objection, case, rule) for objection in case.objections)
    days.update(end.day for end in ends if end is not None)
    return {day for day in days if day >= case.day}


def _course(group: Sequence[Case], rules: Rules) -> Iterator[tuple[date, Counter[Sum]]]:
    """The sums of a group on each day on which one of its cases may change."""
    turning: dict[date, list[Case]] = defaultdict(list)
    for case in group:
        for day in turning_days(case, rules.get(case.version)):
            turning[day].append(case)
    there, judged = list[Case](), dict[str, list[Lot]]()
    for day in sorted(turning):
        for case in turning[day]:
            judged[case.reference] = by_itself(case, rules.get(case.version), day)
        there = [case for case in group if case.reference in judged]
        yield day, sums(there, placed(there, judged, rules))


def _together(cases: Iterable[Case], rules: Rules) -> list[list[Case]]:
    """The cases in groups, each in counting order, so that no case takes a place of one in another group."""
    near, periods = _near(rules), {rule.period for rule in rules.values() if rule and rule.period}
    in_order = sorted(cases, key=counting_order)
    above, last = list(range(len(in_order))), dict[Hashable, int]()

    def root(number: int) -> int:
        while above[number] != number:
            above[number] = number = above[above[number]]
        return number

    for number, case in enumerate(in_order):
        for names, days in near.items():
            if (values := values_of(case, names)) is not None:
                before = last.get((names, values))
                if before is not None and (case.day - in_order[before].day).days <= days:
                    above[root(number)] = root(before)
                last[names, values] = number
        for period in periods:
            above[root(number)] = root(last.setdefault((period, period_of(period, case.day)), number))
    groups: dict[int, list[Case]] = {}
    for number, case in enumerate(in_order):
        groups.setdefault(root(number), []).append(case)
    return list(groups.values())


def _near(rules: Rules) -> dict[Alike, int]:
    """By the names in which cases are alike, how many days may lie between two that take each other's place."""
    near: dict[Alike, int] = {}
    for rule in rules.values():
        if rule and rule.once:
            days = EVER if rule.once.days is None else rule.once.days
            near[rule.once.same] = max(days, near.get(rule.once.same, 0))
    return near


EVER = (date.max - date.min).days
