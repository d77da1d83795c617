"""The first pass: every line through the ledger, its facts kept aside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from difflib import get_close_matches
from itertools import chain, islice
from typing import Any

import orjson

from adapters.codec import decode, encode
from adapters.importing.commands import OWN
from adapters.importing.messages import Tally
from adapters.importing.scratch import Decided, Scratch, Used, in_line
from adapters.reading.lines import Line, Unfit
from adapters.reading.notation import Notation
from domain.catalogue import COMMANDS, KIND, decider, kind_of
from domain.command import Command
from domain.errors import Invalid, LedgerError, NoSuchLink, NotOpen, StoreTrouble
from domain.fact import Entry, Fact, Recorded
from domain.ledger import Ledger, fact_of, same_id
from domain.ports import Append, Clock, Receipt
from domain.streams import Streams, nearer
from domain.vocabulary import KINDS

BATCH = 500
NEARER_MAX = 50
"""Where so many streams have an error, the nearest name is looked for no more."""


class StillClock:
    """Another clock's time, read once a batch."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.tick()

    def tick(self) -> None:
        self.moment = self.clock.now()

    def now(self) -> datetime:
        return self.moment


class Empty:
    """A store that had nothing in it when the import began, so that nobody has to ask it line by line."""

    def __init__(self, ledger_id: str) -> None:
        self.ledger_id = ledger_id

    def stream(self, stream: str, *, after_version: int = 0) -> list[Recorded[Fact]]:  # noqa: ARG002 - the port's
        return []

    def receipts(self, _: Sequence[str]) -> dict[str, Receipt]:
        return {}

    def append(self, _: Sequence[Append]) -> list[Receipt]:
        raise AssertionError("the first pass writes nothing")


@dataclass(slots=True)
class Deciding:
    """Decides line by line. The ledger reads the real store and remembers each stream; nothing is written to it."""

    ledger: Ledger
    clock: StillClock
    command: Callable[[Mapping[str, Any]], Command]
    scratch: Scratch
    tally: Tally
    streams: Streams
    """Those of the store."""
    batch: list[Decided] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ledger = replace(self.ledger, unsaved=self._unsaved)

    def run(self, lines: Iterable[Line], after_batch: Callable[[], None]) -> None:
        """Every line; those that are wrong are told and their streams marked."""
        lines = iter(lines)
        while batch := list(islice(lines, BATCH)):
            self.clock.tick()
            self.tally.lines += len(batch)
            for decided in self._decided(batch):
                self.batch.append(decided)
            self.scratch.keep(self.batch)
            self.batch.clear()
            after_batch()

    def _unsaved(self, stream: str) -> Iterator[Entry[Any]]:
        """What was decided of a stream so far."""
        batch = (row for decided in self.batch if decided.stream == stream for row in decided.rows)
        return (decode(type_, state) for _, _, type_, state in chain(self.scratch.facts(stream), batch))

    def _decided(self, batch: Sequence[Line]) -> Iterator[Decided]:
        known = self._known([line.told["id"] for line in batch if line.told and isinstance(line.told.get("id"), str)])
        for line in batch:
            try:
                for decided in self._decide(line, known):
                    known[decided.command_id] = Used(decided.digest, in_line(decided.line, decided.element))
                    yield decided
            except StoreTrouble:
                raise
            except LedgerError as error:
                stream = stream_of(line.told)
                self.tally.refuse(line.number, stream, self._nearer(_clearer(line, error), stream), line.element)

    def _known(self, command_ids: list[str]) -> dict[str, Used]:
        """What those ids stand for that the ledger has, or an earlier line."""
        receipts = self.ledger.store.receipts(command_ids) if command_ids else {}
        recorded = {
            name: Used(receipt.command_digest, fact_of(receipt.stream, receipt.first_version))
            for name, receipt in receipts.items()
        }
        return recorded | self.scratch.used(command_ids)

    def _streams(self, prefix: str, limit: int) -> list[str]:
        """Streams that begin so, of the store and of the lines so far."""
        batch = (decided.stream for decided in self.batch if decided.stream.startswith(prefix))
        return sorted({*self.streams(prefix, limit), *self.scratch.streams(prefix, limit), *batch})[:limit]

    def _nearer(self, error: LedgerError, stream: str | None) -> LedgerError:
        """With the nearest name, where a stream is not there, and not for an earlier error of its own. Many names are
        compared, so only for the first few.
        """
        refused = self.tally.refused
        if isinstance(error, NoSuchLink | NotOpen) and stream not in refused and len(refused) < NEARER_MAX:
            return nearer(error, self._streams)
        return error

    def _decide(self, line: Line, known: Mapping[str, Used]) -> Iterator[Decided]:
        """What the line's command records, then what is recorded on other streams together with it: that is decided
        once the first is kept.
        """
        if line.told is None or line.wrong:
            raise Invalid(line.wrong)
        if "id" not in line.told:
            raise Invalid("every line needs an id, so that importing again adds nothing", where="id")
        command = self.command(line.told)
        self.tally.streams.add(command.stream)
        if command.id in known:
            same_id(command, known[command.id].digest, known[command.id].where)
            self.tally.known += 1
            return
        append = self.ledger.advance(command)
        for warned in decider(command.stream).warn(command, self.ledger.standing[command.stream].state):
            self.tally.warned(line.number, command.stream, warned, line.element)
        yield _kept(line, command.id, line.raw, append)
        for brought in decider(command.stream).practices.brings(command, append.entries):
            yield _kept(line, brought.id, _as_line(brought), self.ledger.advance(brought))


def _kept(line: Line, command_id: str, raw: bytes, append: Append) -> Decided:
    rows = [(entry.stream, entry.version, entry.type, encode(entry)) for entry in append.entries]
    first = append.after_version + 1
    return Decided(
        line.number,
        command_id,
        append.command_digest,
        append.stream,
        first,
        raw,
        rows,
        append.reads,
        line.element,
    )


def _as_line(command: Command) -> bytes:
    """A command as a line of an import says it."""
    fields = orjson.loads(command.model_dump_json(exclude={"by", "party"}, exclude_defaults=True))
    return orjson.dumps({"command": command.name, "as": command.party.value, **fields})


def _clearer(line: Line, error: LedgerError) -> LedgerError:
    """What settles it, where a number or a day was refused for how it is written."""
    if isinstance(error, Invalid) and line.told and not line.wrong:
        try:
            Notation().read(line.told, COMMANDS.get(str(line.told.get("command"))))
        except Unfit as unclear:
            return Invalid(str(unclear))
    return error


def stream_of(message: Mapping[str, Any] | None) -> str | None:
    """The stream that a wrong line meant, as far as it can be told."""
    if message is None:
        return None
    name = str(message.get("command"))
    near = [name] if name in COMMANDS else get_close_matches(name, COMMANDS, n=1)
    meant = COMMANDS[near[0]] if near else None
    stream = message.get("stream", OWN if meant is not None and KIND[meant] == "practice" else None)
    if not isinstance(stream, str):
        return None
    noun, prefix = name.partition(".")[0], stream.partition("/")[0]
    kind = kind_of(meant, stream) if meant else next((name for name in (prefix, noun) if name in KINDS), "engagement")
    return f"{kind}/{stream.removeprefix(f'{kind}/').partition('/')[0][:64]}"
