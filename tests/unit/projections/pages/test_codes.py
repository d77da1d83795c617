"""Whoever reads English reads words: what the domain keeps as a code stands on no page and in no receipt as one."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from contextlib import suppress
from enum import Enum
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

import domain
from cli import layout
from cli.fact_line import fact_line
from domain.engagement.needs import Use
from domain.engagement.no import Reason, Way
from domain.engagement.shared.requested import Kind
from projections.pages.acting import NOTHING_SENT, Option, Sent, form, part
from projections.pages.codes import WORDS
from projections.pages.every import sheet_of
from projections.pages.language import ENGLISH
from projections.pages.sheet import Act
from projections.pages.wording import ANSWERS, WORDING
from tests.every_page import every_page, histories
from tests.unit.projections.test_spoken import ALLOWED, words

CODE = re.compile(r"[a-z]+(?:-[a-z]+)+")


def inside(hint: Any) -> Iterator[str]:
    """Every text that a type allows by name, wherever in it that stands."""
    if isinstance(hint, type) and issubclass(hint, Enum):
        yield from (str(member.value) for member in hint)
    for each in get_args(hint):
        if get_origin(hint) is not Literal:
            yield from inside(each)
        elif isinstance(each, str):
            yield each


@cache
def codes() -> frozenset[str]:
    """Every hyphenated value of an enumeration or a field of the domain."""
    allowed = set[str]()
    for module in pkgutil.walk_packages(domain.__path__, "domain."):
        for value in vars(importlib.import_module(module.name)).values():
            allowed.update(inside(value))
            if isinstance(value, type) and value.__module__ == module.name:
                # Types that are there for a type checker alone cannot be looked up; none of them is a code.
                with suppress(NameError, TypeError):
                    allowed.update(text for hint in get_type_hints(value).values() for text in inside(hint))
    return frozenset(text for text in allowed if CODE.fullmatch(text))


def codes_in(text: str) -> set[str]:
    return set(CODE.findall(text)) & codes()


def test_codes_are_those_that_the_domain_allows() -> None:
    assert codes() >= {"turned-down", "no-effect", "own-doubt", "little-things", "their-customer", "not-taken-up"}
    assert codes_in("thing: no-effect, turned down, well-known") == {"no-effect"}


def test_no_page_of_the_fullest_histories_shows_a_code() -> None:
    lines = [
        f"{label} {value}"
        for view, document, day in every_page()
        for label, value in layout.lines(sheet_of(view, document, day))
    ]
    assert [line for line in lines if codes_in(line)] == []
    assert any("turned down" in line for line in lines)


def test_no_receipt_of_them_shows_one() -> None:
    assert [line for facts in histories() for fact in facts if codes_in(line := fact_line(fact.entry))] == []


@pytest.mark.parametrize("code", sorted(text for _, kind in ALLOWED.values() for text in words(kind) if "-" in text))
def test_what_a_page_says_by_a_code_has_english_words(code: str) -> None:
    assert not codes_in(ENGLISH.say(code))


def offered() -> Iterator[tuple[str, str]]:
    """Each answer that a form has by itself, with the form's command: also of fields of several parts."""
    for command in WORDING:
        fields = form(ENGLISH, Act(command=command, place="acme", side="customer", fixed={}, asked=())).fields
        yield from ((command, option.says) for field in fields for option in field.options)
    for name, kind in (("reason", Reason), ("way_forward.kind", Way)):
        yield from (("no.say", option.says) for option in part(ENGLISH, name, NOTHING_SENT, get_args(kind)).options)


def test_no_form_offers_a_code() -> None:
    assert [answer for answer in offered() if codes_in(answer[1])] == []


def test_forms_offer_answers_in_the_words_of_whoever_answers() -> None:
    asked = [says for command, says in offered() if command == "request.make"]
    assert asked == ["more hours", "less work", "support", "other terms", "an errand"]
    used = [says for command, says in offered() if command == "need.use"]
    assert used == ["as it was meant", "for something else", "not at all"]


@pytest.mark.parametrize(("field", "answers"), ANSWERS.items())
def test_what_a_form_says_for_a_word_is_a_word_that_its_field_takes(field: str, answers: dict[str, str]) -> None:
    kinds = {"request.make.kind": Kind, "need.use.use": Use, "way_forward.kind": Way}
    assert set(answers) <= set(get_args(kinds[field]))


def test_the_only_answer_that_has_to_be_given_is_picked_already() -> None:
    one, other = Option(value="o-1", says="fast"), Option(value="o-2", says="calm")
    measure = Act(command="result.measure", place="acme", side="customer", fixed={}, asked=())
    ask = Act(command="request.make", place="acme", side="customer", fixed={}, asked=())

    def picked(act: Act, *outcomes: Option, sent: Sent = NOTHING_SENT) -> str:
        fields = form(ENGLISH, act, options={"outcome": outcomes}, sent=sent).fields
        return next(field.value for field in fields if field.name == "outcome")

    assert picked(measure, one) == "o-1"
    assert picked(measure, one, other) == ""
    assert picked(measure, one, other, sent=Sent(typed={"outcome": "o-2"})) == "o-2"
    assert picked(ask, one) == "", "which outcome a request is about may be left open"


def test_words_stand_for_codes_alone() -> None:
    assert set(WORDS) - {"result did not hold"} <= codes()
