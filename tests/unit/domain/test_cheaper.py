"""Asked for something specific, and better off with another approach, often a less expensive one (text 002)."""

from __future__ import annotations

from typing import Any

import pytest

from domain.engagement.cheaper import CheaperWayProposed
from domain.errors import Invalid, NotYourWord, NoWhy, Unknown
from projections.restraint import RESTRAINT
from projections.restraint.page import Restraint
from tests.spec import Said, Story, agreed, customer, fact, given, opened, seller
from tests.unit.projections.given import folded

WAY = {"asked": "three more desks", "instead": "a call-back at noon", "kept_by": "customer"}


def saves(amount: str = "9000", **fields: Any) -> Said:
    return seller("fit.cheaper", **{**WAY, "saves": amount, "why": "the calls come at noon", **fields})


def shown(story: Story) -> Restraint:
    (found,) = folded(RESTRAINT, story.facts).values()
    return found


def test_a_cheaper_way_says_what_was_asked_what_is_better_what_it_saves_and_who_keeps_that() -> None:
    story = given(agreed()).when(saves(outcome="o-1"))
    story.then(fact(CheaperWayProposed, **WAY, saves={"amount": "9000", "currency": "EUR"}, outcome="o-1"))
    [one] = shown(story).cheaper
    assert (one.asked, one.says, one.why) == ("three more desks", "a call-back at noon", "the calls come at noon")


def test_it_may_save_nothing_and_never_less_and_has_its_why() -> None:
    given(opened()).when(saves("0")).then(fact(CheaperWayProposed))
    given(opened()).when(saves("-1")).then_refuses(Invalid)
    given(opened()).when(saves(why=None)).then_refuses(NoWhy)
    given(opened()).when(saves(outcome="o-1")).then_refuses(Unknown)
    given(opened()).when(customer("fit.cheaper", **WAY, saves="1", why="it is")).then_refuses(NotYourWord)


@pytest.mark.parametrize("keeper", ["nobody", ""])
def test_somebody_keeps_what_is_saved(keeper: str) -> None:
    given(opened()).when(saves(kept_by=keeper)).then_refuses(Invalid)


def test_the_money_we_saved_them_is_what_they_keep_and_the_rest_stands_apart() -> None:
    seen = shown(
        given(opened(), saves("9000"), saves("500"), saves("70", kept_by="seller"), saves("8", kept_by="both"))
    )
    assert (seen.saved_them, seen.saved) == (9_500, {"customer": 9_500, "seller": 70, "both": 8})
