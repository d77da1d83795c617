"""Views rebuilt beside the live ones in one scan, stream by stream; nobody sees them before the swap."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager

from adapters.projector import BUSY, TRIES, Projector
from adapters.read_models import AnyProjection, ReadModels
from adapters.views.build import Build, Stop
from adapters.views.folding import Raw, Refolded, refold
from adapters.views.generations import VERSIONS, Filled, beside, close_beside, open_beside, settle, swap, tidy
from adapters.views.scanning import Filling, Scan
from domain.errors import StoreTrouble

Progress = Callable[[int, int], None]


def rebuild(projector: Projector, projections: Sequence[AnyProjection], progress: Progress | None = None) -> None:
    """Each view anew from the first fact, in one scan; the live ones answer until the swap.

    `progress` is told how many facts are folded, of how many. Interrupted, it leaves the live views as they are, and
    the next rebuild drops what was left behind.
    """
    for projection in projections:
        tidy(projector.models, projection)
    built = projector.advance(fill(projector, projections, again=True, progress=progress), projections)
    for projection in projections:
        _replace(projector, projection, built)


def fill(
    projector: Projector, projections: Sequence[AnyProjection], *, again: bool, progress: Progress | None = None
) -> dict[str, Build]:
    """A next generation of each, as history stands now; unless `again`, only of those that have no build yet."""
    models, upto = projector.models, projector.store.position()
    with filled(projector, projections, upto, progress) as told:
        built = [settle(models, p, told, again=again) for p in projections]
    return {build.projection: build for build in built if build}


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
    return Filling(projection, models.shape(projection).row, models.said(projection, beside(projection)).insert)


def _insert(models: ReadModels, scan: Scan) -> None:
    models.database.insert([*((one.insert, one.rows) for one in scan.fillings), (VERSIONS, scan.versions)])
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


def _replace(projector: Projector, projection: AnyProjection, built: dict[str, Build]) -> None:
    """The build takes the live one's place, as soon as it has come as far."""
    for _ in range(TRIES):
        if swap(projector.models, projection, built[projection.name]):
            tidy(projector.models, projection)
            return
        built = projector.advance(built, [projection])
    raise StoreTrouble(BUSY, where=projector.models.database.url)
