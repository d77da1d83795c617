"""Entries to stored bytes, once; stored bytes to entries, many times."""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from typing import Any

import msgspec

from domain.catalogue import FACTS
from domain.errors import Unreadable
from domain.fact import Entry, Fact
from domain.upcasting import UPCASTS
from domain.vocabulary import compact


class _Types:
    def __contains__(self, type_: object) -> bool:
        return type_ in FACTS or type_ in UPCASTS


TYPES: Container[str] = _Types()
"""The stored types that this version knows."""


@cache
def _decoder(type_: str) -> msgspec.json.Decoder[Entry[Any]]:
    fact = FACTS.get(type_)
    if fact is None:
        raise Unreadable(f"no fact of type {type_} is known to this version", type=type_)
    return msgspec.json.Decoder(Entry[fact])  # type: ignore[valid-type]  # the class is known at run time only


def encode(entry: Entry[Any]) -> bytes:
    """The bytes that are stored, hashed and sent as they are."""
    return compact(entry)


def decode(type_: str, stored: bytes) -> Entry[Fact]:
    """The entry in `stored`; its shape is chosen by the row's type, so the bytes are parsed once.

    Raises Unreadable when the type is unknown or the bytes do not fit it.
    """
    try:
        if type_ in UPCASTS:
            return _upcast(type_, stored)
        return _decoder(type_).decode(stored)
    except (msgspec.DecodeError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise Unreadable(str(error), type=type_) from error


def _upcast(type_: str, stored: bytes) -> Entry[Fact]:
    """Yesterday's shape, step by step, to today's; the stored bytes stay."""
    told = msgspec.json.decode(stored)
    while type_ in UPCASTS:
        type_, step = UPCASTS[type_]
        told = {**told, "type": type_, "body": step(told["body"])}
    fact = FACTS[type_]
    return msgspec.convert(told, Entry[fact])  # type: ignore[valid-type]  # the class is known at run time only
