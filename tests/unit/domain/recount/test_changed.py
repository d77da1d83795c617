"""Each clause of the verdict function, changed once, gives another verdict in a case that was worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import ModuleType
from typing import Any

import msgspec

from domain.recount import verdicts as as_it_is
from domain.recount.cases import Case
from tests.unit.domain.recount.changed import changed
from tests.unit.domain.recount.test_worked import WORKED, rules_of, written

NO_OTHER = {
    "after: (date.max - day).days >= days → (date.max - day).days > days": "the last day of the calendar either way",
    "period_of: 0 → 1": "a year has one number, whichever it is",
    "_by_word: objection.ended is None or objection.how is None → objection.ended is None and objection.how is None":
        "an end has a day and a way, or neither",
    "_by_word: objection.ended is None or objection.how is None → False or objection.how is None": "the same",
    "_by_word: objection.ended is None or objection.how is None → objection.ended is None or False": "the same",
    "_withdrawn: voice.at > objection.at → voice.at >= objection.at": "no two words are one entry",
    "_strongest: voice.at > part.since → voice.at >= part.since": "the same",
    "_withdrawn: 'withdrawn' → 'withdrawn?'": "how a dispute ended moves no unit",
    "_last: if objection.referred is not None:\n    return after(objection.referred, decider.decide) → if False:\n"
    "    return after(objection.referred, decider.decide)": "who is late changes no verdict",
    "_before: (each.day, each.entry) < (taken.day, taken.entry) → "
    "(each.day, each.entry) <= (taken.day, taken.entry)": "no two words are one entry",
    "_retracted: sorted((each.day for each in case.taken)) → "
    "(lambda each, **_: list(each))((each.day for each in case.taken))": "nothing is left of what was taken back",
    "_retracted: taken_of(case, day).get(objection.name, 0) >= units → "
    "taken_of(case, day).get(objection.name, 0) > units": "the same",
    "_retracted: Ended(last, 'given way', 0, None) if last else None → "
    "Ended(last, 'given way', 0, None) if False else None": "the same",
    "_retracted: 'given way' → 'given way?'": "the same",
    "_retracted: 0 → 1": "the same",
    "_unheard: 'unanswered' → 'unanswered?'": "the same",
    "_unheard: 'not replied to' → 'not replied to?'": "the same",
    "placed: lots[0] if len(lots) == 1 else [lot for each in lots for lot in each] → "
    "lots[0] if False else [lot for each in lots for lot in each]": "a short cut",
    "judge: lots if len(lots) == 1 else _together(lots) → lots if False else _together(lots)": "a short cut",
    "_disputed: if not case.objections:\n    return (free, held) → if False:\n    return (free, held)": "a short cut",
}  # fmt: skip
"""Changes that give no other verdict whatever the cases are, and why."""
ROWS = [
    (msgspec.convert(row["cases"], list[Case]), rules_of(row), date.fromisoformat(row["on"]), row["verdicts"])
    for row in WORKED["rows"]
]


def unseen() -> Iterator[str]:
    for change, verdicts in changed():
        if not any(_differs(verdicts, row) for row in ROWS):
            yield str(change)


def _differs(verdicts: ModuleType, row: Any) -> bool:
    cases, rules, day, verdict = row
    try:
        lots = verdicts.judge(cases, rules, day)
    except Exception:  # noqa: BLE001 - whatever breaks it, somebody sees that
        return True
    return {reference: [written(lot) for lot in each] for reference, each in lots.items()} != verdict


def test_every_clause_that_is_changed_turns_a_case_red() -> None:
    assert sorted(set(unseen())) == sorted(NO_OTHER)


def test_as_it_is_no_case_is_red() -> None:
    assert [row for row in ROWS if _differs(as_it_is, row)] == []
