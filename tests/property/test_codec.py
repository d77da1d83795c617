"""What is stored is read back as it was, for every fact there is, and bytes that are no fact are never guessed at."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET, UnsetType

from adapters.codec import decode, encode
from domain.catalogue import FACTS
from domain.errors import Unreadable
from domain.fact import Entry, Fact
from tests.examples import examples

TEXT = st.text(max_size=30)
SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(-(2**53), 2**53),
    bool: st.booleans(),
    NoneType: st.none(),
    UnsetType: st.just(UNSET),
    Decimal: st.decimals(allow_nan=False, allow_infinity=False, places=9, min_value=-(10**14), max_value=10**14),
}


def anything_of(type_: Any) -> st.SearchStrategy[Any]:
    """Any value of a type, wider than what commands let in."""
    origin, inner = get_origin(type_), get_args(type_)
    if type_ in SIMPLE:
        return SIMPLE[type_]
    if origin is Literal:
        return st.sampled_from(inner)
    if origin in {Union, UnionType}:
        return st.one_of(*map(anything_of, inner))
    if origin is tuple:
        return st.lists(anything_of(inner[0]), max_size=3).map(tuple)
    if isinstance(type_, type) and issubclass(type_, Enum):
        return st.sampled_from(type_)
    hints = get_type_hints(type_)
    return st.builds(type_, **{name: anything_of(hints[name]) for name in names(type_)})


def names(type_: Any) -> set[str]:
    """Its fields; a fact's `type` is of the class, and none of them."""
    return set(type_.__struct_fields__ if hasattr(type_, "__struct_fields__") else type_.__dataclass_fields__)


def entries(body: st.SearchStrategy[Fact], type_: str) -> st.SearchStrategy[Entry[Any]]:
    hints = get_type_hints(Entry)
    rest = {name: anything_of(hints[name]) for name in names(Entry) - {"body", "type"}}
    return st.builds(Entry, **rest, type=st.just(type_), body=body)


@pytest.mark.parametrize("type_", FACTS)
def test_what_is_stored_is_read_back_as_it_was(type_: str) -> None:
    @settings(max_examples=examples(20))
    @given(entries(anything_of(FACTS[type_]), type_))
    def everything(entry: Entry[Any]) -> None:
        stored = encode(entry)
        assert decode(type_, stored) == entry
        assert encode(decode(type_, stored)) == stored

    everything()


@settings(max_examples=examples(200))
@given(st.sampled_from([*FACTS, "unheard-of.v1"]), st.binary(max_size=80) | TEXT.map(str.encode))
def test_bytes_that_are_no_fact_are_unreadable(type_: str, stored: bytes) -> None:
    with pytest.raises(Unreadable):
        decode(type_, stored)


@settings(max_examples=examples(200))
@given(st.data())
def test_a_fact_cut_short_is_unreadable_and_one_with_a_byte_changed_no_surprise(data: st.DataObject) -> None:
    type_ = data.draw(st.sampled_from(sorted(FACTS)))
    stored = encode(data.draw(entries(anything_of(FACTS[type_]), type_)))
    at = data.draw(st.integers(0, len(stored) - 1))
    with pytest.raises(Unreadable):
        decode(type_, stored[:at])
    changed = stored[:at] + bytes([data.draw(st.integers(0, 255))]) + stored[at + 1 :]
    with suppress(Unreadable):
        assert isinstance(decode(type_, changed), Entry)
