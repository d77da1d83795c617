"""A disk that forgets: what may be found on it when the power goes after any of the operations that were asked of it.

As https://www.sqlite.org/atomiccommit.html has it. What was synced is there. Of what was not, anything may be there or
not, whatever the order in which it was asked for, and each write sector by sector. A name is in its folder, or gone
from it, for sure only after the folder was synced.

Not among them: a disk that loses what it reported as synced, one that damages bytes beside those written, and one that
shows an old journal's sectors, whole and in order, as a new one's.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath
from random import Random
from typing import NamedTuple

from benchmarks.drills.power.files import Kind, Operation

SECTOR = 512
EVERY_SUBSET = 5
"""Of so many unsynced operations every subset is tried; of more, random ones."""
AGAIN = "again"
KINDS = ("prefix", "dropped", "reordered", "torn", AGAIN)
"""The last are those after a second power loss, while the ledger was opened after the first."""
State = dict[str, bytes]
"""The files that are found, by name."""


@dataclass
class Content:
    """A file's bytes as they are for sure, and what was asked of it since its last sync."""

    safe: bytearray = field(default_factory=bytearray)
    unsynced: list[Operation] = field(default_factory=list)

    def settle(self) -> None:
        for operation in self.unsynced:
            _apply(self.safe, operation)
        self.unsynced = []


class Name(NamedTuple):
    """What a name may stand for, the last of them as the program sees it; None where there is no such file."""

    meant: tuple[Content | None, ...]


class Disk:
    """Takes operations one after the other, and tells how they may be found."""

    def __init__(self, before: State) -> None:
        self.names = {path: Name((Content(bytearray(data)),)) for path, data in before.items()}

    def take(self, operation: Operation) -> None:
        kind, path = operation.kind, operation.path
        if kind is Kind.CREATE:
            known = self.names.get(path, Name((None,)))
            self.names[path] = Name((*known.meant, Content()))
        elif kind is Kind.DELETE:
            self.names[path] = Name((*self.names[path].meant, None))
        elif kind is Kind.SYNC_FOLDER:
            folder = PurePosixPath(path).parent
            for name in [name for name in self.names if PurePosixPath(name).parent == folder]:
                self.names[name] = Name(self.names[name].meant[-1:])
        elif kind is not Kind.MARK:
            content = self.names[path].meant[-1]
            assert content is not None, f"{path} is used after it was deleted"
            if kind is Kind.SYNC:
                content.settle()
            else:
                content.unsynced.append(operation)

    def states(self, chance: Random, samples: int) -> Iterator[tuple[str, State]]:
        """What may be found now, by kind; `samples` random ones, at least 2, where there are too many for all."""
        last = {path: name.meant[-1] for path, name in self.names.items()}
        yield "prefix", _found(last, _all)
        for names in self._namings(chance, samples):
            yield "dropped", _found(names, partial(_whole, kept=()))
            pending = [operation for content in names.values() if content for operation in content.unsynced]
            for kept in _subsets(pending, chance, samples):
                yield "reordered", _found(names, partial(_whole, kept=kept))
            for number in range(samples if pending else 0):
                yield "torn", _found(names, Tear(chance, only_last=number % 3 == 0).found)

    def _namings(self, chance: Random, samples: int) -> Iterator[dict[str, Content | None]]:
        """Which file each name stands for, in every way that there is."""
        ways = list(itertools.product(*(name.meant for name in self.names.values())))
        if len(ways) > samples:
            ways = [ways[0], ways[-1], *chance.sample(ways[1:-1], samples - 2)]
        yield from (dict(zip(self.names, way, strict=True)) for way in ways)


class Tear:
    """Writes of which some sectors are there; where the file grew without its bytes, zeros or rubbish is found."""

    def __init__(self, chance: Random, *, only_last: bool) -> None:
        self.chance = chance
        self.only_last = only_last
        self.share = chance.choice((0.1, 0.5, 0.9))
        self.rubbish = chance.random() < 0.5

    def found(self, content: Content) -> bytes:
        data = bytearray(content.safe)
        for operation in content.unsynced:
            if self.only_last and operation is not content.unsynced[-1]:
                _apply(data, operation)
            elif operation.kind is Kind.TRUNCATE:
                if self.chance.random() < self.share:
                    _apply(data, operation)
            elif self.chance.random() < 0.9:
                self._torn(data, operation)
        return bytes(data)

    def _torn(self, data: bytearray, write: Operation) -> None:
        end = write.at + len(write.data)
        if end > len(data):
            more = end - len(data)
            data.extend(self.chance.randbytes(more) if self.rubbish else bytes(more))
        at = write.at
        while at < end:
            upto = min(end, (at // SECTOR + 1) * SECTOR)
            if self.chance.random() < self.share:
                data[at:upto] = write.data[at - write.at : upto - write.at]
            at = upto


def _subsets(pending: Sequence[Operation], chance: Random, samples: int) -> Iterator[Sequence[Operation]]:
    """Of what was not synced, any part: all parts of a few operations, random ones and all beginnings of many."""
    if len(pending) <= EVERY_SUBSET:
        for size in range(1, len(pending) + 1):
            yield from itertools.combinations(pending, size)
        return
    for _ in range(samples):
        share = chance.choice((0.1, 0.5, 0.9))
        yield [operation for operation in pending if chance.random() < share]
    yield pending[: chance.randrange(len(pending))]
    yield pending[chance.randrange(len(pending)) :]


def _found(names: dict[str, Content | None], bytes_of: Callable[[Content], bytes]) -> State:
    return {path: bytes_of(content) for path, content in names.items() if content is not None}


def _all(content: Content) -> bytes:
    return _whole(content, content.unsynced)


def _whole(content: Content, kept: Sequence[Operation]) -> bytes:
    """The file with those of its unsynced operations that were kept, in their order."""
    if not content.unsynced:
        return bytes(content.safe)
    chosen, data = {id(operation) for operation in kept}, bytearray(content.safe)
    for operation in content.unsynced:
        if id(operation) in chosen:
            _apply(data, operation)
    return bytes(data)


def _apply(data: bytearray, operation: Operation) -> None:
    at = operation.at
    if at > len(data):
        data.extend(bytes(at - len(data)))
    if operation.kind is Kind.TRUNCATE:
        del data[at:]
        return
    data[at : at + len(operation.data)] = operation.data
