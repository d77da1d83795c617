"""What a process that folds beside another is told, and what it says."""

from __future__ import annotations

from typing import NamedTuple


class Task(NamedTuple):
    """What another process folds: the streams from `first` on and before `end`, up to a position."""

    store: str
    scratch: str
    views: list[str]
    upto: int
    first: str
    end: str | None
    batch_max: int


class Told(NamedTuple):
    """What it says of itself: facts folded so far; at its end, the streams that stopped, or what troubles it."""

    done: int
    stopped: list[str] | None = None
    trouble: str | None = None
