"""Views as they are, as they were known at a moment, and as the world stood on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from adapters.codec import decode_row
from adapters.event_store.ports import Row, Store
from adapters.projecting.folding import fold
from adapters.projecting.reach import Reach, of_ledger
from domain.errors import Invalid, NoView, StoreTrouble, Unknown
from domain.fact import Recorded
from domain.standing import last_known
from domain.step import WayOut
from domain.when import check, last_day
from projections import registry
from projections.shared.across import Across
from projections.shared.projection import Projection

if TYPE_CHECKING:
    from adapters.projecting.projector import Projector

Document = tuple[str, Any]
LISTED = {"engagement": "engagement.list", "account": "report.account", "practice": "practice.list"}
TITLED = ("accountability", "account")
"""Views whose documents are a whole stream's, and have its title."""
NO_PLACE = (
    "readonly", "unable to open", "permission denied", "read-only transaction", "read-only file system", "is full",
    "no space left",
)  # fmt: skip
"""What a database says that lets itself be read only, cannot be made, or has no room."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a view: one stream or all, as recorded by `as_of`, as the world stood `on` a day; of one stream
    also what it holds up to a position of the ledger.
    """

    view: str
    stream: str | None = None
    as_of: str | None = None
    on: str | None = None
    upto: int | None = None


class Page(NamedTuple):
    """A stream's documents by key, and the position of the last fact of it that they were folded from; how far the
    stream has come in the ledger, and how many facts of it are not in them yet.
    """

    documents: dict[str, Any]
    position: int
    ledger_position: int
    missing: int

    @property
    def reach(self) -> Reach:
        """How far it stands in the ledger."""
        return Reach(self.position, self.ledger_position, self.missing)


class Listing(NamedTuple):
    """Documents by key, as a view lists them, and how far they stand in the ledger: asked for once they were read."""

    documents: Iterator[Document]
    reach: Callable[[], Reach]


@dataclass(frozen=True, slots=True)
class Reports:
    """Answers from the read models, caught up first; past ones by folding streams, never from the read models."""

    store: Store
    projector: Callable[[], Projector]

    def listing(self, asked: Asked) -> Listing:
        """What the view lists. Raises Invalid for an unknown view, Unknown for an empty stream."""
        projection = shown(asked.view)
        if asked.stream:
            self._rows(asked.stream)
        if isinstance(projection, Across):
            return self._across(projection, asked)
        if asked.stream:
            page = self.page(asked, asked.stream)
            return Listing(_listed(projection, iter(page.documents.items())), lambda: page.reach)
        projector = None if asked.as_of or asked.on else self.caught_up([projection])
        if projector is None:
            return Listing(_listed(projection, self.folded(projection, asked)), self._reach(asked))
        come, dated = projector.reach([projection]), _dated(projection, projector.documents(projection))
        return Listing(_listed(projection, dated), lambda: come)

    def titles(self) -> dict[str, str]:
        """Each engagement's and account's title, by stream; as the views keep it, where they can be kept."""
        from adapters.views import across  # noqa: PLC0415 - most views read no others

        reads = [named(name) for name in TITLED]
        if (projector := self.caught_up(reads)) is not None:
            return across.titles(projector.models.database, TITLED)
        return {stream: page.title for view in reads for stream, page in self.folded(view, Asked(view.name))}

    def page(self, asked: Asked, stream: str) -> Page:
        """One stream's documents with the position that they stand on. Raises as `documents` does."""
        projection, rows = named(asked.view), self._rows(stream)
        projector = None if asked.as_of or asked.on else self.caught_up([projection])
        if projector is None:
            recorded = list(_recorded(rows, self.store.ledger_id))
            last = last_known(recorded, as_of=asked.as_of, on=asked.on)
            return Page(dict(_folded(projection, recorded, asked)), last, last, 0)
        version, documents = projector.shown(projection, stream)
        rows = self.store.rows(stream)  # whoever saved the documents may have seen more than was there before
        seen = [position for position, _, at, *_ in rows if at <= version]
        return Page(dict(_dated(projection, documents)), max(seen, default=0), rows[-1][0], len(rows) - len(seen))

    def _rows(self, stream: str) -> Sequence[Row]:
        """Raises Unknown for a stream in which nothing is recorded."""
        rows = self.store.rows(stream)
        if not rows:
            kind, _, name = stream.partition("/")
            listed = WayOut(command=LISTED[kind])  # there is no history to read
            raise Unknown(f"nothing is recorded in {stream}", stream=stream, name=name, way_out=listed)
        return rows

    def caught_up(self, projections: Sequence[Projection[Any]]) -> Projector | None:
        """Brings these views up to date and returns what keeps them. None where no view can be kept;
        reports then fold the facts.
        """
        try:
            projector = self.projector()
            projector.catch_up(projections)
        except StoreTrouble as trouble:
            if not any(words in str(trouble.data.get("said")).lower() for words in NO_PLACE):
                raise
            return None
        return projector

    def _across(self, view: Across, asked: Asked) -> Listing:
        """Rows over the documents of other views, of one account or of all."""
        from adapters.views import across  # noqa: PLC0415 - most views read no others

        reads = [named(name) for name in view.reads]
        projector = None if asked.as_of or asked.on else self.caught_up(reads)
        if projector is None:
            every = replace(asked, stream=None)
            rows = across.folded(view, lambda name: (named(name), self.folded(named(name), every)))
            reach = self._reach(asked)
        else:
            database = projector.models.database
            live = {build.projection: build.version for build in projector.models.standing() if build.live}
            across.ensure(database, view, live)
            come = projector.reach(reads)
            reach, rows = (lambda: come), across.rows(database, view)
        keyed, stream = ((view.key(row), row) for row in rows), self._counts_under(asked)
        return Listing((pair for pair in keyed if stream is None or _of(stream, *pair)), reach)

    def _counts_under(self, asked: Asked) -> str | None:
        """The stream that is asked for; of an account that was merged by then, that of the one it counts under."""
        stream, passed = asked.stream, set[str]()
        while stream and stream.startswith("account/") and stream not in passed:
            passed.add(stream)
            page = self.page(replace(asked, view="account", stream=stream), stream).documents.get(stream)
            stream = f"account/{page.merged_into}" if page is not None and page.merged_into else stream
        return stream

    def _reach(self, asked: Asked) -> Callable[[], Reach]:
        """Of what is folded from every stream: where the store is now, or the last fact known and past by then."""
        if not (asked.as_of or asked.on):
            return partial(of_ledger, self.store, self.store.position())

        def past() -> Reach:
            ledger = self.store.ledger_id
            last = max((_last(rows, ledger, asked) for _, rows in self._streams(None, None)), default=0)
            return Reach(last, last, 0)

        return past

    def folded(self, projection: Projection[Any], asked: Asked) -> Iterator[Document]:
        """The view folded from the store, stream by stream."""
        for stream, rows in self._streams(asked.stream, asked.upto):
            if stream.partition("/")[0] == projection.streams:
                yield from _folded(projection, _recorded(rows, self.store.ledger_id), asked)

    def _streams(self, stream: str | None, upto: int | None) -> Iterator[tuple[str, Iterable[Row]]]:
        if stream is not None:
            return iter([(stream, [row for row in self.store.rows(stream) if upto is None or row[0] <= upto])])
        return groupby(self.store.by_stream(self.store.position()), key=lambda row: row[1])


