"""Views filled up to a position in one scan, in temporary tables that nobody else sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager

from adapters.projecting.folding import Raw, Refolded, refold
from adapters.projecting.projector import Projector
from adapters.projecting.scanning import Filling, Scan
from adapters.projecting.workers import others
from adapters.views.build import Stop
from adapters.views.generations import Filled, close_beside, open_beside
from adapters.views.read_models import AnyProjection, ReadModels
from adapters.views.statements import VERSIONS, beside

Progress = Callable[[int, int], None]


@contextmanager
def filled(
    projector: Projector,
    projections: Sequence[AnyProjection],
    upto: int,
    progress: Progress | None = None,
    *,
    apart: bool = True,
) -> Iterator[Filled]:
    """Temporary tables that hold these views as they are at a position, for as long as this lasts.

    Where history is long and there are processors for it, other processes fold some of it, unless `apart` forbids it:
    their tables are then in schemas of their own.
    """
    models = projector.models
    open_beside(models, projections)
    try:
        with others(projector, projections, upto, apart=apart) as beside_us:
            scan = Scan([_filling(models, p) for p in projections], projector.folder.reading)
            rows = projector.store.by_stream(upto, end=beside_us.first)
            done = 0

            def say(done: int) -> None:
                if progress:
                    progress(done + beside_us.done(), upto)

            with closing(scan.run(rows, projector.batch_max)) as batches:
                for done in batches:
                    _insert(models, scan)
                    say(done)
            scan.stopped += beside_us.join(models, lambda: say(done))
            stopped = _by_themselves(projector, scan, upto)
            _insert(models, scan)
            schemas = [models.database.temporary, *beside_us.schemas]
            yield Filled(upto, projector.mark_at(upto), stopped, schemas)
    finally:
        close_beside(models, projections)


def _filling(models: ReadModels, projection: AnyProjection) -> Filling:
    return Filling(
        projection, models.shape(projection).row, models.statements_of(projection, beside(projection.name)).into
    )


def _insert(models: ReadModels, scan: Scan) -> None:
    models.database.insert([*((each.into, each.rows) for each in scan.fillings), (VERSIONS, scan.versions)])
    for filling in scan.fillings:
        filling.rows.clear()
    scan.versions.clear()


def _by_themselves(projector: Projector, scan: Scan, upto: int) -> dict[str, dict[str, tuple[int, Stop]]]:
    """Folds the streams in which something failed for each view alone, as far as that goes."""
    stopped: dict[str, dict[str, tuple[int, Stop]]] = {filling.projection.name: {} for filling in scan.fillings}
    for stream in scan.stopped:
        rows: list[Raw] = [row for row in projector.store.rows(stream) if row[0] <= upto]
        scan.versions.append((stream, len(rows)))
        for filling in scan.fillings:
            refolded = refold(filling.projection, rows, projector.folder.reading)
            _take(filling, stream, refolded)
            if refolded.stop:
                stopped[filling.projection.name][stream] = (refolded.version, refolded.stop)
    return stopped


def _take(filling: Filling, stream: str, refolded: Refolded) -> None:
    at, kept = refolded.documents.positions, refolded.documents.finished(filling.projection)
    filling.rows.extend(filling.row(key, stream, at[key], document) for key, document in kept.items())
