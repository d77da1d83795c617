"""An import from end to end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import orjson

from adapters.event_store.ports import Store
from adapters.importing.deciding import Deciding, Empty, StillClock
from adapters.importing.messages import Imported, Progress, Tally, WarnedLine, Wrong
from adapters.importing.recording import Recording
from adapters.importing.scratch import Scratch
from adapters.projecting.garbage import seldom
from adapters.reading.encodings import as_utf8
from adapters.reading.forms import lines_of, recognise
from adapters.reading.lines import Line, Lines, Unfit
from adapters.reading.notation import Notation
from domain.catalogue import COMMANDS
from domain.command import Command
from domain.ledger import Ledger

NEEDED = ("command", "id")


@dataclass(frozen=True, slots=True)
class Importer:
    """Imports files into one store; `tell` hears wrong lines, `warn` the first warnings, `progress` how far it is."""

    store: Store
    ledger: Ledger
    command: Callable[[Mapping[str, Any]], Command]
    batch_max: int
    look: Callable[[], Store]
    """Opens the store once more, by a connection of its own."""
    tell: Callable[[Wrong], None]
    progress: Callable[[Progress], None]
    warn: Callable[[WarnedLine], None] = lambda _: None
    recognised: Callable[[str], None] = lambda _: None

    def run(
        self,
        file: BinaryIO,
        *,
        name: str = "",
        size: int | None = None,
        keep_going: bool = False,
        **spelling: str | None,
    ) -> Imported:
        """The whole file, or nothing when a line is wrong; with `keep_going` the streams without a wrong line.

        `spelling` says how the file writes numbers and days: `decimal` comma or point, `dates` dmy, mdy or ymd.
        """
        began, tally = time.monotonic(), Tally(self.tell, self.warn)
        as_read, encoding, marked = as_utf8(file)
        lines = Lines(as_read)
        with seldom(), closing(Scratch()) as scratch:
            form = recognise(lines, name, NEEDED, encoding=encoding, marked=marked)
            if form.words:
                self.recognised(form.words)
            # Bytes are counted as UTF-8: of another encoding it is not known how many there will be.
            notation = Notation(**spelling, foreign=form.separator in ";\t")
            self._decide(
                lines, noted(lines_of(form, lines), notation), size if encoding == "UTF-8" else None, scratch, tally
            )
            written = keep_going or not tally.wrong
            if written:
                self._record(scratch, tally)
        seconds = round(time.monotonic() - began, 3)
        counts = (tally.lines, tally.commands, tally.facts, tally.known, tally.wrong)
        return Imported(*counts, len(tally.streams), len(tally.refused), seconds, written, dict(tally.warnings))

    def _decide(self, lines: Lines, read: Iterable[Line], size: int | None, scratch: Scratch, tally: Tally) -> None:
        clock = StillClock(self.ledger.clock)
        store = self.store if self.store.position() else Empty(self.store.ledger_id)
        ledger = replace(self.ledger, store=store, clock=clock, remember=True, standing={})
        deciding = Deciding(ledger, clock, self.command, scratch, tally, self.store.streams)
        deciding.run(read, lambda: self.progress(Progress("deciding", lines.bytes_read, size)))

    def _record(self, scratch: Scratch, tally: Tally) -> None:
        total = len(scratch)
        recording = Recording(
            self.store, self.ledger, self.command, tally, self.batch_max, tally.known + total, self.look
        )
        decisions = scratch.in_order(frozenset(tally.refused))
        recording.run(decisions, lambda: self.progress(Progress("recording", tally.commands, total)))


def noted(lines: Iterable[Line], notation: Notation) -> Iterator[Line]:
    """The lines, with numbers and days as the ledger writes them, or with what is unclear."""
    if not notation.needed:
        yield from lines
        return
    for line in lines:
        try:
            fields = line.told and notation.read(line.told, COMMANDS.get(str(line.told.get("command"))))
        except Unfit as error:
            yield line._replace(wrong=str(error))
        else:
            same = fields is None or fields == line.told
            yield line if same else line._replace(told=fields, raw=orjson.dumps(fields))
