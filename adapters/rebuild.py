"""Views rebuilt beside the live ones in one scan, stream by stream; nobody sees them before the swap."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.filling import Progress, filled
from adapters.projector import BUSY, TRIES, Projector
from adapters.read_models import AnyProjection
from adapters.views.build import Build
from adapters.views.generations import settle, swap, tidy
from domain.errors import StoreTrouble


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


def _replace(projector: Projector, projection: AnyProjection, built: dict[str, Build]) -> None:
    """The build takes the live one's place, as soon as it has come as far."""
    for _ in range(TRIES):
        if swap(projector.models, projection, built[projection.name]):
            tidy(projector.models, projection)
            return
        built = projector.advance(built, [projection])
    raise StoreTrouble(BUSY, where=projector.models.database.url)
