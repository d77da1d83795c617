"""What rests on what: a word can no longer be denied once a later word of the same party rests on it (domain 0).

A fact rests on the facts that brought to be what it is about: a version of the terms, a result, a thing by its name, a
fact by its version.
"""

from __future__ import annotations

from collections.abc import Iterator
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


def about(fact: Fact) -> tuple[str, ...]:
    """Everything that the fact is about, each as one text: what it rests on."""
    return (*_terms(fact), *_results(fact), *_named(fact))


def brings(fact: Fact, version: int) -> tuple[str, ...]:
    """What later facts may rest on because of it; nothing where it only answers what is there."""
    return () if fact.answers else (*about(fact), f"fact {version}")


def _named(fact: Fact) -> Iterator[str]:
    for field in NAMES:
        name = getattr(fact, field, None)
        if isinstance(name, str):
            yield name
    for field in VERSIONS:
        version = getattr(fact, field, None)
        if isinstance(version, int):
            yield f"fact {version}"


def _terms(fact: Any) -> Iterator[str]:
    """The version of the terms: what a request does says it in its effect."""
    of = getattr(fact, "effect", fact)
    outcome, version = getattr(of, "outcome", None), getattr(of, "version", None)
    if outcome is not None and version is not None:
        yield f"{outcome}/v{version}"


def _results(fact: Any) -> Iterator[str]:
    """The result by its reference; where one speaks of all results of an outcome, of each."""
    outcome, reference = getattr(fact, "outcome", None), getattr(fact, "reference", None)
    if outcome is not None and reference is not None:
        yield f"{outcome}#{reference}"
    if outcome is not None and hasattr(fact, "reference"):
        yield f"{outcome}#"
