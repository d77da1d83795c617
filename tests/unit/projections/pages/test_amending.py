"""New terms from those that stand: what was filled in changes, and the rest stays."""

from __future__ import annotations

import pytest
from msgspec import convert

from domain.engagement.shared.terms import Terms
from domain.errors import Invalid
from projections.pages.amending import changed
from tests.portal import TERMS

STAND = convert({**TERMS, "guarantee": "the first month", "counts_from": "2030-02-01"}, Terms, strict=False)


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"guarantee": "the first month"},
        {"price.0.amount": "9000"},
        {"price.0.amount": "9000.00", "worth.low": "48000", "metric.by": "2030-12-15"},
        {"counts_from": "2030-02-01"},
    ],
)
def test_terms_that_say_what_stands_are_none(typed: dict[str, str]) -> None:
    with pytest.raises(Invalid, match="nothing changes"):
        changed(STAND, typed)


@pytest.mark.parametrize(("path", "text"), [("worth.low", "48001"), ("guarantee", "none")])
def test_one_difference_is_enough(path: str, text: str) -> None:
    above, _, last = path.rpartition(".")
    terms = changed(STAND, {"price.0.amount": "9000", path: text})
    assert (terms[above] if above else terms)[last] == text


def test_terms_have_no_field_that_their_form_lacks() -> None:
    with pytest.raises(Invalid, match="a form may not set that"):
        changed(STAND, {"metric.upper": "7"})  # these name one figure to reach, and no band


def test_what_is_no_number_is_left_to_the_command_to_refuse() -> None:
    assert changed(STAND, {"price.0.amount": "a lot"})["price"][0]["amount"] == "a lot"


def test_new_terms_count_from_the_day_of_the_agreement_unless_they_say_another() -> None:
    assert "counts_from" not in changed(STAND, {"guarantee": "the first year"})
    assert changed(STAND, {"guarantee": "the first year", "counts_from": "2030-03-01"})["counts_from"] == "2030-03-01"
