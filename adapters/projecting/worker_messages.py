"""What a folding process is asked to do, and what it reports."""

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


class Report(NamedTuple):
    """Facts folded so far; at its end, also the streams that stopped, or what went wrong."""

    done: int
    stopped: list[str] | None = None
    trouble: str | None = None
