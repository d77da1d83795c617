"""What an application reads of its views; nothing of it is imported before it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from domain.errors import StoreTrouble
from domain.fact import Entry, Recorded

if TYPE_CHECKING:
    from adapters.event_store.ports import Store
    from adapters.projecting.columns import Columns
    from adapters.projecting.projector import Projector
    from adapters.projecting.reach import Reach
    from adapters.projecting.reports import Listing, Page, Reports
    from adapters.views.build import Parked
    from adapters.views.read_models import AnyProjection
    from projections.shared.across import Across
    from projections.shared.projection import Projection


@dataclass(frozen=True)
class Views:
    """Views and lists of a ledger, read now, as of a moment, or on a day."""

    store: Store
    projector: Callable[[], Projector]
    url: str

    @property
    def _reports(self) -> Reports:
        from adapters.projecting.reports import Reports  # noqa: PLC0415 - recording reads no views

        return Reports(self.store, self.projector)

    def report(
        self, view: str, stream: str | None = None, *, as_of: str | None = None, on: str | None = None
    ) -> Iterator[tuple[str, Any]]:
        """A view's documents by key, now, or as it was recorded by a moment, or as the world stood on a day."""
        return self.listing(view, stream, as_of=as_of, on=on).documents

    def listing(
        self, view: str, stream: str | None = None, *, as_of: str | None = None, on: str | None = None
    ) -> Listing:
        """The same, and how far it stands in the ledger."""
        from adapters.projecting.reports import Asked, moment  # noqa: PLC0415 - recording reads no views

        return self._reports.listing(Asked(view, stream, moment(as_of, "--as-of"), moment(on, "--on")))

    def columns(self, views: Sequence[str], stream: str | None = None) -> Columns:
        """Some fields of these views' documents, of one stream or of all."""
        from adapters.projecting.columns import of_views  # noqa: PLC0415 - as above

        return of_views(self._reports, views, stream)

    def titles(self) -> dict[str, str]:
        """Each engagement's and account's title, by stream."""
        return self._reports.titles()

    def view(self, name: str) -> Projection[Any] | Across:
        """The view of that name. Raises Invalid, naming those there are."""
        from adapters.projecting.reports import shown  # noqa: PLC0415 - as above

        return shown(name)

    def parked(self) -> list[Parked]:
        """Streams that wait, in the views that are there, behind a fact that could not be folded."""
        try:
            return self.projector().parked()
        except StoreTrouble:  # where no view can be kept, none waits
            return []

    def waiting(self, view: str) -> int:
        """How many facts a view lacks that projectors are to bring; 0 for one that is brought up to date when read."""
        from adapters.projecting.reports import feeds  # noqa: PLC0415 - as above

        try:
            return max(self.projector().waiting(fed) for fed in feeds(view))
        except StoreTrouble:
            return 0

    def folded(self, view: str, stream: str, upto: int | None = None) -> Iterator[tuple[str, Any]]:
        """A stream's documents by key, folded from the facts themselves, up to a position; no view is read."""
        from adapters.projecting.reports import Asked, named  # noqa: PLC0415 - as above

        return self._reports.folded(named(view), Asked(view, stream, upto=upto))

    def foreseen(self, view: str, stream: str, entries: Sequence[Entry[Any]]) -> dict[str, Any]:
        """A stream's documents by key, as they would be once these entries were recorded."""
        from adapters.codec import decode_row  # noqa: PLC0415 - recording reads no views
        from adapters.projecting.folding import fold  # noqa: PLC0415 - as above
        from adapters.projecting.reports import named  # noqa: PLC0415 - as above

        rows, ledger, upto = self.store.rows(stream), self.store.ledger_id, self.store.position()
        recorded: list[Recorded[Any]] = [Recorded(row[0], decode_row(row, ledger)) for row in rows]
        recorded += [Recorded(upto + at, entry) for at, entry in enumerate(entries, 1)]
        return dict(fold(named(view), recorded))

    def page(self, view: str, stream: str, *, as_of: str | None = None, on: str | None = None) -> Page:
        """A view's documents of one stream, and the position that they stand on."""
        from adapters.projecting.reports import Asked, moment  # noqa: PLC0415 - as above

        return self._reports.page(Asked(view, stream, moment(as_of, "--as-of"), moment(on, "--on")), stream)

    def kept(self, view: str, stream: str, fields: tuple[str, ...], most: int) -> tuple[tuple[Any, ...], list[Any]]:
        """Some fields of what a view keeps of a stream, as text, and at most so many facts that came since: for whoever
        wants an answer at once, and nothing folded, scanned or written for it.
        """
        from adapters.codec import decode_row  # noqa: PLC0415 - recording reads no views
        from adapters.projecting.reports import named  # noqa: PLC0415 - as above
        from adapters.views.kept import kept  # noqa: PLC0415 - as above

        there = kept(self.url, named(view), stream, fields, patience=1)
        newer = [(stream, there.version + each) for each in range(1, most + 1)]
        rows = sorted(self.store.entries(newer), key=lambda row: row[2])
        return there.fields, [decode_row(row, self.store.ledger_id).body for row in rows]

    def reach(self, stream: str | None, upto: int) -> Reach:
        """How far what was folded up to a position stands in a stream, or in the whole ledger."""
        from adapters.projecting import reach  # noqa: PLC0415 - as above

        return reach.of_ledger(self.store, upto) if stream is None else reach.of_stream(self.store, stream, upto)


def fill(projector: Projector, missing: Sequence[AnyProjection]) -> None:
    """Views that are not there yet, in one scan of history."""
    from adapters.projecting import rebuild  # noqa: PLC0415 - SQLAlchemy costs 0.3 s

    rebuild.fill(projector, missing, again=False)