def named(view: str) -> Projection[Any]:
    """The projection of that name. Raises NoView, with the names that are like it."""
    if (projection := registry.named(view)) is not None:
        return projection
    from difflib import get_close_matches  # noqa: PLC0415 - most names are spelled right

    near = get_close_matches(view, [*registry.PLACES, *(combined.name for combined in _across())])
    raise NoView(f"there is no view {view}" + (f"; is it {' or '.join(near)}?" if near else ""), where="view")


def shown(view: str) -> Projection[Any] | Across:
    """The view of that name, folded or over others. Raises NoView as `named` does."""
    if (projection := registry.named(view)) is not None:
        return projection
    return next((combined for combined in _across() if combined.name == view), None) or named(view)


def _across() -> tuple[Across, ...]:
    from projections.across import ACROSS  # noqa: PLC0415 - most views read no others

    return ACROSS


def feeds(view: str) -> list[Projection[Any]]:
    """The projections whose documents the view of that name shows. Raises Invalid as `shown` does."""
    of = shown(view)
    return [named(name) for name in of.reads] if isinstance(of, Across) else [of]


def moment(text: str | None, where: str) -> str | None:
    """A date or moment that somebody asks for. Raises Invalid if it is neither."""
    try:
        return None if text is None else check(text)
    except ValueError as error:
        raise Invalid(str(error), where=where) from None


def _listed(projection: Projection[Any], documents: Iterator[Document]) -> Iterator[Document]:
    """Documents by rank and then by key, without those that have no rank; in their own order if the view
    has no ranks.
    """
    rank = projection.rank
    if rank is None:
        return documents
    ranked = [(rank_of, key, document) for key, document in documents if (rank_of := rank(document)) is not None]
    return ((key, document) for _, key, document in sorted(ranked, key=itemgetter(0, 1)))


def _of(stream: str, key: str, row: Any) -> bool:
    """Whether a row over several streams is of this one, or of this account."""
    return stream in (key.partition("#")[0], f"account/{row.account}")


def _last(rows: Iterable[Row], ledger: str, asked: Asked) -> int:
    return last_known(_recorded(rows, ledger), as_of=asked.as_of, on=asked.on)


def _recorded(rows: Iterable[Row], ledger: str) -> Iterator[Recorded[Any]]:
    return (Recorded(row[0], decode_row(row, ledger)) for row in rows)


def _folded(projection: Projection[Any], recorded: Iterable[Recorded[Any]], asked: Asked) -> Iterator[Document]:
    folded = sorted(fold(projection, recorded, as_of=asked.as_of, on=asked.on).items())
    return iter(folded) if asked.on else _dated(projection, folded, asked.as_of)


def _dated(projection: Projection[Any], documents: Iterable[Document], as_of: str | None = None) -> Iterator[Document]:
    """The documents as they stand today, or on the day of `as_of`: signed rules may say from which day on something
    counts, and no fact is recorded for that.
    """
    if not projection.dated:
        yield from documents
        return
    now = datetime.now(UTC).isoformat()
    for key, document in documents:
        yield key, projection.by_day(document, last_day(as_of or now, document.time_zone))
