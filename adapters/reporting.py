"""Views as they are, as they were known at a moment, and as the world stood on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import groupby
from typing import TYPE_CHECKING, Any

from adapters.codec import decode
from adapters.event_store.rows import Row, Store
from adapters.views.folding import fold
from domain.errors import Invalid, NoView, StoreTrouble, Unknown
from domain.fact import Recorded
from domain.standing import standing
from domain.when import check
from projections import PROJECTIONS
from projections.across import ACROSS, Across
from projections.projection import Projection

if TYPE_CHECKING:
    from adapters.projector import Projector

Document = tuple[str, Any]
LISTED = {
    "engagement": "sameside engagement list",
    "account": "sameside report account",
    "practice": "sameside practice list",
}
NO_PLACE = ("readonly", "unable to open", "permission denied for", "read-only transaction")
"""What a database says that lets itself be read only, or cannot be made."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a view: one stream or all, as recorded by `as_of`, as the world stood `on` a day."""

    view: str
    stream: str | None = None
    as_of: str | None = None
    on: str | None = None


@dataclass(frozen=True, slots=True)
class Reports:
    """Answers from the read models, caught up first; past ones by folding streams, never from the read models."""

    store: Store
    projector: Callable[[], Projector]

    def documents(self, asked: Asked) -> Iterator[Document]:
        """Documents by key, in the order of keys. Raises Invalid for an unknown view, Unknown for an empty stream."""
        projection = shown(asked.view)
        if asked.stream and not self.store.rows(asked.stream):
            name = asked.stream.partition("/")[2]
            unknown = Unknown(f"nothing is recorded in {asked.stream}", stream=asked.stream, name=name)
            unknown.way_out = LISTED[asked.stream.partition("/")[0]]  # type: ignore[misc]  # there is no history to read
            raise unknown
        if isinstance(projection, Across):
            return self._across(projection, asked)
        if asked.as_of or asked.on:
            return self.folded(projection, asked)
        projector = self._caught_up([projection])
        if projector is None:
            return self.folded(projection, asked)
        return projector.documents(projection, asked.stream)

    def _caught_up(self, projections: Sequence[Projection[Any]]) -> Projector | None:
        """Who keeps these views, now up to date. None where no view can be kept: reports still answer there, for what
        a view holds follows from the facts.
        """
        try:
            projector = self.projector()
            projector.catch_up(projections)
        except StoreTrouble as trouble:
            if not any(words in str(trouble.data.get("said")) for words in NO_PLACE):
                raise
            return None
        return projector

    def _across(self, view: Across, asked: Asked) -> Iterator[Document]:
        """Rows over the documents of other views, of one account or of all."""
        from adapters.views import across  # noqa: PLC0415 - most views read no others

        reads = [named(name) for name in view.reads]
        projector = None if asked.as_of or asked.on else self._caught_up(reads)
        if projector is None:
            every = replace(asked, stream=None)
            found = across.folded(view, lambda name: (named(name), self.folded(named(name), every)))
        else:
            database = projector.models.database
            across.ensure(database, view, {one.projection for one in projector.models.standing() if one.live})
            found = across.rows(database, view)
        wanted = asked.stream and asked.stream.partition("/")[2]
        return ((f"account/{row.account}", row) for row in found if wanted in (None, row.account))

    def folded(self, projection: Projection[Any], asked: Asked) -> Iterator[Document]:
        """The view folded from the store, stream by stream."""
        for stream, rows in self._streams(asked.stream):
            if stream.partition("/")[0] == projection.streams:
                yield from _folded(projection, rows, asked)

    def _streams(self, stream: str | None) -> Iterator[tuple[str, Iterable[Row]]]:
        if stream is not None:
            return iter([(stream, self.store.rows(stream))])
        return groupby(self.store.by_stream(self.store.position()), key=lambda row: row[1])


def named(view: str) -> Projection[Any]:
    """The projection of that name. Raises NoView, with the names that are like it."""
    for projection in PROJECTIONS:
        if projection.name == view:
            return projection
    names = [one.name for one in PROJECTIONS] + [one.name for one in ACROSS]
    near = get_close_matches(view, names)
    raise NoView(f"there is no view {view}" + (f"; is it {' or '.join(near)}?" if near else ""), where="view")


def shown(view: str) -> Projection[Any] | Across:
    """The view of that name, folded or over others. Raises NoView as `named` does."""
    return next((one for one in ACROSS if one.name == view), None) or named(view)


def feeds(view: str) -> list[Projection[Any]]:
    """The projections whose documents the view of that name shows. Raises Invalid as `shown` does."""
    found = shown(view)
    return [named(name) for name in found.reads] if isinstance(found, Across) else [found]


def moment(told: str | None, where: str) -> str | None:
    """A date or moment that somebody asks for. Raises Invalid when it is none."""
    try:
        return None if told is None else check(told)
    except ValueError as error:
        raise Invalid(str(error), where=where) from None


def last_position(rows: Iterable[Row], asked: Asked) -> int:
    """The position of the last fact that was known by then and surely past on that day; 0 when there is none."""
    return max((step.position for step in standing(_recorded(rows), as_of=asked.as_of, on=asked.on)), default=0)


def _recorded(rows: Iterable[Row]) -> Iterator[Recorded[Any]]:
    return (Recorded(position, decode(type_, state)) for position, _, _, type_, state in rows)


def _folded(projection: Projection[Any], rows: Iterable[Row], asked: Asked) -> Iterator[Document]:
    yield from sorted(fold(projection, _recorded(rows), as_of=asked.as_of, on=asked.on).items())
