"""Troubles, reported to a log: one line when they begin, when they change, each minute they last, and at their end."""

from __future__ import annotations

import logging
import random
import time
from typing import Protocol

from adapters.event_store.trouble import MOVED
from domain.errors import LedgerError


class Say(Protocol):
    """Hears one line, for a log."""

    def __call__(self, line: str, level: int = logging.INFO) -> None: ...


SAY_SECONDS = 10.0
AGAIN_SECONDS = 60.0
IDS = ("topic", "partition", "offset", "stream", "position")
LONGEST = 400
BACKOFF = (0.05, 5.0)
REFUSALS = 5


def silent(line: str, level: int = logging.INFO) -> None:
    """Reports nothing."""


class Troubles:
    """What is in the way now, and how many tries in a row it has spoiled.

    However often it comes, goes and changes, no more is said than one trouble, and its end, in `SAY_SECONDS`.
    """

    def __init__(self, say: Say = silent) -> None:
        self.say = say
        self.now = ""
        self.in_a_row = 0
        self._short = set[str]()
        self._told, self._begun = "", 0.0
        self._told_at = -SAY_SECONDS

    def met(self, error: Exception) -> None:
        """Something failed, and is tried again."""
        self.in_a_row += 1
        self.now = str(error)
        now = time.monotonic()
        since_told, same = now - self._told_at, self.now == self._told
        if since_told >= (AGAIN_SECONDS if same else SAY_SECONDS):
            if not self._told:
                self._begun = now
            self._told, self._told_at = self.now, now
            lasts = f"; for {now - self._begun:.0f} s by now" if now > self._begun else ""
            self.say(f"{line(error)}{lasts}; it is tried again until it works", logging.WARNING)

    def left_out(self, topic: str, key: str) -> None:
        """A row that its topic goes without, for good: told once a topic, for there may be many."""
        self.now = f"the row {key} is larger than Kafka takes for {topic}; its table has it"
        if topic not in self._short:
            self._short.add(topic)
            self.say(
                f"ROW-TOO-LARGE: {line(self.now)}; raise its max.message.bytes, and rebuild the view", logging.WARNING
            )

    def over(self) -> None:
        """Something worked."""
        self.in_a_row, self.now = 0, ""
        if self._told:
            self._told = ""
            self.say(f"it works again, after {time.monotonic() - self._begun:.0f} s")


def passes(trouble: LedgerError, tries: int) -> bool:
    """Whether trying again may help, after so many tries in a row: not where a file was moved, for the former one
    stays open; and of what somebody has to mend only a few times, for a view may just be made anew.
    """
    return trouble.detail != MOVED.says and (trouble.retryable or tries < REFUSALS)


def line(error: Exception | str) -> str:
    """An error and its place, on one line that is not too long and steers no terminal."""
    data = error.data if isinstance(error, LedgerError) else {}
    where = str(data.get("where") or "")
    way = error.own.says if isinstance(error, LedgerError) and error.own else ""
    place = f", at {where}" if where and where not in str(error) else ""
    known = ((name, data.get(name)) for name in IDS)
    ids = ", ".join(f"{name} {which}" for name, which in known if which is not None)
    text = " ".join(f"{error}{place}{f' ({ids})' if ids else ''}{f'; {way}' if way else ''}".split())
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text[:LONGEST]
    )


def pause(tries: int) -> float:
    """Seconds to wait after so many tries in a row that failed: each time twice as long, up to a bound."""
    longest = min(BACKOFF[0] * 2.0 ** min(tries - 1, 10), BACKOFF[1])
    return longest * random.uniform(0.5, 1.0)  # noqa: S311 - no secret hangs on it
