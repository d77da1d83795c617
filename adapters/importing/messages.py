"""What an import says while it runs, and in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from domain.errors import LedgerError
from domain.step import WayOut
from domain.vocabulary import in_words
from domain.warned import Warned

SHOWN = 500
WARNED_MAX = 20
NO_WAY = WayOut()
WAYS_OUT = {
    "ID-REUSED": WayOut(says="give this line an id of its own"),
    "NOT-OPEN": WayOut(says="open it in a line before (engagement.open), or name one that is there"),
    "NO-ACCOUNT": WayOut(says="open it in a line before (account.open), or name one that is there"),
}
"""What to do about a line, where that is another thing in a file than at the command line."""


class Wrong(NamedTuple):
    """A line that is not imported, and why. `again` when its stream has an earlier error, which may be the cause;
    `element` where the file is an array.
    """

    line: int
    stream: str | None
    code: str
    message: str
    way_out: WayOut = NO_WAY
    again: bool = False
    element: int | None = None


class WarnedLine(NamedTuple):
    """What the ledger warns of in a line that it takes."""

    line: int
    stream: str
    code: str
    message: str
    way_out: WayOut = NO_WAY
    element: int | None = None


class Progress(NamedTuple):
    """How far it is: `stage` is deciding or recording; `done` of `total`, in bytes or in commands."""

    stage: str
    done: int
    total: int | None


@dataclass(slots=True)
class Tally:
    """The counts so far, and the streams that have an error. `warn` hears the first few warnings; all are counted."""

    tell: Callable[[Wrong], None]
    warn: Callable[[WarnedLine], None]
    lines: int = 0
    commands: int = 0
    facts: int = 0
    known: int = 0
    wrong: int = 0
    streams: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    warnings: Counter[str] = field(default_factory=Counter)

    def refuse(self, line: int, stream: str | None, error: LedgerError, element: int | None = None) -> None:
        """One line is wrong; its stream, where it says one, is not imported."""
        self.wrong += 1
        shown = stream and _shown(stream)
        way_out, again = WAYS_OUT.get(error.code, NO_WAY), stream in self.refused
        self.tell(Wrong(line, shown, error.code, _shown(error.message), way_out, again, element))
        if stream is not None:
            self.refused.add(stream)

    def warned(self, line: int, stream: str, warned: Warned, element: int | None) -> None:
        """The ledger takes a line and warns of it. What could still be prepared may be so by a later line, and is told
        by `sameside prepare`.
        """
        if warned.standing:
            return
        if self.warnings.total() < WARNED_MAX:
            self.warn(WarnedLine(line, stream, warned.code, _shown(warned.message), warned.way_out, element))
        self.warnings[warned.code] += 1


def _shown(text: str) -> str:
    """What came from a file, fit for a terminal: bounded, and without characters that steer it."""
    return "".join(character if in_words(character) else "\N{REPLACEMENT CHARACTER}" for character in text[:SHOWN])


@dataclass(frozen=True, slots=True)
class Imported:
    """How it ended. `written` is false when nothing was, because a line was wrong; `warnings` counts by code."""

    lines: int
    commands: int
    facts: int
    known: int
    wrong: int
    streams: int
    streams_refused: int
    seconds: float
    written: bool
    warnings: Mapping[str, int]

    @property
    def warnings_told(self) -> int:
        """How many of the warnings were told one by one."""
        return min(sum(self.warnings.values()), WARNED_MAX)

    @property
    def exit_code(self) -> int:
        """0 imported whole; 3 refused whole; 6 kept going with errors."""
        if not self.wrong:
            return 0
        return 6 if self.written else 3
