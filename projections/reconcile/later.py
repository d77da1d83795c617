"""What the sums of an outcome change by on days to come, if nothing more is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import fields
from functools import partial
from itertools import groupby

from domain.recount.steps import Change
from projections.reconcile.rows import Later, Line
from projections.shared import tally
from projections.shared.documents.by_word import FIELDS
from projections.shared.documents.tally import Count, Tally
from projections.shared.earning import Priced, of_part


def later(results: Tally, lines: Iterable[Line], priced: Callable[[int], Priced]) -> dict[str, Later]:
    """By day, what all lines together change by. `priced` says what a version says of money."""
    every = list(lines)
    return dict(_later(results, every, priced)) if results.rules and every else {}


def _later(results: Tally, lines: list[Line], priced: Callable[[int], Priced]) -> Iterator[tuple[str, Later]]:
    under, before = deepcopy(results.under), _sum(lines, results, priced, results.under)
    for day, changes in groupby(tally.steps_after(results), key=lambda change: change.day):
        for change in changes:
            _move(under, change)
        dated = tally.at(results, day)
        now = _sum(lines, dated, priced, under)
        moved = _less(now, before)
        if moved is not None:
            yield day.isoformat(), moved
        before = now


def _sum(lines: Iterable[Line], results: Tally, priced: Callable[[int], Priced], under: dict[str, Count]) -> Later:
    sums = Later()
    for line in lines:
        version = str(line.version)
        count = under.get(version) or Count()
        now = of_part(line.part, priced(line.version), count, partial(tally.in_counting_order, results, version))
        sums.earned += now.earned
        sums.in_dispute += now.in_dispute
        sums.provisional += now.provisional
        for name in FIELDS.values():
            setattr(sums, name, getattr(sums, name) + getattr(now.by_word, name))
    return sums


def _move(under: dict[str, Count], change: Change) -> None:
    count = under.setdefault(str(change.of.version), Count())
    match change.of.kind:
        case "counts":
            count.standing += change.units
            count.by_word.add(change.of.whose or "seller", change.units)
        case "in dispute":
            count.in_dispute += change.units
        case "provisional":
            count.provisional += change.units
        case _:
            pass


def _less(now: Later, before: Later) -> Later | None:
    """The difference; None where there is none."""
    names = [field.name for field in fields(Later)]
    moved = Later(**{name: getattr(now, name) - getattr(before, name) for name in names})
    return moved if any(getattr(moved, name) for name in names) else None
