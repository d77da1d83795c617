"""What an import says while it runs, and in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from domain.errors import LedgerError
from domain.vocabulary import in_words

SHOWN = 500
WARNED_MAX = 20
WAYS_OUT = {
    "ID-REUSED": "give this line an id of its own",
    "NOT-OPEN": "open it in a line before (engagement.open), or name one that is there",
    "NO-ACCOUNT": "open it in a line before (account.open), or name one that is there",
}
"""What to do about a line, where that is another thing in a file than at the command line."""


class Wrong(NamedTuple):
    """A line that is not imported, and why. `again` when its stream has an earlier error, which may be the cause;
    `element` where the file is an array.
    """

    line: int
    stream: str | None
    code: str
    what: str
    again: bool = False
    element: int | None = None


class Warned(NamedTuple):
    """What the ledger warns of in a line that it takes."""

    line: int
    stream: str
    code: str
    what: str
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
    warn: Callable[[Warned], None]
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
        what, way = error.message, WAYS_OUT.get(error.code)
        if way:  # after a question it is a sentence of its own
            what += f" {way[0].upper()}{way[1:]}" if what.endswith("?") else f": {way}"
        self.tell(Wrong(line, shown, error.code, _shown(what), stream in self.refused, element))
        if stream is not None:
            self.refused.add(stream)

    def warned(self, line: int, stream: str, warning: str, element: int | None) -> None:
        """The ledger takes a line and warns of it."""
        code, _, what = warning.partition(": ")
        if self.warnings.total() < WARNED_MAX:
            self.warn(Warned(line, stream, code, _shown(what), element))
        self.warnings[code] += 1


def _shown(text: str) -> str:
    """What came from a file, fit for a terminal: bounded, and without characters that steer it."""
    return "".join(one if in_words(one) else "\N{REPLACEMENT CHARACTER}" for one in text[:SHOWN])


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
