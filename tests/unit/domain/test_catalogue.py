"""The catalogue knows every fact and every command that there is; every refusal is met by some test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from domain import errors
from domain.catalogue import COMMANDS, FACTS, KIND, table
from domain.command import Command
from domain.fact import Fact
from domain.upcasting import UPCASTS

TESTS = Path(__file__).parents[2]


def below(cls: type[Any]) -> Iterator[type[Any]]:
    for one in cls.__subclasses__():
        yield one
        yield from below(one)


@pytest.mark.parametrize(("base", "known"), [(Fact, FACTS), (Command, COMMANDS)])
def test_no_class_is_forgotten(base: type[Any], known: dict[str, type[Any]]) -> None:
    every = {one.__name__ for one in known.values()}  # which loads them
    assert every == {one.__name__ for one in below(base) if one.__module__.startswith("domain.")}


def test_every_command_has_its_stream_and_its_row() -> None:
    assert set(KIND) == set(table()) == set(COMMANDS.values())


def test_stored_names_are_kebab_case_with_a_version_and_never_reused() -> None:
    assert [name for name in FACTS if not re.fullmatch(r"[a-z]+(-[a-z]+)*\.v[1-9]\d*", name)] == []
    assert not set(UPCASTS) & set(FACTS)


def test_the_part_after_the_slash_names_a_field() -> None:
    assert [c.name for c in COMMANDS.values() if c.about is not None and c.about not in c.model_fields] == []


def test_every_command_and_every_fact_says_what_it_is() -> None:
    assert [one.__name__ for one in (*COMMANDS.values(), *FACTS.values()) if not (one.__doc__ or "").strip()] == []


def test_refusals_have_codes_of_their_own_and_a_way_out() -> None:
    found = [one for one in below(errors.LedgerError) if one.__module__ == "domain.errors"]
    codes = [one.code for one in found]
    assert len(codes) == len(set(codes))
    assert [one.__name__ for one in below(errors.Refused) if not (one.because and one.way_out)] == []
    assert [one.__name__ for one in found if f"{one.__name__}" not in (errors.__doc__ or "")] == []


@pytest.mark.parametrize("refusal", [one.__name__ for one in (*below(errors.Refused), *below(errors.NotAllowed))])
def test_every_refusal_is_met_by_a_test_of_its_rule(refusal: str) -> None:
    told = "".join(path.read_text() for path in (TESTS / "unit/domain").glob("test_*.py") if path != Path(__file__))
    assert re.search(rf"\b{refusal}\b", told)
