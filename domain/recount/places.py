"""Where only some count: one of cases alike, and so many in a calendar period, across all versions of the terms."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Mapping, Sequence
from operator import itemgetter

from domain.recount.cases import Case
from domain.recount.rules import Counts, Once, Period
from domain.recount.spans import period_of

Alike = tuple[str, ...]
DAY = itemgetter(0)


class Kept:
    """Which of cases alike counts. Distance is measured from the case that is kept, never from a neighbour.

    First, from the earliest on, those whose rule keeps the first, or has none; then, from the latest back, those whose
    rule keeps the last. Each is kept unless one kept by then is alike by its own rule, and near enough.
    """

    def __init__(self, left: Sequence[Case], rules: Mapping[int, Counts | None]) -> None:
        """`left` are the cases that nothing else excludes, in counting order."""
        self._once = {version: rule.once if rule else None for version, rule in rules.items()}
        self._by: dict[Alike, dict[Alike, list[tuple[int, str]]]] = {
            once.same: {} for once in self._once.values() if once is not None
        }
        self._instead: dict[str, str] = {}
        if self._by:
            last = [case for case in left if self._keeps_last(case)]
            for case in (*(case for case in left if not self._keeps_last(case)), *reversed(last)):
                self._look(case)

    def instead_of(self, case: Case) -> str | None:
        """The reference of the case that is kept instead of this one; None if this one is kept."""
        return self._instead.get(case.reference)

    def _keeps_last(self, case: Case) -> bool:
        once = self._once.get(case.version)
        return once is not None and once.keeps == "last"

    def _look(self, case: Case) -> None:
        once = self._once.get(case.version)
        other = self._near(case, once) if once else None
        if other is not None:
            self._instead[case.reference] = other
            return
        for names, kept in self._by.items():
            if (values := values_of(case, names)) is not None:
                insort(kept.setdefault(values, []), (case.day.toordinal(), case.reference))

    def _near(self, case: Case, once: Once) -> str | None:
        """The nearest case kept that is alike, within the days of the rule; of equally near ones the first by name."""
        values, day = values_of(case, once.same), case.day.toordinal()
        kept = self._by[once.same].get(values, []) if values is not None else []
        if not kept:
            return None
        at = bisect_left(kept, day, key=DAY)
        # By another rule, several may lie on the day before.
        near = [bisect_left(kept, kept[at - 1][0], key=DAY)] if at else []
        near += [at] if at < len(kept) else []
        distance, other = min((abs(kept[each][0] - day), kept[each][1]) for each in near)
        return other if once.days is None or distance <= once.days else None


class Places:
    """How many places are left in each calendar period; those of the earlier cases are taken first."""

    def __init__(self, rules: Mapping[int, Counts | None]) -> None:
        self._most: dict[int, tuple[Period, int]] = {
            version: (rule.period, rule.at_most)
            for version, rule in rules.items()
            if rule is not None and rule.period is not None and rule.at_most is not None
        }
        self._periods = {period for period, _ in self._most.values()}
        self._taken: Counter[tuple[Period, tuple[int, int]]] = Counter()

    def take(self, case: Case, units: int) -> int:
        """How many of the units have a place; these take it."""
        limit = self._most.get(case.version)
        if limit is not None:
            period, most = limit
            units = max(0, min(units, most - self._taken[period, period_of(period, case.day)]))
        for period in self._periods:
            self._taken[period, period_of(period, case.day)] += units
        return units


def values_of(case: Case, names: Alike) -> Alike | None:
    """What the case says of these names; None where it lacks one."""
    return tuple(case.said[name] for name in names) if all(name in case.said for name in names) else None
