"""What each need says, as it was heard or corrected last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct


class Heard(Struct, frozen=True):
    """What was heard."""

    says: str


class Need(Struct, frozen=True):
    """Of a need what a list shows."""

    heard: Heard
    outcome: str | None


def words_of(needs: Mapping[str, Need]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each need by its name: the words, and the outcome that serves it."""
    for name, need in needs.items():
        yield name, {"says": need.heard.says, "outcome": need.outcome}
