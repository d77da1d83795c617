"""What could still be prepared: it holds until it is done, and is told apart from what is wrong with the words said."""

from __future__ import annotations

from typing import Any

import pytest

from tests.spec import Said, agreed, agrees, customer, given, offered, on_behalf, opened, proposed, seller

HEARD = customer("need.hear", verbatim="we wait three weeks")
FITS = seller("fit.assess", problem="they wait", expertise="ours", seen="yes")
MAPPED = seller("map.set", seller=["tactics"], shared=["strategy"], customer=["customers"])
ALL = ["NO-NEED", "NOT-ASSESSED", "NO-MAP"]


@pytest.mark.parametrize("said", [agrees(), on_behalf(agrees()), proposed(outcome="o-1", why="more clients")])
def test_whoever_proposes_or_agrees_is_told_all_that_could_be_prepared(said: Said) -> None:
    assert given(opened(), proposed()).when(said).unprepared() == ALL
    assert given(opened(), proposed()).when(said).warns() == [], "none of it is about these words"


@pytest.mark.parametrize(
    ("done", "left"), [(HEARD, ALL[1:]), (FITS, ["NO-NEED", "NO-MAP"]), (MAPPED, ALL[:2]), ([HEARD, FITS, MAPPED], [])]
)
def test_what_was_done_is_told_no_more(done: Any, left: list[str]) -> None:
    story = given(opened(), done, proposed())
    assert story.when(agrees()).unprepared() == left
    assert [warned.code for warned in story.ledger.unprepared("engagement/acme")] == left


def test_it_holds_whatever_was_said_last_and_says_why_and_what_to_do() -> None:
    [*lacking] = given(agreed(), offered(area="tactics")).ledger.unprepared("engagement/acme")
    assert [warned.code for warned in lacking] == ALL
    assert all(warned.standing and warned.because and warned.way_out.place == "acme" for warned in lacking)


def test_nothing_is_left_to_prepare_where_it_is_over_or_where_there_is_nothing_to_agree() -> None:
    closed = given(agreed(), seller("engagement.close", why="they moved"))
    assert closed.ledger.unprepared("engagement/acme") == []
    assert closed.and_given(seller("engagement.reopen", why="they are back")).ledger.unprepared("engagement/acme")
    assert closed.ledger.unprepared("practice/own") == closed.ledger.unprepared("account/acme") == []
