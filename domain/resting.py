"""What rests on what: a word can no longer be denied once a later word of the same party rests on it (domain 0).

A fact rests on the facts that brought to be what it is about: an outcome, a version of its terms, a result, a thing by
its name, a fact by its version. Of two facts about one version of the terms neither brought the other to be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import Any

from domain.fact import Fact

VERSIONS = ("corrects", "measurement", "assessment", "mapped_at")
NAMES = (
    "thing",
    "choice",
    "request",
    "need",
    "expectation",
    "problem",
    "lesson",
    "advice",
    "work",
    "figure",
    "give",
    "way",
    "gain",
    "alternative",
    "person",
)


Say = Callable[[Any], Iterable[str]]


def about(fact: Fact) -> Iterator[str]:
    """Everything that the fact is about, each as one text: what it rests on."""
    for say in _says(type(fact))[0]:
        yield from say(fact)


def brought(fact: Fact) -> Iterator[str]:
    """Everything that came to be by the fact, or to be as it is, each as the same text: what later facts rest on."""
    for say in _says(type(fact))[1]:
        yield from say(fact)


@cache
def _says(kind: type[Fact]) -> tuple[tuple[Say, ...], tuple[Say, ...]]:
    """How a fact of this kind says what it is about, and what came to be by it, by the fields that it has."""
    fields = {*kind.__struct_fields__}
    both: list[Say] = [partial(_name, field) for field in NAMES if field in fields]
    both += [partial(_version, field) for field in VERSIONS if field in fields]
    rests, brings = [*both], [*both]
    if "effect" in fields or {"outcome", "version"} <= fields:
        rests.append(_terms)
    elif "outcome" in fields and "reference" not in fields:
        rests.append(_outcome)
    if {"outcome", "digest"} <= fields:
        brings += [_terms, _outcome] if "terms" in fields else [_terms]
    if {"outcome", "reference"} <= fields:
        rests.append(_result)
        brings += [_result, _results]
    return tuple(rests), tuple(brings)


def _name(field: str, fact: Any) -> tuple[str, ...]:
    name = getattr(fact, field)
    return (name,) if isinstance(name, str) else ()  # an alternative's `gain` is an amount


def _version(field: str, fact: Any) -> tuple[str, ...]:
    version = getattr(fact, field)
    return (f"fact {version}",) if version is not None else ()


def _terms(fact: Any) -> tuple[str, ...]:
    """The version of the terms: what a request does says it in its effect."""
    of = getattr(fact, "effect", fact)
    outcome, version = getattr(of, "outcome", None), getattr(of, "version", None)
    return (f"{outcome}/v{version}",) if outcome is not None and version is not None else ()


def _outcome(fact: Any) -> tuple[str, ...]:
    """The outcome by its name, which its first proposal brought to be."""
    first = fact.outcome is not None and getattr(fact, "version", 1) == 1
    return (f"outcome {fact.outcome}",) if first else ()


def _result(fact: Any) -> tuple[str, ...]:
    """The result by its reference, or all of its outcome."""
    return (f"{fact.outcome}#{fact.reference or ''}",) if fact.outcome is not None else ()


def _results(fact: Any) -> tuple[str, ...]:
    """All results of the outcome, as they are confirmed together."""
    return (f"{fact.outcome}#",) if fact.outcome is not None else ()
