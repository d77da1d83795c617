"""What is asked of a side, and whose word something is, is said so that either reader knows who is meant."""

from __future__ import annotations

import pytest

from adapters.languages import language
from projections.pages.language import ENGLISH
from projections.pages.phrases import to_do
from projections.pages.spoken import TURNS
from projections.shared.words import UNOWNED


@pytest.mark.parametrize(
    ("tag", "party", "says"),
    [
        ("en", "customer", "confirm or deny what was recorded for the customer"),
        ("en", "seller", "confirm or deny what was recorded for the seller"),
        ("de", "customer", "was im Namen der Kundenseite erfasst wurde"),
    ],
)
def test_what_was_recorded_in_a_sides_name_is_asked_of_it_by_name(tag: str, party: str, says: str) -> None:
    assert to_do(language(tag), UNOWNED, party).endswith(says)


def test_anything_else_is_asked_as_the_view_keeps_it() -> None:
    assert {to_do(ENGLISH, what, "seller") for what in TURNS} == {*TURNS}
