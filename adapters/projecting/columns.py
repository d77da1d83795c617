"""Fields of several views beside one another, all as far as the ledger was at one moment: what lists are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from adapters.projecting.reach import Reach, of_ledger, of_stream
from adapters.projecting.reports import Asked, Reports, named
from adapters.views import columns
from adapters.views.columns import Chosen

if TYPE_CHECKING:
    from adapters.projecting.projector import Projector


NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Columns:
    """As the views keep them; folded from the facts where none can be kept, or where one stream is asked for."""

    reports: Reports
    projector: Projector | None
    stream: str | None
    upto: int | None
    reach: Callable[[], Reach]
    streams: Sequence[str] | None = None

    def only(self, streams: Sequence[str]) -> Columns:
        """The same of these streams alone, which are not many."""
        return replace(self, streams=streams)

    def of(
        self,
        view: str,
        fields: Sequence[str],
        having: Mapping[str, Any] = NOTHING,
        *,
        filled: str | None = None,
        as_: Mapping[str, Any] = NOTHING,
    ) -> Iterator[tuple[Any, ...]]:
        """The key and these fields of each of the view's documents, in the order of keys; of those alone that have such
        values, and something in the list that is to be `filled`. What is read `as_` another type holds no more than it.
        """
        projection, chosen = named(view), Chosen(fields, having, filled, as_, self.streams)
        if self.projector is not None:
            return columns.rows(self.projector.models, projection, chosen)
        asked = Asked(view, self.stream, upto=self.upto)
        return columns.of_documents(self.reports.folded(projection, asked), chosen)


def of_views(reports: Reports, views: Sequence[str], stream: str | None) -> Columns:
    """Of one stream, folded from its own few facts; else of all, caught up first."""
    upto = reports.store.position()
    if stream is not None:
        return Columns(reports, None, stream, upto, partial(of_stream, reports.store, stream, upto))
    reads = [named(view) for view in views]
    projector = reports.caught_up(reads)
    if projector is None:
        return Columns(reports, None, None, None, partial(of_ledger, reports.store, upto))
    come = projector.reach(reads)

    def reach() -> Reach:
        """What projectors keep lacked something when it was read; else there is what was recorded since."""
        return come if come.missing else of_ledger(reports.store, come.position)

    return Columns(reports, projector, None, None, reach)
