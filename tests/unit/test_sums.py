"""The count of money that stands beside the view `reconcile`, on a few lines written by hand."""

from __future__ import annotations

import json
from typing import Any

from benchmarks.drills.sums import sums

TERMS = {"metric": {"kind": "count", "target": None}, "currency": "EUR"}


def line(version: int, kind: str, on: str, /, **body: Any) -> str:
    told = {"stream": "engagement/acme", "version": version, "type": f"{kind}.v1", "occurred_at": on, "body": body}
    return json.dumps({**told, "recorded_at": "2026-01-01T00:00:00Z"})


def proposed(version: int, number: int, amount: str, on: str) -> str:
    price = [{"form": "per-result", "amount": amount, "cap": "100", "payer": "customer", "due": "reached"}]
    return line(version, "outcome-proposed", on, outcome="o-1", version=number, terms={**TERMS, "price": price})


def reached(version: int, reference: str, on: str, quantity: int = 1) -> str:
    return line(version, "result-reached", on, outcome="o-1", version=2, reference=reference, quantity=quantity)


AGREED = [
    proposed(1, 1, "40", "2024-01-01"),
    line(2, "outcome-agreed", "2024-01-01", outcome="o-1", version=1),
    proposed(3, 2, "50", "2024-03-01"),
    line(4, "outcome-agreed", "2024-03-01", outcome="o-1", version=2),
    reached(5, "r-1", "2024-02-10"),
    reached(6, "r-2", "2024-03-10"),
]


def earned(*more: str) -> tuple[int, int]:
    found = sums([*AGREED, *more])["engagement/acme#o-1", "customer"]
    return int(found["earned"]), int(found["in_dispute"])


def test_each_result_earns_by_the_terms_of_its_day_up_to_their_cap() -> None:
    assert earned() == (90, 0)
    assert earned(reached(7, "r-3", "2024-03-11", quantity=9)) == (140, 0)


def test_what_is_in_dispute_is_not_earned_and_what_did_not_hold_is_neither() -> None:
    assert earned(line(7, "result-disputed", "2024-04-01", outcome="o-1", reference="r-2")) == (40, 50)
    assert earned(line(7, "result-did-not-hold", "2024-04-01", outcome="o-1", reference="r-2", quantity=1)) == (40, 0)


def test_a_word_that_was_denied_is_left_out_as_if_it_had_never_been_said() -> None:
    assert earned(line(7, "word-disowned", "2024-04-01", versions=[4])) == (80, 0)
