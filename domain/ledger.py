"""The one use case: read, decide, append, answer with a receipt."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

from msgspec import UNSET

from domain import access
from domain.catalogue import Decider, decider
from domain.command import Command
from domain.errors import Conflict, FutureDate, IdReused, Invalid, LedgerError, LinkMoved, Refused, StoreTrouble
from domain.fact import Entry, Fact, Recorded
from domain.ports import Append, Clock, EventStore, Read, Receipt
from domain.said import joined, worded
from domain.sources import CitedStreams, Unsaved, as_they_stand, folded, whole
from domain.standing import ANSWERS
from domain.units import check_amounts, check_moments
from domain.warned import Warned
from domain.when import first_day, instant, last_day

ATTEMPTS = 200
TOLD = 3  # so many facts are told that came in a stream meanwhile
NOT_ITS_WORDS: Any = {"id": True, "by": {"id"}}


class Standing(NamedTuple):
    """An aggregate's state, its version, and when the stream was last written to.

    `answered`: words were owned or denied since, so that the state has to be folded again.
    """

    state: Any
    version: int = 0
    recorded_at: str = ""
    answered: bool = False


@dataclass
class Ledger:
    """Records commands; a repeated command id gives the first receipt again.

    `pause(attempt)` waits a moment before a stream that has moved on is read again: only what is new, so that nobody
    starves at a long stream with many writers. `remember` keeps every stream's state: only where nobody else writes.
    """

    store: EventStore
    clock: Clock
    pause: Callable[[int], None]
    remember: bool = False
    standing: dict[str, Standing] = field(default_factory=dict)
    unsaved: Unsaved = lambda _stream: ()
    """A stream's entries that `advance` gave its caller and the store does not have."""

    def __post_init__(self) -> None:
        self.cited = CitedStreams(self.store)

    def handle(self, command: Command) -> Receipt:
        """Records one command durably. Raises any LedgerError; then nothing was written."""
        return self.handle_all([command])[0]

    def handle_all(self, commands: Sequence[Command]) -> list[Receipt]:
        """Records all commands in one durable append, or none; one receipt each, in order.

        If somebody else has meanwhile recorded the same commands, these are their receipts.
        """
        try:
            return self._decided(commands)
        except LedgerError:
            if (answers := self._recorded_meanwhile(commands)) is None:
                raise
            return answers
        finally:
            self._forget()

    def _decided(self, commands: Sequence[Command]) -> list[Receipt]:
        patient = all(command.patient and command.expect_version is None for command in commands)
        moved: Sequence[Read] = ()
        for attempt in range(ATTEMPTS):
            known = self.store.receipts([command.id for command in commands])
            try:
                return self._record(commands, known, again=attempt > 0)
            except Conflict as conflict:
                self.cited.take_back()
                moved = conflict.reads if isinstance(conflict, LinkMoved) else moved
                if attempt == ATTEMPTS - 1 or not patient:
                    self._tell(conflict, moved)
                    raise
                self.pause(attempt)
            except Refused as refused:
                self._tell(refused, moved)
                raise
        raise AssertionError("the last attempt returns or raises")

    def _tell(self, error: LedgerError, moved: Iterable[Read]) -> None:
        """Adds to the error what was meanwhile recorded in the streams that the command cites."""
        with suppress(StoreTrouble):  # the first trouble is told, and not this one
            came = [
                worded(
                    "{fact} ({entry})",
                    fact=late.entry.type.partition(".")[0].replace("-", " "),
                    entry=fact_of(stream, late.entry.version),
                )
                for stream, version in moved
                for late in self.store.stream(stream, after_version=version)[-TOLD:]
            ]
            if came:
                error.detail = worded(
                    "{message}; meanwhile came {came}", message=error.message, came=joined(came, "{one}, {other}")
                )
                error.data["since"] = came

    def _recorded_meanwhile(self, commands: Sequence[Command]) -> list[Receipt] | None:
        """The receipts, if all commands are recorded by now with the same words: that is why they were refused."""
        with suppress(StoreTrouble):  # the first trouble is told, and not this one
            known = self.store.receipts([command.id for command in commands])
            if all(sent.id in known and known[sent.id].command_digest == digest_of(sent) for sent in commands):
                return [known[sent.id] for sent in commands]
        return None

    def decide(self, command: Command) -> tuple[Append, list[Warned]]:
        """What the command would append, and its warnings; nothing is written."""
        try:
            append, after = self._decide(command, self.load(command.stream), self.unsaved)
        finally:
            self._forget()
        return append, decider(command.stream).warn(command, after.state)

    def unprepared(self, stream: str) -> list[Warned]:
        """What could still be prepared in a stream, as it stands: the warnings that are `standing`."""
        try:
            return decider(stream).practices.unprepared(stream.partition("/")[2], self.load(stream).state)
        finally:
            self._forget()

    def advance(self, command: Command) -> Append:
        """As `decide`, and the stream's remembered state moves on: the caller keeps the append."""
        append, after = self._decide(command, self.load(command.stream), self.unsaved)
        self.standing[command.stream] = after
        return append

    def _record(self, commands: Sequence[Command], known: dict[str, Receipt], *, again: bool) -> list[Receipt]:
        moved: dict[str, Standing] = {}
        answers: dict[str, Receipt] = {}
        appends: dict[str, Append] = {}

        def unsaved(stream: str) -> Iterable[Entry[Any]]:
            return chain.from_iterable(append.entries for append in appends.values() if append.stream == stream)

        left = deque(commands)
        while left:
            command = left.popleft()
            if command.id in known:
                answers[command.id] = known[command.id]
                receipt = answers[command.id]
                same_id(command, receipt.command_digest, fact_of(receipt.stream, receipt.first_version))
            elif command.id in appends:
                append = appends[command.id]
                same_id(command, append.command_digest, fact_of(append.stream, append.after_version + 1))
            else:
                before = moved.get(command.stream) or self.load(command.stream, again=again)
                if before.answered:
                    before = self._folded(command.stream, unsaved(command.stream))
                append, moved[command.stream] = self._decide(command, before, unsaved)
                appends[command.id] = append
                brought = decider(command.stream).practices.brings(command, append.entries)
                left.extendleft(reversed([*brought]))
        for receipt in self.store.append(list(appends.values())):
            answers[receipt.command_id] = receipt
        self.standing.update(moved)
        return [answers[command.id] for command in commands]

    def load(self, stream: str, *, again: bool = False) -> Standing:
        """The stream, folded from its first fact; `again`: from where it stood when it was last read."""
        aggregate = decider(stream)
        before = self.standing.get(stream, Standing(aggregate.initial))
        if before.answered:
            before = self.standing[stream] = self._folded(stream, self.unsaved(stream))
        if before.version and self.remember and not again:
            return before
        came = self.store.stream(stream, after_version=before.version)
        if before.version and any(recorded.entry.type in ANSWERS for recorded in came):
            before, came = Standing(aggregate.initial), self.store.stream(stream)
        self.standing[stream] = further(aggregate, before, came)
        return self.standing[stream]

    def _folded(self, stream: str, unsaved: Iterable[Entry[Any]]) -> Standing:
        """The stream folded from its first fact, including what is not saved yet."""
        aggregate = decider(stream)
        return further(aggregate, Standing(aggregate.initial), whole(self.store, stream, unsaved))

    def _forget(self) -> None:
        if not self.remember:
            self.standing.clear()
            self.cited.forget()

    def _decide(self, command: Command, before: Standing, unsaved: Unsaved) -> tuple[Append, Standing]:
        aggregate = decider(command.stream)
        try:
            append, after = self._judge(command, before, aggregate, unsaved)
        except LedgerError as error:
            error.data.setdefault("stream", command.stream)
            if str(where := error.data.get("where")).partition(".")[0] in type(command).model_fields:
                error.data.setdefault("field", where)
            raise
        self.cited.advance(command.stream, append.entries)
        return append, after

    def _judge(
        self, command: Command, before: Standing, aggregate: Decider, unsaved: Unsaved
    ) -> tuple[Append, Standing]:
        if aggregate.practices.of(type(command)) is None:
            lost = worded("{command} does not belong in {stream}", command=command.name, stream=command.stream)
            raise Invalid(lost, where="stream")
        access.check(command, closed=before.state.closed)
        if command.expect_version not in (None, before.version):
            newer = "this was decided after entry {expected}, and the last is entry {found}"
            raise Conflict.of(newer, expected=command.expect_version, found=before.version)
        # Never back: as-of a moment is then always a prefix of the stream, whatever the clock did.
        recorded_at = max(instant(self.clock.now()), before.recorded_at)
        occurred_at = aggregate.dated(command, before.state) or command.occurred_at or recorded_at
        given = command.occurred_at == occurred_at
        dated = command if given else command.model_copy(update={"occurred_at": occurred_at})
        check_moments(dated, getattr(command, "time_zone", zone(before.state)))
        if first_day(occurred_at, zone(before.state)) > last_day(recorded_at, zone(before.state)):
            raise FutureDate.of("{occurred_at} has not begun", occurred_at=occurred_at)
        check_amounts(dated, before.state.currency_of(command))
        state, entries, answered = before.state, [], False
        facts = aggregate.decide(dated, state, recorded_at)
        reads = self.cited.reads(command.stream, facts, state, unsaved)
        for version, fact in enumerate(facts, before.version + 1):
            entry = self._entry(dated, fact, version, before, recorded_at)
            entries.append(entry)
            if fact.type in ANSWERS:
                answered = True
            else:
                state = aggregate.evolve(state, fact, entry)
        append = Append(command.id, digest_of(command), command.stream, before.version, tuple(entries), reads)
        return append, Standing(state, before.version + len(entries), recorded_at, answered)

    def _entry(self, command: Command, fact: Fact, version: int, before: Standing, recorded_at: str) -> Entry[Any]:
        where = zone(before.state)
        return Entry(
            ledger=self.store.ledger_id,
            stream=command.stream,
            version=version,
            id=f"{command.id}/{version - before.version}",
            type=fact.type,
            recorded_at=recorded_at,
            occurred_at=command.occurred_at or recorded_at,
            party=command.party,
            actor=command.by,
            causation=command.id,
            correlation=command.correlation,
            why=command.why,
            time_zone=UNSET if where == "UTC" else where,
            body=fact,
        )


