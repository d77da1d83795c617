"""NDJSON: one object a line; blank ones are passed over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import orjson

from adapters.reading.lines import Line, Lines, Unfit


def json_lines(lines: Lines) -> Iterator[Line]:
    """Every line as an object, or with what is wrong."""
    while True:
        try:
            raw = next(lines)
            if not raw.strip():
                continue
            fields = parsed(raw)
        except StopIteration:
            return
        except Unfit as error:
            yield Line(lines.number, wrong=str(error))
        else:
            yield Line(lines.number, fields, raw)


def parsed(raw: bytes) -> dict[str, Any]:
    """The object that a line says; Unfit when it says none, or a key twice."""
    try:
        fields = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise Unfit(_reason(raw, f"not JSON at column {error.colno}: {error.msg}{_open(raw, error.pos)}")) from None
    if not isinstance(fields, dict):
        raise Unfit('a line is one JSON object, such as {"command": "engagement.open", …}')
    # Where one of these stands, a key may be written so that counting cannot see it; then the slow way looks.
    hidden = b'\\"' in raw or b'" ' in raw or b'"\t' in raw or b'"\r' in raw or b'"\n' in raw
    try:
        if hidden or _keys(fields) != raw.count(b'":'):
            _no_key_twice(raw)
    except RecursionError:
        raise Unfit("nested too deeply") from None
    return fields


def _open(raw: bytes, wrong: int) -> str:
    """A hint, where an object is whole up to the end of its line and goes on in the next."""
    opened = raw.lstrip().startswith(b"{") and raw.endswith(b"\n")
    ends = wrong >= len(raw.rstrip().decode(errors="replace"))
    return "; write one object a line, or an array of them: [{…}, {…}]" if opened and ends else ""


def _reason(raw: bytes, reason: str) -> str:
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        return f"byte {error.start + 1} of the line is not UTF-8"
    return reason


def _keys(value: Any) -> int:
    """How many keys there are, at every depth."""
    keys, inside = (len(value), value.values()) if type(value) is dict else (0, value)
    for item in inside:
        if type(item) is dict or type(item) is list:
            keys += _keys(item)
    return keys


def _no_key_twice(raw: bytes) -> None:
    def once(pairs: list[tuple[str, Any]]) -> None:
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise Unfit(f"the key {key[:80]!r} stands there twice")
            seen.add(key)

    json.loads(raw, object_pairs_hook=once)
