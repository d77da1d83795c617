"""Views rebuilt beside the live ones in one scan, stream by stream; nobody sees them before the swap."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial

from adapters.projecting.filling import Progress, filled
from adapters.projecting.projector import BUSY, TRIES, Projector
from adapters.views.build import Build, Fed
from adapters.views.generations import empty, settle, swap, tidy
from adapters.views.read_models import AnyProjection, ReadModels, current
from domain.errors import StoreRefused, StoreTrouble
from domain.extent import Extent, breaking_off

PAUSE = 0.2


def rebuild(
    projector: Projector,
    projections: Sequence[AnyProjection],
    progress: Progress | None = None,
    *,
    from_topic: bool = False,
    from_ledger: bool = False,
) -> None:
    """Each view anew from the first fact, in one scan; the live ones answer until the swap.

    `from_topic` begins views that a topic feeds at its first fact, and leaves the rest to the projectors: it raises
    StoreTrouble for one that no topic feeds. `from_ledger` lets readers bring them up to date again, whatever fed them.

    `progress` is told how many facts are folded, of how many. Interrupted, it leaves the live views as they are, and
    the next rebuild drops what was left behind.
    """
    with breaking_off(partial(Extent.none, what="view")):  # until the first swap the live ones are as they were
        for projection in projections:
            tidy(projector.models, projection)
        if from_topic:
            _begin(projector.models, projections)
            return
        built = fill(projector, projections, again=True, progress=progress, from_ledger=from_ledger)
        ours = [projection for projection in projections if not built[projection.name].fed]
        built |= projector.advance({projection.name: built[projection.name] for projection in ours}, ours)
    for done, projection in enumerate(projections):
        # Of the one that is swapped nobody knows; either is whole.
        with breaking_off(partial(Extent.unknown, done=done, total=len(projections), what="view")):
            _replace(projector, projection, built)


def fill(
    projector: Projector,
    projections: Sequence[AnyProjection],
    *,
    again: bool,
    progress: Progress | None = None,
    from_ledger: bool = False,
) -> dict[str, Build]:
    """A next generation of each, as history stands now; unless `again`, only of those that have no build yet."""
    models = projector.models
    fed = {} if from_ledger else _fed(models, projections)
    # Only now: what a topic has brought into the live views by then lies before it.
    upto = projector.store.position()
    with filled(projector, projections, upto, progress) as filling:
        built = [settle(models, p, filling, again=again, fed=fed.get(p.name)) for p in projections]
    return {build.projection: build for build in built if build}


def _begin(models: ReadModels, projections: Sequence[AnyProjection]) -> None:
    """The next generation of each, empty, at the beginning of its topic; a projector swaps it when it is as far."""
    fed = _fed(models, projections)
    if left := [projection.name for projection in projections if projection.name not in fed]:
        raise StoreRefused(f"no topic feeds {', '.join(left)}; rebuild from the ledger", where=models.database.url)
    for projection in projections:
        topic, offsets = fed[projection.name]
        empty(models, projection, Fed(topic, dict.fromkeys(offsets, 0)))


def _fed(models: ReadModels, projections: Sequence[AnyProjection]) -> dict[str, Fed]:
    """Where a topic goes on with the views that it feeds: their next generation goes on from there, too."""
    known = models.standing()
    live = [build for p in projections if (build := current(known, p)) and build.fed]
    return {
        build.projection: Fed(build.fed, {part: offset for part, (_, offset) in models.parts(build).items()})
        for build in live
    }


def _replace(projector: Projector, projection: AnyProjection, built: dict[str, Build]) -> None:
    """The build takes the live one's place, as soon as it has come as far."""
    for _ in range(TRIES):
        if swap(projector.models, projection, built[projection.name]):
            tidy(projector.models, projection)
            return
        if built[projection.name].fed:
            time.sleep(PAUSE)  # projectors bring it on
        else:
            built = projector.advance(built, [projection])
    raise StoreTrouble(BUSY, where=projector.models.database.url)
