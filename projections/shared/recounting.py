"""What judged cases add up to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from domain.recount.verdicts import Lot
from projections.shared.documents.recounted import Sums


def summed(judged: Iterable[Iterable[Lot]]) -> Sums:
    """The sums of these cases' units, each case with its lots."""
    sums = Sums()
    for lots in judged:
        sums.cases += 1
        for lot in lots:
            _add(sums, lot)
    return sums


def _add(sums: Sums, lot: Lot) -> None:
    units, verdict = lot
    match verdict.kind:
        case "counts":
            sums.counts += units
            sums.by_word.add(verdict.whose or "seller", units)
        case "provisional":
            sums.provisional += units
            until = verdict.until.isoformat() if verdict.until else None
            sums.until = min(filter(None, (sums.until, until)), default=None)
        case "excluded":
            sums.excluded[verdict.why] = sums.excluded.get(verdict.why, 0) + units
        case "not shown":
            sums.not_shown[verdict.why] = sums.not_shown.get(verdict.why, 0) + units
        case "in dispute":
            sums.in_dispute += units
        case "came back":
            sums.came_back += units
        case "taken back":
            sums.taken_back += units
        case _:
            assert_never(verdict.kind)
