"""Entries to stored bytes, once; stored bytes to entries, many times."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from datetime import datetime
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from domain.errors import Misplaced, NewerFact, Unreadable
from domain.fact import Entry, Fact
from domain.upcasting import UPCASTS
from domain.vocabulary import compact
from domain.when import check


@cache
def _facts() -> Mapping[str, type[Fact]]:
    """Every fact there is: whoever reads what is kept decodes none."""
    from domain.catalogue import FACTS  # noqa: PLC0415 - see above

    return FACTS


class _Types:
    def __contains__(self, type_: object) -> bool:
        return type_ in _facts() or type_ in UPCASTS


TYPES: Container[str] = _Types()
"""The stored types that this version knows."""


class _Place(msgspec.Struct):
    """Where the bytes say that they belong; the rest of them is not looked at."""

    ledger: str
    stream: str
    version: int
    type: str


INSTANT = "2018-12-04T10:00:00.000000Z"
"""What the ledger's own time looks like."""

_place = msgspec.json.Decoder(_Place).decode
Raw = tuple[int, str, int, str, bytes]
"""A stored row, of a store or a topic: position, stream, version, type and the stored bytes."""


@cache
def _decoder(type_: str) -> msgspec.json.Decoder[Entry[Any]]:
    fact = _facts().get(type_)
    if fact is None:
        raise NewerFact(f"{type_} was recorded by a newer version of sameside: this one knows no such fact", type=type_)
    return msgspec.json.Decoder(Entry[fact])  # type: ignore[valid-type]  # the class is known at run time only


def encode(entry: Entry[Any]) -> bytes:
    """The bytes that are stored, hashed and sent as they are."""
    return compact(entry)


def decode(type_: str, stored: bytes) -> Entry[Fact]:
    """The entry in `stored`; its shape is chosen by the row's type, so the bytes are parsed once.

    Raises Unreadable when the type is unknown, the bytes do not fit it, or name another.
    """
    try:
        if type_ in UPCASTS:
            return _upcast(type_, stored)
        entry = _decoder(type_).decode(stored)
    except (msgspec.DecodeError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise Unreadable(str(error), type=type_) from error
    if entry.type != type_:
        raise Misplaced(f"type is {type_}, and the stored bytes say {entry.type}", type=type_)
    return entry


def decode_row(row: Raw, ledger: str) -> Entry[Fact]:
    """The entry in a stored row of this ledger. Raises Unreadable and Misplaced, as `read` does."""
    return read(decode, row, ledger)


def read(decode: Callable[[str, bytes], Entry[Any]], row: Raw, ledger: str) -> Entry[Any]:
    """What `decode` makes of a row. Raises Misplaced when its bytes say another ledger, stream, version or type, and
    Unreadable, with stream and version, when they cannot be read or a time in them is none.
    """
    try:
        entry = decode(row[3], row[4])
    except Exception as error:
        leave(row, ledger)  # why it cannot be decoded, if it is that
        if isinstance(error, Unreadable):
            error.data |= {"stream": row[1], "entry": row[2]}
        raise
    if entry.version != row[2] or entry.stream != row[1] or entry.ledger != ledger:
        leave(row, ledger)
    if wrong := _untimely(entry.recorded_at, entry.occurred_at, entry.time_zone):
        raise Unreadable(wrong, stream=row[1], entry=row[2], type=row[3])
    return entry


@lru_cache(4096)  # what was imported together has few of these
def _untimely(recorded: str, occurred: str, zone: str | msgspec.UnsetType) -> str:
    """Which of an entry's times, or its zone, is none: to msgspec they are text, and folds count on them."""
    if len(recorded) != len(INSTANT) or recorded[-1] != "Z":
        return f"recorded_at is {recorded!r}, and not like {INSTANT}"
    name, instant = "recorded_at", recorded
    try:
        datetime.fromisoformat(recorded)
        if occurred != recorded:
            name, instant = "occurred_at", occurred
            check(occurred)
        if zone is not msgspec.UNSET:
            name, instant = "time_zone", zone
            ZoneInfo(zone)
    except (ValueError, KeyError, OSError) as error:
        return f"{name} is {instant!r}: {error}"
    return ""


def leave(row: Raw, ledger: str) -> None:
    """Looks at a row that nobody decodes: by a changed type a fact would leave a view unseen. Raises Misplaced."""
    if different := differs(row, ledger):
        where = f"{row[1]} entry {row[2]}"
        raise Misplaced(f"{where}: {different}", stream=row[1], entry=row[2], type=row[3])


def differs(row: Raw, ledger: str) -> str:
    """What a row says and its bytes do not; nothing when they agree, or the bytes cannot be read for it."""
    try:
        place = _place(row[4])
    except (msgspec.DecodeError, ValueError, RecursionError):
        return ""
    if place.type == row[3] and place.version == row[2] and place.stream == row[1] and place.ledger == ledger:
        return ""
    pairs = {
        "ledger": (ledger, place.ledger),
        "stream": (row[1], place.stream),
        "entry": (row[2], place.version),
        "type": (row[3], place.type),
    }
    heads = {name: f"{name} is {of}" if of else f"the row has no {name}" for name, (of, _) in pairs.items()}
    return "; ".join(f"{heads[name]}, and the stored bytes say {by}" for name, (of, by) in pairs.items() if of != by)


def _upcast(type_: str, stored: bytes) -> Entry[Fact]:
    """Yesterday's shape, step by step, to today's; the stored bytes stay."""
    fields = msgspec.json.decode(stored)
    if fields["type"] != type_:
        raise ValueError(f"type is {type_}, and the stored bytes say {fields['type']}")
    while type_ in UPCASTS:
        type_, step = UPCASTS[type_]
        fields = {**fields, "type": type_, "body": step(fields["body"])}
    fact = _facts()[type_]
    return msgspec.convert(fields, Entry[fact])  # type: ignore[valid-type]  # the class is known at run time only
