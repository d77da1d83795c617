"""Other streams, as what is cited of them is looked up before an append (docs/adr/0022)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any, TypeAlias

from rpds import HashTrieSet

from domain.catalogue import Decider, decider
from domain.fact import Entry, Fact, Recorded
from domain.links import Source, names_of
from domain.mending import held
from domain.ports import EventStore, Read
from domain.standing import ANSWERS, Step, standing

Unsaved: TypeAlias = Callable[[str], Iterable[Entry[Any]]]
"""A stream's entries that are decided and that the store does not have."""


class CitedStreams:
    """The streams of a store as they are cited: each is read once, and then on from where it was."""

    def __init__(self, store: EventStore) -> None:
        self.store = store
        self._known: dict[str, Source] = {}
        self._ahead: set[str] = set()
        """Those that have facts which the store does not."""

    def reads(self, own: str, facts: Sequence[Fact], state: Any, unsaved: Unsaved) -> tuple[Read, ...]:
        """Where the streams stand that have what these facts of the stream `own` cite.

        Raises a LedgerError where it is not there, or does not stand.
        """
        there, found = _Lazily(lambda stream: self._source(stream, unsaved)), set[str]()
        for fact in facts:
            citing = held(fact, state)
            if citing is not None and citing.link is not None:
                found |= {citing.link.rests(citing, own, cited, there) for cited in citing.citations()}
        return tuple(Read(stream, there[stream].version) for stream in sorted(found))

    def advance(self, stream: str, entries: Sequence[Entry[Any]]) -> None:
        """Facts that were decided of a stream count from now on."""
        known = self._known.pop(stream, None)
        if known and not any(entry.type in ANSWERS for entry in entries):
            self._known[stream] = further(known, entries)
            self._ahead.add(stream)

    def take_back(self) -> None:
        """What was decided was not recorded."""
        for stream in self._ahead:
            self._known.pop(stream, None)
        self._ahead.clear()

    def forget(self) -> None:
        """Everything is read from its first fact again."""
        self._known.clear()
        self._ahead.clear()

    def _source(self, stream: str, unsaved: Unsaved) -> Source:
        known = self._known.get(stream)
        came = self.store.stream(stream, after_version=known.version) if known else []
        if known is None or any(one.entry.type in ANSWERS for one in came):
            known = source(stream, whole(self.store, stream, unsaved(stream)))
        else:
            known = further(known, [one.entry for one in came])
        self._known[stream] = known
        return known


class _Lazily(dict[str, Source]):
    """Streams by their id, each read when it is first asked for, and once."""

    def __init__(self, read: Callable[[str], Source]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, stream: str) -> Source:
        found = self[stream] = self._read(stream)
        return found


def whole(store: EventStore, stream: str, unsaved: Iterable[Entry[Any]]) -> list[Recorded[Any]]:
    """The stream from its first fact, with what the store does not have yet."""
    saved: list[Recorded[Any]] = [*store.stream(stream)]
    last = saved[-1].entry.version if saved else 0
    return [*saved, *(Recorded(0, entry) for entry in unsaved if entry.version > last)]


def as_they_stand(recorded: Sequence[Recorded[Any]]) -> Sequence[Step]:
    """The facts of one stream that stand, as an aggregate folds them: it follows itself what is cited.

    Most streams hold no answer to words, and every command folds its stream.
    """
    answered = any(one.entry.type in ANSWERS for one in recorded)
    return [*standing(recorded, links=False)] if answered else recorded


def folded(aggregate: Decider, state: Any, steps: Iterable[Step]) -> Any:
    """The aggregate's state after these; of a word that was denied only its name is left."""
    for step in steps:
        if isinstance(step, Recorded):
            state = aggregate.evolve(state, step.fact, step.entry)
        else:
            for entry in step.words:
                state = aggregate.without(state, entry.body)
    return state


def source(stream: str, recorded: Sequence[Recorded[Any]]) -> Source:
    """What stands of it, from its first fact: a word that was denied gave nothing a name that may be cited."""
    aggregate, steps = decider(stream), as_they_stand(recorded)
    names = chain.from_iterable(
        names_of(one.entry.version, one.fact.names()) for one in steps if isinstance(one, Recorded)
    )
    there = [""] if recorded else []
    last = recorded[-1].entry.version if recorded else 0
    return Source(last, folded(aggregate, aggregate.initial, steps), HashTrieSet([*there, *names]))


def further(found: Source, entries: Iterable[Entry[Any]]) -> Source:
    """With the facts that follow, none of which answers words."""
    for entry in entries:
        names = found.names.update(names_of(entry.version, entry.body.names()))
        found = Source(entry.version, decider(entry.stream).evolve(found.state, entry.body, entry), names)
    return found
