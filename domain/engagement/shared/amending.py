"""New terms made from those that stand: only what is given of them changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from msgspec import json

from domain.engagement.shared.terms import Terms

Fields = dict[str, Any]


class Change(NamedTuple):
    """One term that is another now, by where it stands; None where there is none. The parts of a price are one term."""

    path: str
    was: Any
    now: Any


def plain(terms: Terms) -> Fields:
    """The terms as a command takes them, in parts that may be changed."""
    whole: Fields = json.decode(json.encode(terms))
    return whole


def merged(terms: Terms, given: Mapping[str, Any], without: Collection[str] = ()) -> Fields:
    """The terms, without those of these paths, and with what was given by where it stands. They count from the day of
    the agreement, unless another is given.
    """
    whole = plain(terms)
    whole.pop("counts_from", None)
    for path in without:
        *above, last = path.split(".")
        holder = at(whole, above)
        if isinstance(holder, dict):
            holder.pop(last, None)
    for path, value in given.items():
        *above, last = path.split(".")
        _within(whole, above)[last] = value
    return whole


def differences(was: Terms, now: Terms) -> list[Change]:
    """Each term that changed, in the order of the terms."""
    before, after = (dict(leaves(plain(terms))) for terms in (was, now))
    paths = [*before, *(path for path in after if path not in before)]
    changes = (Change(path, before.get(path), after.get(path)) for path in paths if path != "currency")
    return [change for change in changes if _meant(change.was) != _meant(change.now)]


def repriced(standing: Iterable[Fields], given: list[Fields]) -> list[Fields]:
    """The price after some of its parts were given: each is of the one part of its form that stands, and keeps the rest
    of that. Where a form stands or is given more than once, or not at all, what was given is all of it.
    """
    stands = list(standing)
    forms, given_forms = [part["form"] for part in stands], [part.get("form", "whole") for part in given]
    if any(forms.count(form) != 1 or given_forms.count(form) != 1 for form in given_forms):
        return given
    by_form = dict(zip(given_forms, given, strict=True))
    return [{**part, **by_form.get(part["form"], {})} for part in stands]


def leaves(fields: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Every term that is given, by where it stands; a list is one."""
    for name, value in fields.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def at(holder: Any, path: list[str]) -> Any:
    """What stands there; None where nothing does."""
    for step in path:
        holder = (holder[int(step)] if isinstance(holder, list) else holder.get(step)) if holder is not None else None
    return holder


def _meant(value: Any) -> Any:
    """A number however it is written; nothing is the same as an empty list."""
    if isinstance(value, dict):
        return {name: _meant(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_meant(each) for each in value] or None
    try:
        return Decimal(value)
    except (InvalidOperation, TypeError):
        return value


def _within(holder: Any, above: list[str]) -> Any:
    """The part of the terms that a field belongs to; what is not there yet is begun."""
    for step in above:
        if isinstance(holder, dict) and holder.get(step) is None:
            holder[step] = {}
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    return holder
