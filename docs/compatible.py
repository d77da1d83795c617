"""What a published schema may not do: anything but get fields that may be missing, and better words.

Both ways must hold. What was stored under the published schema is read by the new one for ever, so nothing may be
narrowed or asked for anew; what is sent under the new one meets readers who know only the published one, so nothing may
be widened, renamed or left out either.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Schema = Any
WORDS = {"title", "description", "$comment", "examples", "$defs"}
"""What says nothing to a machine, and definitions, which are looked at where they are referred to."""
SEVERAL = {"anyOf", "oneOf", "allOf"}
INSIDE = {"items", "additionalProperties", "propertyNames", "contains", "not"}


def breaks(published: Schema, now: Schema) -> list[str]:
    """Every change that breaks it, with its place; empty when who reads and who writes it may go on as before."""
    return [*_Comparison(published, now).of(published, now, "")]


@dataclass(frozen=True)
class _Comparison:
    """Two whole schemas, in which references lead somewhere."""

    published: Schema
    now: Schema

    def of(self, old: Schema, new: Schema, at: str, seen: frozenset[tuple[str, str]] = frozenset()) -> Iterator[str]:
        """What breaks between two parts of them, which stand at the same place."""
        if not isinstance(old, dict) or not isinstance(new, dict):
            yield from [] if old == new else [_said(at, f"was {old}, is {new}")]
            return
        refs = (old.get("$ref", ""), new.get("$ref", ""))
        if all(refs):
            if refs in seen:  # a type that holds itself has been looked at
                return
            seen |= {refs}
        old, new = _resolved(old, self.published), _resolved(new, self.now)
        for word in sorted((old.keys() | new.keys()) - WORDS):
            yield from self._keyword(word, old, new, at, seen)

    def _keyword(self, word: str, old: Schema, new: Schema, at: str, seen: frozenset[tuple[str, str]]) -> Iterator[str]:
        was, now = old.get(word), new.get(word)
        if word == "properties":
            for name in was or {}:
                if name not in (now or {}):
                    yield _said(f"{at}.{name}", "the field is gone")
                else:
                    yield from self.of(was[name], now[name], f"{at}.{name}", seen)
        elif word == "required":
            yield from _asked({*(was or [])}, {*(now or [])}, at)
        elif word in SEVERAL and was and now:
            yield from self._several(was, now, f"{at}.{word}", seen)
        elif word == "prefixItems" and was and now and len(was) == len(now):
            for place, (one, other) in enumerate(zip(was, now, strict=True)):
                yield from self.of(one, other, f"{at}[{place}]", seen)
        elif word in INSIDE and was is not None and now is not None:
            yield from self.of(was, now, f"{at}[]" if word == "items" else f"{at}.{word}", seen)
        elif word == "enum" and was and now:
            yield from [] if set(was) == set(now) else [_said(at, f"was one of {was}, is one of {now}")]
        elif was != now or (word in old) != (word in new):
            yield _said(at, f"{word} was {was}, is {now}")

    def _several(self, was: Schema, now: Schema, at: str, seen: frozenset[tuple[str, str]]) -> Iterator[str]:
        """Each of them is still there, in any order, and no other."""
        left = list(now)
        for one in was:
            kept = next((other for other in left if not [*self.of(one, other, at, seen)]), None)
            if kept is None:
                yield _said(at, f"{_name(one)} is not there as it was")
            else:
                left.remove(kept)
        if len(now) > len(was):
            yield _said(at, f"was one of {len(was)}, is one of {len(now)}")


def _asked(was: set[str], now: set[str], at: str) -> Iterator[str]:
    """What is required of one and not of the other."""
    yield from (_said(f"{at}.{name}", "need not be there any more") for name in sorted(was - now))
    yield from (_said(f"{at}.{name}", "must be there now") for name in sorted(now - was))


def _resolved(schema: Schema, root: Schema) -> Schema:
    """What a schema refers to inside its own root, with what stands beside the reference."""
    while "$ref" in schema and schema["$ref"].startswith("#/$defs/"):
        beside = {word: told for word, told in schema.items() if word != "$ref"}
        schema = {**root["$defs"][schema["$ref"].removeprefix("#/$defs/")], **beside}
    return schema


def _name(schema: Schema) -> str:
    if not isinstance(schema, dict):
        return str(schema)
    return str(schema.get("title") or schema.get("$ref", "").rpartition("/")[2] or schema.get("type") or "one of them")


def _said(at: str, what: str) -> str:
    return f"{at.removeprefix('.') or 'the whole'}: {what}"
