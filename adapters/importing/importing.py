"""An import from end to end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, BinaryIO

from adapters.collecting import seldom
from adapters.event_store.rows import Store
from adapters.importing.csv_lines import csv_lines
from adapters.importing.deciding import Deciding, Empty, StillClock
from adapters.importing.json_lines import json_lines
from adapters.importing.lines import Line, Lines
from adapters.importing.recording import Recording
from adapters.importing.said import Imported, Progress, Tally, Warned, Wrong
from adapters.importing.scratch import Scratch
from domain.command import Command
from domain.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Importer:
    """Imports files into one store; `tell` hears wrong lines, `warn` the first warnings, `progress` how far it is."""

    store: Store
    ledger: Ledger
    command: Callable[[Mapping[str, Any]], Command]
    batch_max: int
    tell: Callable[[Wrong], None]
    progress: Callable[[Progress], None]
    warn: Callable[[Warned], None]

    def run(self, file: BinaryIO, *, name: str = "", size: int | None = None, keep_going: bool = False) -> Imported:
        """The whole file, or nothing when a line is wrong; with `keep_going` the streams without a wrong line."""
        began, tally, lines = time.monotonic(), Tally(self.tell, self.warn), Lines(file)
        with seldom(), closing(Scratch()) as scratch:
            self._decide(lines, form_of(name, lines), size, scratch, tally)
            written = keep_going or not tally.wrong
            if written:
                self._record(scratch, tally)
        seconds = round(time.monotonic() - began, 3)
        counts = (tally.lines, tally.commands, tally.facts, tally.known, tally.wrong)
        return Imported(*counts, len(tally.streams), len(tally.refused), seconds, written, dict(tally.warnings))

    def _decide(
        self, lines: Lines, form: Callable[[Lines], Iterator[Line]], size: int | None, scratch: Scratch, tally: Tally
    ) -> None:
        clock = StillClock(self.ledger.clock)
        store = self.store if self.store.position() else Empty(self.store.ledger_id)
        ledger = replace(self.ledger, store=store, clock=clock, remember=True, standing={})
        deciding = Deciding(ledger, clock, self.command, scratch, tally)
        deciding.run(form(lines), lambda: self.progress(Progress("deciding", lines.bytes_read, size)))

    def _record(self, scratch: Scratch, tally: Tally) -> None:
        total = len(scratch)
        recording = Recording(self.store, self.ledger, self.command, tally, self.batch_max)
        decisions = scratch.in_order(frozenset(tally.refused))
        recording.run(decisions, lambda: self.progress(Progress("recording", tally.commands, total)))


def form_of(name: str, lines: Lines) -> Callable[[Lines], Iterator[Line]]:
    """NDJSON or CSV: by the file's name, or else by how it begins."""
    ending = PurePath(name).suffix.lower()
    if ending in {".ndjson", ".jsonl", ".json"}:
        return json_lines
    first = lines.peek().lstrip(b"\xef\xbb\xbf \t")
    is_csv = ending == ".csv" or (first[:1] not in (b"{", b"[") and b"command" in first)
    return csv_lines if is_csv else json_lines
