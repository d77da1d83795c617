"""Documents for the pages: folded from the stream itself, and kept while it has not moved on."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, NamedTuple

KEPT = 64
"""Documents that one thread keeps."""


class Shown(NamedTuple):
    """The documents of one stream in a view, by key, and the version and position of the stream that they hold."""

    documents: dict[str, Any]
    version: int
    position: int


class Reading:
    """What one application reads for pages. Nothing is written, so readers never wait for those who record."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.kept: OrderedDict[tuple[str, str], Shown] = OrderedDict()

    def shown(self, view: str, stream: str) -> Shown | None:
        """None where nothing is recorded in the stream."""
        before = self.kept.get((view, stream))
        rows = self.app.store.rows(stream, after_version=before.version if before else 0)
        if before and not rows:
            self.kept.move_to_end((view, stream))
            return before
        if not rows:
            return None
        position, _, version, *_ = rows[-1]
        documents = dict(self.app.views.folded(view, stream, position))
        shown = self.kept[view, stream] = Shown(documents, version, position)
        while len(self.kept) > KEPT:
            self.kept.popitem(last=False)
        return shown

    def of(self, view: str, stream: str) -> Any:
        """One stream's document of a view; None where there is none."""
        shown = self.shown(view, stream)
        return shown.documents.get(stream) if shown else None

    def past(self, view: str, stream: str, *, as_of: str | None, on: str | None) -> Shown:
        """The documents as they were recorded by a moment, or as the world stood on a day."""
        page = self.app.views.page(view, stream, as_of=as_of, on=on)
        version = next((row[2] for row in self.app.store.rows(stream) if row[0] == page.position), 0)
        return Shown(page.documents, version, page.position)
