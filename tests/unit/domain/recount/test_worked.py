"""The cases that were worked out by hand before any code counted them: docs/reference/recount-worked.json."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from domain.recount.cases import Case
from domain.recount.rules import Counts
from domain.recount.verdicts import Lot, judge

WORKED: dict[str, Any] = msgspec.json.decode(Path("docs/reference/recount-worked.json").read_bytes())


def rules_of(row: dict[str, Any]) -> dict[int, Counts | None]:
    each = row.get("rules") or {"1": {**WORKED["rule"], **row.get("with", {})}}
    return {int(version): rule and msgspec.convert(rule, Counts) for version, rule in each.items()}


def written(lot: Lot) -> dict[str, Any]:
    verdict = {name: value for name, value in lot.verdict._asdict().items() if value}
    return {"units": lot.units, **msgspec.to_builtins(verdict)}


def judged(row: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    cases = msgspec.convert(row["cases"], list[Case])
    lots = judge(cases, rules_of(row), date.fromisoformat(row["on"]))
    return {reference: [written(lot) for lot in each] for reference, each in lots.items()}


@pytest.mark.parametrize("row", WORKED["rows"], ids=[f"{row['row']}, {row['says']}" for row in WORKED["rows"]])
def test_a_case_worked_by_hand_has_the_verdict_that_was_worked_out(row: dict[str, Any]) -> None:
    assert judged(row) == row["verdicts"]


@pytest.mark.parametrize("row", WORKED["rows"], ids=[row["row"] for row in WORKED["rows"]])
def test_the_order_in_which_cases_arrive_changes_no_verdict(row: dict[str, Any]) -> None:
    assert judged({**row, "cases": row["cases"][::-1]}) == row["verdicts"]