def further(aggregate: Decider, before: Standing, came: Sequence[Recorded[Any]]) -> Standing:
    """Where the stream stands after the facts that `came`."""
    if not came:
        return before
    state, last = folded(aggregate, before.state, as_they_stand(came)), came[-1].entry
    return Standing(state, last.version, last.recorded_at)


def zone(state: Any) -> str:
    """The zone a stream's days are read in."""
    return getattr(state, "zone", "UTC")


def digest_of(command: Command) -> str:
    """The SHA-256, in hex, of what a command id stands for: the command's name, its words, and which side said them.

    Fields at their defaults are left out, so that a field added later changes nothing. So is the pseudonym of who
    recorded it: a colleague who imports the same file again says the same.
    """
    words = command.model_dump_json(exclude=NOT_ITS_WORDS, exclude_defaults=True)
    return hashlib.sha256(f"{command.name} {words}".encode()).hexdigest()


def same_id(command: Command, known_digest: str, used: str) -> None:
    """Raises IdReused unless the id stands for these words; `used` says where it was used first."""
    if digest_of(command) != known_digest:
        raise IdReused.of("{id} was used for another command, in {used}", id=command.id, used=used)


def fact_of(stream: str, version: int) -> str:
    """A fact by its place, in words."""
    return worded("entry {entry} of {stream}", entry=version, stream=stream)
