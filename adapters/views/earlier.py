"""Views that an earlier version kept in other columns: set aside, and folded anew as a new version of them is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from adapters.views import bookkeeping as sql
from adapters.views.build import Build
from adapters.views.keeping import aside, rename
from adapters.views.read_models import AnyProjection, ReadModels, standing
from adapters.views.shape import BESIDE


def set_aside(models: ReadModels, projections: Sequence[AnyProjection]) -> None:
    """Builds of these versions that have other columns. Until a view is folded anew, its plain name shows them."""
    with models.database.reading() as c:
        if not _others(models, c, projections):
            return
    with models.database.writing() as c:
        for build in _others(models, c, projections):
            to = aside(standing(c), build)
            rename(models.database, c, build, to)
            for statement in sql.MOVE_BUILD:
                c.execute(statement, (*to[1:3], *build[:3]))
            for statement in sql.MOVE_BESIDE:
                c.execute(statement, (to.table, build.table))


def _others(models: ReadModels, c: Any, projections: Sequence[AnyProjection]) -> list[Build]:
    """Projectors see to what a topic feeds."""
    ours = {
        (each.name, each.version): {*BESIDE, *(column.name for column in models.shape(each).columns)}
        for each in projections
    }
    known = [build for build in standing(c) if build[:2] in ours and not build.fed]
    there = models.database.columns(c, [build.table for build in known]) if known else {}
    return [build for build in known if there.get(build.table) != ours[build[0], build[1]]]
