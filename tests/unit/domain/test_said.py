"""Sentences with values: English as it always was, and values that are never read as templates."""

from __future__ import annotations

import pickle
from decimal import Decimal

import msgspec
import pytest

from adapters.languages import language
from cli.warned import as_data
from domain.engagement.shared.requested import Effect
from domain.errors import NotNow, Unknown
from domain.said import worded
from domain.step import WayOut
from domain.warned import Warned
from projections.pages.language import ENGLISH
from projections.pages.telling import translated

GERMAN = language("de")
HOSTILE = ("{outcome}", "{0.__class__}", "{outcome.__class__}", "{}", "{{", "}", "%s", "{status!r:>99999999}")


def test_an_error_says_in_english_its_template_with_its_values() -> None:
    error = NotNow.of("{outcome} is {status}", outcome="o-1", status="agreed")
    assert (error.message, error.data) == ("o-1 is agreed", {"outcome": "o-1", "status": "agreed"})
    assert str(error) == "NOT-NOW: o-1 is agreed"
    assert translated(GERMAN, error.message) == "o-1 ist vereinbart"


@pytest.mark.parametrize("name", HOSTILE)
def test_braces_in_peoples_own_words_stay_as_they_are(name: str) -> None:
    error = Unknown.of("there is no outcome {outcome}", outcome=name)
    assert error.message == f"there is no outcome {name}"
    assert translated(ENGLISH, error.message) == error.message
    assert translated(GERMAN, error.message) == f"ein Ergebnis {name} gibt es nicht"
    inside = worded("{message}: agreeing them will be refused", message=error.message)
    assert translated(GERMAN, inside) == f"ein Ergebnis {name} gibt es nicht: Sie werden sich nicht vereinbaren lassen"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_way_out_that_has_its_values_is_not_filled_again(name: str) -> None:
    there = WayOut(says=worded("to propose new terms for {outcome} instead", outcome=name)).filled({"outcome": "o-9"})
    assert there.says == f"to propose new terms for {name} instead"
    asked = WayOut(says="choose one of: {options}").filled({"options": name})
    assert translated(GERMAN, asked.says) == f"wählen Sie eines davon: {name}"


def test_numbers_days_and_words_of_the_domain_are_said_as_a_language_has_them() -> None:
    text = worded("{more} is more than the {cost} that was agreed", more=Decimal("1234.5"), cost=Decimal(900))
    assert (text, translated(GERMAN, text)) == (
        "1,234.5 is more than the 900 that was agreed",
        "1.234,5 ist mehr als die vereinbarten 900",
    )
    costs = worded(
        "{request} costs {price} {currency} at most now", request="r-1", price=Decimal("1234.5"), currency="EUR"
    )
    assert costs == "r-1 costs 1,234.50 EUR at most now", "with the digits of its coins, as on a page"
    assert "1.234,50 EUR" in translated(GERMAN, costs)
    assert translated(GERMAN, worded("{until} is past", until="2026-03-31")) == "31.03.2026 ist vorbei"
    assert translated(GERMAN, worded("that was the {may}'s word", may="customer")) == "das war das Wort der Kundenseite"


def test_a_sentence_that_went_through_another_process_can_still_be_told() -> None:
    text = worded("{until} is past", until="2026-03-31")
    assert translated(GERMAN, pickle.loads(pickle.dumps(text))) == translated(GERMAN, text)


def test_a_template_without_its_value_is_an_error_where_it_is_written() -> None:
    with pytest.raises(KeyError):
        worded("{outcome} is {status}", outcome="o-1")


def test_what_is_written_down_of_it_is_the_english_text_alone() -> None:
    text = worded("{until} is past", until="2026-03-31")
    effect = Effect(how="stays")
    warned = Warned("LATE", text, WayOut(says=text))
    assert {type(part) for part in (str(text), str(effect.told()), *as_data(warned, None).values())} == {str, dict}
    assert msgspec.json.decode(msgspec.json.encode(as_data(warned, None)))["message"] == "2026-03-31 is past"
