"""The cases of one outcome, folded: each with every word that was said of it."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from domain.engagement import disputes, proving, results
from domain.engagement.proving import ProvingFact
from domain.engagement.reaching import ResultReached
from domain.engagement.results import ResultConfirmed, ResultFact
from domain.engagement.shared.disputed import DisputesFact
from domain.fact import Envelope, members
from domain.recount import told
from domain.recount.cases import Case
from domain.recount.verdicts import how_it_stands
from domain.when import last_day

WORDS = ResultReached | ResultFact | ProvingFact | DisputesFact
BY: dict[type[Any], Any] = {
    **dict.fromkeys(members(ResultFact), results),
    **dict.fromkeys(members(ProvingFact), proving),
    **dict.fromkeys(members(DisputesFact), disputes),
}
"""The practice that knows what a fact adds to its case."""


def follow(cases: dict[str, Case], fact: WORDS, envelope: Envelope, zone: str) -> dict[str, Case | None] | None:
    """Moves the cases on by a fact. By reference, what each of the cases that it moved was before; None where there is
    no case that it could speak of.
    """
    if isinstance(fact, ResultReached):
        before = _claim(cases, told.claimed(fact, envelope, zone))
        return {fact.reference: before}
    if isinstance(fact, ResultConfirmed) and fact.reference is None:
        end = last_day(fact.through or "", zone)
        covered: dict[str, Case | None] = {
            name: case for name, case in cases.items() if case.day <= end and how_it_stands(case) == "reached"
        }
        cases.update({name: told.yes(cases[name], envelope, zone, through=True) for name in covered})
        return covered or None
    case = cases.get(fact.reference or "")
    if case is None:
        return None
    cases[case.reference] = BY[type(fact)].with_word(case, fact, envelope, zone)
    return {case.reference: case}


def _claim(cases: dict[str, Case], case: Case) -> Case | None:
    """A new case; one of the same reference that was taken back stays beside it, under a name of its own. What stood
    under that reference before, if nothing of it was taken back.
    """
    before = cases.get(case.reference)
    cases[case.reference] = case
    if before is None or not before.taken:
        return before
    aside = f"{before.reference}\n{before.entry}"
    cases[aside] = replace(before, reference=aside)
    return None
