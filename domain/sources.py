"""Other streams, looked up before an append for what is cited in them (docs/adr/0022)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

from rpds import HashTrieSet

from domain.catalogue import Decider, decider
from domain.fact import Entry, Fact, Recorded
from domain.linked import held
from domain.links import Source, names_of
from domain.ports import EventStore, Read
from domain.standing import ANSWERS, Step, standing

Unsaved: TypeAlias = Callable[[str], Iterable[Entry[Any]]]
"""A stream's entries that are decided and that the store does not have."""


class CitedStreams:
    """The cited streams of a store: each is read once, and later only what is new in it."""

    def __init__(self, store: EventStore) -> None:
        self.store = store
        self._known: dict[str, Source] = {}
        self._ahead: set[str] = set()
        """Those that have facts which the store does not."""

    def reads(self, own: str, facts: Sequence[Fact], state: Any, unsaved: Unsaved) -> tuple[Read, ...]:
        """The streams that these facts of stream `own` cite, each at its version.

        Raises a LedgerError where what is cited is not there, or does not stand.
        """
        there, streams = _Lazily(lambda stream: self._source(stream, unsaved)), set[str | None]()
        for fact in facts:
            citing = held(fact, state)
            if citing is not None and citing.link is not None:
                streams |= {citing.link.rests(citing, own, cited, there) for cited in citing.looked_up()}
        return tuple(Read(stream, there[stream].version) for stream in sorted(filter(None, streams)))

    def advance(self, stream: str, entries: Sequence[Entry[Any]]) -> None:
        """Counts facts that were decided but are not saved yet."""
        known = self._known.pop(stream, None)
        if known and not any(entry.type in ANSWERS for entry in entries):
            self._known[stream] = further(known, entries)
            self._ahead.add(stream)

    def take_back(self) -> None:
        """Drops what was decided: it was not recorded."""
        for stream in self._ahead:
            self._known.pop(stream, None)
        self._ahead.clear()

    def forget(self) -> None:
        """Drops everything, so that each stream is read from its first fact again."""
        self._known.clear()
        self._ahead.clear()

    def _source(self, stream: str, unsaved: Unsaved) -> Source:
        known = self._known.get(stream)
        came = self.store.stream(stream, after_version=known.version) if known else []
        if known is None or any(recorded.entry.type in ANSWERS for recorded in came):
            known = source(stream, whole(self.store, stream, unsaved(stream)))
        else:
            known = further(known, [recorded.entry for recorded in came])
        self._known[stream] = known
        return known


class _Lazily(dict[str, Source]):
    """Streams by their id, each read once, when it is first asked for."""

    def __init__(self, read: Callable[[str], Source]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, stream: str) -> Source:
        source = self[stream] = self._read(stream)
        return source


class Stood(NamedTuple):
    """How a stream stood after an entry: its state, its facts that stood, and which entry that was."""

    state: Any
    facts: list[Fact]
    version: int


def stood(store: EventStore, stream: str, command_id: str) -> Stood:
    """How a stream stands; where that command is recorded in it already, how it stood before."""
    known = store.receipts([command_id]).get(command_id)
    before = known.first_version if known is not None and known.stream == stream else None
    recorded = [each for each in store.stream(stream) if before is None or each.entry.version < before]
    steps, aggregate = as_they_stand(recorded), decider(stream)
    facts = [step.fact for step in steps if isinstance(step, Recorded)]
    return Stood(folded(aggregate, aggregate.initial, steps), facts, recorded[-1].entry.version if recorded else 0)


def whole(store: EventStore, stream: str, unsaved: Iterable[Entry[Any]]) -> list[Recorded[Any]]:
    """The stream from its first fact, including what is not saved yet."""
    saved: list[Recorded[Any]] = [*store.stream(stream)]
    last = saved[-1].entry.version if saved else 0
    return [*saved, *(Recorded(0, entry) for entry in unsaved if entry.version > last)]


def as_they_stand(recorded: Sequence[Recorded[Any]]) -> Sequence[Step]:
    """The facts of one stream that stand, for an aggregate to fold; mended links are left to the aggregate.

    Most streams hold no answer to words and are returned as they are: every command folds its stream.
    """
    answered = any(step.entry.type in ANSWERS for step in recorded)
    return [*standing(recorded, links=False)] if answered else recorded


def folded(aggregate: Decider, state: Any, steps: Iterable[Step]) -> Any:
    """The aggregate's state after these steps; of a denied word only its names are left."""
    for step in steps:
        if isinstance(step, Recorded):
            state = aggregate.evolve(state, step.fact, step.entry)
        else:
            for entry in step.words:
                state = aggregate.without(state, entry, step.entry)
    return state


def source(stream: str, recorded: Sequence[Recorded[Any]]) -> Source:
    """The stream as others may cite it. A name that only a denied word gave cannot be cited."""
    aggregate, steps = decider(stream), as_they_stand(recorded)
    names = chain.from_iterable(
        names_of(step.entry.version, step.fact.names()) for step in steps if isinstance(step, Recorded)
    )
    there = [""] if recorded else []
    last = recorded[-1].entry.version if recorded else 0
    return Source(last, folded(aggregate, aggregate.initial, steps), HashTrieSet([*there, *names]))


def further(before: Source, entries: Iterable[Entry[Any]]) -> Source:
    """The source with the entries that follow; none of them may answer words."""
    for entry in entries:
        names = before.names.update(names_of(entry.version, entry.body.names()))
        before = Source(entry.version, decider(entry.stream).evolve(before.state, entry.body, entry), names)
    return before
