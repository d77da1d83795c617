"""The second pass: appends what was decided, where its stream has not moved on meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any

import orjson

from adapters.event_store.ports import Store, Stored, needed
from adapters.importing.messages import Tally
from adapters.importing.scratch import Decided
from domain.command import Command
from domain.errors import Conflict, LedgerError, LinkMoved, Refused, StoreTrouble
from domain.extent import Extent, note
from domain.ledger import Ledger


@dataclass(slots=True)
class Recording:
    """Appends decisions in batches. A stream that somebody else wrote to is decided again, by the plain ledger."""

    store: Store
    ledger: Ledger
    command: Callable[[Mapping[str, Any]], Command]
    tally: Tally
    batch_max: int
    total: int
    """How many commands the file has that are known already, or can be recorded."""
    look: Callable[[], Store]
    """Opens the store once more, by a connection of its own."""
    moved: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        # A stream that moved is decided on from where it stood: folding it anew for every line would be quadratic.
        self.ledger = replace(self.ledger, remember=True, standing={})

    def run(self, decisions: Iterable[Decided], after_batch: Callable[[], None]) -> None:
        """All of them, each batch durably or not at all. Whatever it raises, says how many are recorded."""
        for batch in _batches(decisions, self.batch_max):
            before = self._done
            try:
                self._append([decided for decided in batch if decided.stream not in self.moved])
                for decided in batch:
                    if decided.stream in self.moved:
                        self._again(decided)
                after_batch()
            except BaseException as error:  # also whoever is interrupted is told what is recorded
                note(error, self._extent(before, [decided.command_id for decided in batch]))
                raise

    @property
    def _done(self) -> int:
        """How many commands of the file are recorded, by this import or one before."""
        return self.tally.commands + self.tally.known

    def _extent(self, before: int, batch: Sequence[str]) -> Extent:
        """What is recorded when it breaks off in this batch, `before` which so many were."""
        try:
            with closing(self.look()) as store:
                done = before + len(store.settled(batch))
        except LedgerError:
            return Extent.unknown(done=before, total=self.total)
        return Extent.part(done, self.total, "command") if done else Extent.none()

    def _append(self, batch: list[Decided]) -> None:
        """Those whose streams stand where they stood; the others' streams are marked as moved."""
        while batch:
            try:
                self.store.append_stored(_stored(batch))
            except Conflict as conflict:
                moved = self._moved(batch) | _citing(batch, conflict)
                if not moved:
                    raise
                self.moved |= moved
                batch = [decided for decided in batch if decided.stream not in moved]
            else:
                self.tally.commands += len(batch)
                self.tally.facts += sum(len(decided.rows) for decided in batch)
                return

    def _moved(self, batch: list[Decided]) -> set[str]:
        """The streams that are not where the batch takes them up, or have one of its commands."""
        first: dict[str, int] = {}
        for decided in batch:
            first.setdefault(decided.stream, decided.first_version)
        moved = {stream for stream, version in first.items() if len(self.store.rows(stream)) + 1 != version}
        known = self.store.receipts([decided.command_id for decided in batch])
        return moved | {decided.stream for decided in batch if decided.command_id in known}

    def _again(self, decided: Decided) -> None:
        if decided.stream in self.tally.refused:
            skipped = Refused("not tried, because an earlier line of its stream was refused")
            self.tally.refuse(decided.line, decided.stream, skipped, decided.element)
            return
        before = decided.command_id in self.store.receipts([decided.command_id])
        try:
            receipt = self.ledger.handle(self.command(orjson.loads(decided.told)))
        except StoreTrouble:
            raise
        except LedgerError as error:
            self.tally.refuse(decided.line, decided.stream, error, decided.element)
            return
        self.tally.known += before
        self.tally.commands += not before
        self.tally.facts += 0 if before else receipt.facts


def _batches(decisions: Iterable[Decided], batch_max: int) -> Iterator[list[Decided]]:
    """As many commands as make at most so many facts; one command's facts stay together."""
    batch: list[Decided] = []
    facts = 0
    for decided in decisions:
        if batch and facts + len(decided.rows) > batch_max:
            yield batch
            batch, facts = [], 0
        batch.append(decided)
        facts += len(decided.rows)
    if batch:
        yield batch


def _stored(batch: list[Decided]) -> Stored:
    rows = [row for decided in batch for row in decided.rows]
    reads = needed((decided.stream, len(decided.rows), decided.reads) for decided in batch)
    return Stored(rows, [(*decided[1:5], len(decided.rows)) for decided in batch], reads)


def _citing(batch: list[Decided], conflict: Conflict) -> set[str]:
    """The streams that cite one which moved on."""
    cited = {read.stream for read in conflict.reads} if isinstance(conflict, LinkMoved) else set()
    return {decided.stream for decided in batch if any(read.stream in cited for read in decided.reads)}
