"""What rests on what: a word can no longer be denied once a later word of the same party rests on it (domain 0).

A fact rests on the facts that brought to be what it is about: a version of the terms, a result, a thing by its name, a
fact by its version.
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
)


def about(fact: Fact) -> Iterator[str]:
    """What the fact is about, each as one text: these are what it rests on."""
    for say in _says(type(fact)):
        yield from say(fact)


@cache
def _says(kind: type[Fact]) -> tuple[Callable[[Any], Iterable[str]], ...]:
    """How a fact of this kind says what it is about, judged by its fields."""
    fields = kind.__struct_fields__
    found: list[Callable[[Any], Iterable[str]]] = [partial(_name, field) for field in NAMES if field in fields]
    found += [partial(_version, field) for field in VERSIONS if field in fields]
    found += [_terms] if "effect" in fields or {"outcome", "version"} <= {*fields} else []
    found += [_results] if {"outcome", "reference"} <= {*fields} else []
    return tuple(found)


def _name(field: str, fact: Any) -> tuple[str, ...]:
    name = getattr(fact, field)
    return (name,) if name is not None else ()


def _version(field: str, fact: Any) -> tuple[str, ...]:
    version = getattr(fact, field)
    return (f"fact {version}",) if version is not None else ()


def _terms(fact: Any) -> tuple[str, ...]:
    """The version of the terms: what a request does says it in its effect."""
    of = getattr(fact, "effect", fact)
    outcome, version = getattr(of, "outcome", None), getattr(of, "version", None)
    return (f"{outcome}/v{version}",) if outcome is not None and version is not None else ()


def _results(fact: Any) -> tuple[str, ...]:
    """The result by its reference, and all of its outcome: some facts speak of each."""
    if fact.outcome is None:
        return ()
    every = f"{fact.outcome}#"
    return (every,) if fact.reference is None else (f"{every}{fact.reference}", every)
