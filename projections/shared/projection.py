"""What a projection is: a name, a version, a document, and a pure fold."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Generic, NamedTuple, TypeVar, dataclass_transform

from domain.fact import Recorded
from domain.light import light
from domain.standing import Denial

T = TypeVar("T")
D = TypeVar("D")


@dataclass_transform(kw_only_default=True)
def document(cls: type[T]) -> type[T]:
    """A slotted dataclass that a fold may change, because nobody else holds it before it is saved."""
    return light(dataclass(slots=True, kw_only=True, repr=False, eq=False)(cls))


def _as_it_is(document: T) -> T:
    return document


def _no_course(_: object) -> Sequence[Decimal]:
    return ()


def _on_any_day(document: T, _: date) -> T:
    return document


class Later(NamedTuple):
    """Facts of a view that are loaded once it is folded: whoever reads what is kept needs none of them."""

    facts: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Projection(Generic[D]):
    """`keys` and `evolve` see only the facts named (`None`: every fact), as they stand: a denied word never gets there,
    and neither do the facts that own or deny words. Both are pure and total over any subsequence of a stream. One
    stream feeds a document; `evolve` may change the document it is given, and returns it, or None for no document.
    `finish` adds what follows from a document as a whole, each time before others see it: once a save, and not once a
    fact. Nothing in a document follows from today, a position or `recorded_at`; what follows from a day that is asked
    for adds `on_day`, which changes no document but answers another. A view that lists what was denied says how by
    `denied`; its documents are `by_stream`. A report lists documents by their `rank`, and leaves out those whose
    rank is None; without it, all of them by their key. `short` names what fits where there is little room, a terminal's
    width: some of the document's fields, `key`, and `over_time`, which is the figures of `course` in their order;
    elsewhere every field is.
    """

    name: str
    version: int
    document: type[D]
    facts: Any
    keys: Callable[[Recorded[Any]], Sequence[str]]
    evolve: Callable[[D | None, Recorded[Any]], D | None]
    streams: str = "engagement"
    finish: Callable[[D], D] = _as_it_is
    denied: Callable[[D, Denial], None] | None = None
    rank: Callable[[D], Any] | None = None
    on_day: Callable[[D, date], D] = _on_any_day
    by_day: Callable[[D, date], D] = _on_any_day
    short: tuple[str, ...] = ()
    course: Callable[[D], Sequence[Decimal]] = _no_course

    @property
    def folds(self) -> Any:
        """The facts that are named, loaded."""
        return self.facts.facts() if isinstance(self.facts, Later) else self.facts

    @property
    def dated(self) -> bool:
        """Whether its documents stand otherwise on another day, though nothing is recorded. They have a `time_zone`."""
        return self.by_day is not _on_any_day

    @property
    def about(self) -> str:
        """What it is about, in one line: its module's first."""
        return (sys.modules[self.evolve.__module__].__doc__ or "").strip().partition("\n")[0]


EVERY = "#*"
"""The end of a key that means each document the stream has by then."""


def every_document(recorded: Recorded[Any]) -> tuple[str]:
    """Each document of the stream that there is: for facts that do not name what they are about."""
    return (recorded.entry.stream + EVERY,)


def by_stream(recorded: Recorded[Any]) -> tuple[str]:
    """One document a stream."""
    return (recorded.entry.stream,)
