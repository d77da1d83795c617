"""A noun's card: all that the command line knows of one noun, in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from cli.flat import Flat

if TYPE_CHECKING:
    from adapters.wiring import Application, Reach
    from cli.row import Row, Stream
    from domain.fact import Entry

SEEN = ("said", "party", "facts", "occurred_at")
"""Columns of a list on a terminal, where a card does not say others: when it happened, not when that was recorded."""


AS_IT_IS = Flat()
"""The form of a command that needs no other."""


class Sums(NamedTuple):
    """Rows of sums: one for each of those that are listed together, and what these come to."""

    each: list[dict[str, Any]]
    whole: list[dict[str, Any]]


class Listed(NamedTuple):
    """Rows by their columns, how far they stand in the ledger, which is known once they were read, and how many there
    are; `sums` of all of them, for whoever looks at the list.
    """

    rows: Iterator[dict[str, Any]]
    reach: Callable[[], Reach]
    many: int
    sums: Callable[[], Sums] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Noun:
    """Its verbs are its commands, its facts those of the practices that these belong to; the card says the rest.

    How it is said:
    `examples`: verb → what follows `sameside NOUN VERB` in its help; a command without one is shown by the examples of
    its fields, `history` by that of `show`.
    `help`: option, or verb and option → what it says, where the command's model does not.
    `flat`: verb → how people say what its model holds nested.
    `samples`: the field that the first argument's second part says → what that is called, and one to name.

    What there is of it:
    `kinds`: the kinds of streams it is said in; the first is meant where none is named.
    `moved_by`: other nouns whose facts move its things too.
    `picks`: of all facts of a stream those that are one thing each, where that is not by practice; `picked` is the
    field of the things of a stream that has their numbers.
    `gone`: of a fact that took what was picked away, the version of the fact that it was picked by.
    `covers`: by the version of each fact that moved several things, which.

    How it stands:
    `stands`: a view and those of its fields that a list shows; `each` finds them by thing, where no document is one, in
    the fields that it `reads`, each with a type that holds what it needs.
    `beside`: what a list shows beside that of the facts themselves; `seen`: the rest that a terminal has room for.
    `stream`: where the noun names a whole stream too, a view and the fields that say how that stands.
    `rows`: places where a thing has its row, as `Stream.find` reads them; without any, the fields of its own facts are
    shown, the later before the earlier. `row` finds the row of what is more than that.
    `states`: a field of such a row, and how the thing stands while that is empty and once it is not, where no field
    says it in a word.
    `waits`: how every thing stands that is on the list at all.
    `lists`: the rows of its list, of one stream or of all, and how far they stand, where a view has them whole; then
    `columns` are the fields of a row, and `seen` those that a terminal has room for.

    What else is done with it:
    `verbs`: verbs that record nothing and no other noun has; where each is, and its line of help.
    """

    examples: Mapping[str, str]
    help: Mapping[str, str] = field(default_factory=dict)
    flat: Mapping[str, Flat] = field(default_factory=dict)
    samples: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    kinds: tuple[str, ...] = ("engagement",)
    moved_by: tuple[str, ...] = ()
    picks: Callable[[Entry[Any]], bool] | None = None
    picked: str | None = None
    gone: Callable[[Entry[Any]], int | None] | None = None
    covers: Callable[[Application, str, int | None, list[Entry[Any]]], dict[int, list[str]]] | None = None
    stands: tuple[str, tuple[str, ...]] | None = None
    each: Callable[[Any], Iterator[tuple[str, dict[str, Any]]]] | None = None
    reads: Callable[[], Mapping[str, Any]] = dict
    beside: tuple[str, ...] = ()
    seen: tuple[str, ...] = SEEN
    stream: tuple[str, tuple[str, ...]] | None = None
    rows: tuple[str, ...] = ()
    row: Callable[[Stream, str], Row | None] | None = None
    states: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    waits: str | None = None
    lists: Callable[[Application, str | None], Listed] | None = None
    columns: tuple[str, ...] = ()
    verbs: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def form(self, verb: str) -> Flat:
        """The flat form of a verb; most need none."""
        return self.flat.get(verb, AS_IT_IS)

    def explains(self, verb: str, option: str) -> str:
        """What an option of a verb says, where the command's model does not describe it."""
        return self.help.get(f"{verb} {option}") or self.help.get(option, "")
