"""Views as they are at a position, folded in one scan into temporary tables that nobody else sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager

from adapters.projector import Projector
from adapters.read_models import AnyProjection, ReadModels
from adapters.views.build import Stop
from adapters.views.folding import Raw, Refolded, refold
from adapters.views.generations import VERSIONS, Filled, beside, close_beside, open_beside
from adapters.views.scanning import Filling, Scan

Progress = Callable[[int, int], None]


@contextmanager
def filled(
    projector: Projector, projections: Sequence[AnyProjection], upto: int, progress: Progress | None = None
) -> Iterator[Filled]:
    """Temporary tables that hold these views as they are at a position, for as long as this lasts."""
    models = projector.models
    open_beside(models, projections)
    try:
        fillings = [_filling(models, projection) for projection in projections]
        scan = Scan(fillings, projector.decode, projector.types)
        with closing(scan.run(projector.store.by_stream(upto), projector.batch_max)) as batches:
            for done in batches:
                _insert(models, scan)
                if progress:
                    progress(done, upto)
        stopped = _by_themselves(projector, scan, upto)
        _insert(models, scan)
        yield Filled(upto, projector.mark_at(upto), stopped)
    finally:
        close_beside(models, projections)


def _filling(models: ReadModels, projection: AnyProjection) -> Filling:
    return Filling(projection, models.shape(projection).row, models.said(projection, beside(projection)).into)


def _insert(models: ReadModels, scan: Scan) -> None:
    models.database.insert([*((one.into, one.rows) for one in scan.fillings), (VERSIONS, scan.versions)])
    for filling in scan.fillings:
        filling.rows.clear()
    scan.versions.clear()


def _by_themselves(projector: Projector, scan: Scan, upto: int) -> dict[str, dict[str, tuple[int, Stop]]]:
    """The streams in which something failed, folded for each view alone, as far as that goes."""
    stopped: dict[str, dict[str, tuple[int, Stop]]] = {filling.projection.name: {} for filling in scan.fillings}
    for stream in scan.stopped:
        rows: list[Raw] = [row for row in projector.store.rows(stream) if row[0] <= upto]
        scan.versions.append((stream, len(rows)))
        for filling in scan.fillings:
            told = refold(filling.projection, rows, projector.decode, projector.types)
            _take(filling, stream, told)
            if told.stop:
                stopped[filling.projection.name][stream] = (told.version, told.stop)
    return stopped


def _take(filling: Filling, stream: str, told: Refolded) -> None:
    at, kept = told.documents.positions, told.documents.finished(filling.projection)
    filling.rows.extend(filling.row(key, stream, at[key], document) for key, document in kept.items())
