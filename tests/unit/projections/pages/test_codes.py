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
from projections.pages.codes import WORDS
from projections.pages.every import sheet_of
from projections.pages.language import ENGLISH
from tests.every_page import every_page, histories
from tests.unit.projections.test_spoken import ALLOWED, words

CODE = re.compile(r"[a-z]+(?:-[a-z]+)+")


def inside(hint: Any) -> Iterator[str]:
    """Every text that a type allows by name, wherever in it that stands."""
    if isinstance(hint, type) and issubclass(hint, Enum):
        yield from (str(member.value) for member in hint)
    for part in get_args(hint):
        if get_origin(hint) is not Literal:
            yield from inside(part)
        elif isinstance(part, str):
            yield part


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


def test_words_stand_for_codes_alone() -> None:
    assert set(WORDS) - {"result did not hold"} <= codes()
