"""The count of money that stands beside the view `reconcile`, on a few lines written by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.drills.sums import _plain, sums
from domain.names import UNSEEN, same
from tests.property.spelled import alike, names

TERMS = {"metric": {"kind": "count", "target": None}, "currency": "EUR"}


def line(version: int, kind: str, on: str, /, **body: Any) -> str:
    told = {"stream": "engagement/acme", "version": version, "type": f"{kind}.v1", "occurred_at": on, "body": body}
    return json.dumps({**told, "recorded_at": "2026-01-01T00:00:00Z"})


def proposed(version: int, number: int, amount: str, on: str, **more: str) -> str:
    price = [{"form": "per-result", "amount": amount, "cap": "100", "payer": "customer", "due": "reached"}]
    return line(version, "outcome-proposed", on, outcome="o-1", version=number, terms={**TERMS, "price": price, **more})


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


def test_terms_count_from_the_day_that_they_name() -> None:
    anew = proposed(7, 3, "60", "2024-04-01", counts_from="2024-03")
    assert earned(anew, line(8, "outcome-agreed", "2024-04-01", outcome="o-1", version=3)) == (100, 0)


def test_what_is_in_dispute_is_not_earned_and_what_did_not_hold_is_neither() -> None:
    assert earned(line(7, "result-disputed", "2024-04-01", outcome="o-1", reference="r-2")) == (40, 50)
    assert earned(line(7, "result-did-not-hold", "2024-04-01", outcome="o-1", reference="r-2", quantity=1)) == (40, 0)


def test_a_word_that_was_denied_is_left_out_as_if_it_had_never_been_said() -> None:
    assert earned(line(7, "word-disowned", "2024-04-01", versions=[4])) == (80, 0)


def test_a_result_that_was_written_in_two_ways_of_old_is_earned_once_until_both_are_taken_back() -> None:
    twin = reached(7, "ｒ-\u200e2", "2024-03-10")
    gone = [line(at, "result-did-not-hold", "2024-04-01", outcome="o-1", reference=one, quantity=1)
            for at, one in ((8, "r-2"), (9, "ｒ-\u200e2"))]  # fmt: skip
    assert earned(twin) == (90, 0)
    assert earned(twin, gone[0]) == earned(twin, gone[1]) == (90, 0)
    assert earned(twin, *gone) == (40, 0)


def test_confirming_all_through_a_day_moves_no_money_and_ends_no_dispute() -> None:
    through = line(8, "result-confirmed", "2024-05-01", outcome="o-1", reference=None, through="2024-12-31")
    disputed = line(7, "result-disputed", "2024-04-01", outcome="o-1", reference="r-2")
    assert earned(through) == earned() == (90, 0)
    assert earned(disputed, through) == (40, 50)


def test_every_character_that_nobody_sees_is_none_to_the_count() -> None:
    names_with_one = [f"a{chr(unseen)}\u0301b" for unseen in UNSEEN]
    assert {_plain(told) for told in names_with_one} == {same(told) for told in names_with_one} == {"\u00e1b"}


@pytest.mark.parametrize(("one", "other"), [("\u0915\u0941", "\u0915"), ("T-1", "t-1"), ("a b", "ab")])
def test_names_that_people_tell_apart_are_two_to_the_count(one: str, other: str) -> None:
    assert _plain(one) != _plain(other)
    assert same(one) != same(other)


@given(names.flatmap(lambda name: st.tuples(st.just(name), alike(name))))
def test_names_that_the_ledger_takes_for_one_are_one_to_the_count(pair: tuple[str, str]) -> None:
    one, other = pair
    assert (_plain(one) == _plain(other)) == (same(one) == same(other))
