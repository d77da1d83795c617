# ruff: noqa: S608 - names of tables and columns are our own, quoted; every value is a parameter
"""Tables made beside the live one, the swap, and what is dropped after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from adapters.views import across
from adapters.views import bookkeeping as sql
from adapters.views.build import WHOLE, Build, Fed, Stop
from adapters.views.read_models import AnyProjection, ReadModels, Replaced, current, parts, standing
from adapters.views.statements import VERSIONS_BESIDE, beside, quoted
from adapters.views.tables import create, index


class Filled(NamedTuple):
    """Views filled beside the live ones: all of history up to a position, identified by its mark."""

    position: int
    mark: str
    stops: Mapping[str, Mapping[str, tuple[int, Stop]]]
    """By projection: the streams that stopped, each with its last good version."""
    schemas: Sequence[str]
    """Where the tables lie: our own temporary ones, and those that other processes have filled."""


def begin(models: ReadModels, projection: AnyProjection) -> None:
    """An empty build at position 0, unless this version has one."""
    with models.database.writing() as c:
        known = standing(c)
        if current(known, projection) is None:
            build = _add((c, models), projection, known, (0, ""), None)
            c.execute(index(build.table, models.shape(projection).columns, models.database.dialect))


def empty(models: ReadModels, projection: AnyProjection, fed: Fed) -> None:
    """The next generation, empty, to be fed by a topic from its beginning."""
    with models.database.writing() as c:
        build = _add((c, models), projection, standing(c), (0, ""), fed)
        c.execute(index(build.table, models.shape(projection).columns, models.database.dialect))


def open_beside(models: ReadModels, projections: Sequence[AnyProjection]) -> None:
    """Empty temporary tables for these projections, and for how far each stream comes."""
    close_beside(models, projections)
    with models.database.reading() as c:
        for projection in projections:
            columns = models.shape(projection).columns
            c.execute(create(beside(projection.name), columns, models.database.dialect, temporary=True))
        c.execute(f"CREATE TEMPORARY TABLE {VERSIONS_BESIDE} (stream TEXT, version BIGINT)")


def in_order(models: ReadModels, projection: AnyProjection) -> None:
    """Makes the tables filled beside quick to read in the order of keys."""
    with models.database.reading() as c:
        name = beside(projection.name)
        c.execute(f"CREATE INDEX {quoted(name + '_by_key')} ON {quoted(name)} (key)")


def close_beside(models: ReadModels, projections: Sequence[AnyProjection]) -> None:
    with models.database.reading() as c:
        for name in (VERSIONS_BESIDE, *(beside(projection.name) for projection in projections)):
            c.execute(f"DROP TABLE IF EXISTS {models.database.temporary}.{quoted(name)}")


def settle(
    models: ReadModels, projection: AnyProjection, filled: Filled, *, again: bool, fed: Fed | None = None
) -> Build | None:
    """The next generation, made of what was filled beside; every part of it begins where that ends. None if a topic
    feeds a build of this version already, unless `again`.
    """
    stops = filled.stops[projection.name]
    columns, dialect = models.shape(projection).columns, models.database.dialect
    with models.database.writing() as c:
        known = standing(c)
        builds = [b for b in known if (b.projection, b.version) == (projection.name, projection.version)]
        if not again and any(b.fed == (fed.topic if fed else "") for b in builds):
            return None
        build = _add((c, models), projection, known, (filled.position, filled.mark), fed)
        statements = models.statements_of(projection, build.table)
        for schema in filled.schemas:
            source = f"{schema}.{quoted(beside(projection.name))}"
            c.execute(f"INSERT INTO {statements.into} SELECT {statements.all} FROM {source}")
            versions = f"SELECT ?, stream, version FROM {schema}.{VERSIONS_BESIDE}"
            c.execute(f"INSERT INTO stream_versions {versions}", (build.table,))
        models.database.upsert(
            c, sql.VERSION, [(build.table, stream, version) for stream, (version, _) in stops.items()]
        )
        c.executemany(sql.STOP, [(build.table, stream, *stop) for stream, (_, stop) in stops.items()])
        c.execute(index(build.table, columns, dialect))
    return build


def swap(models: ReadModels, projection: AnyProjection, build: Build) -> bool:
    """Makes the plain name show this build from now on; a reader sees the old or the new one. False if it lags behind
    the live one.

    A newer version stays live beside an older program, which reads its own table. Raises Replaced if the build was
    dropped meanwhile.
    """
    with models.database.writing() as c:
        known = [b for b in standing(c) if b.projection == projection.name]
        if not any(b[:3] == build[:3] for b in known):
            raise Replaced(build.table)
        live = next((b for b in known if b.live), None)
        if live and live.version > projection.version:
            return True
        if live and _behind(c, models, build, live):
            return False
        models.database.show(c, quoted(projection.name), quoted(build.table))
        c.execute(sql.ALL_DARK, (False, projection.name))
        c.execute(sql.LIGHT, (True, *build[:3]))
        across.refresh(models.database, c, projection.name, {b.projection: b.version for b in standing(c) if b.live})
    return True


def tidy(models: ReadModels, projection: AnyProjection) -> None:
    """Drops every build of this version that the live one has replaced, and those that a crash left unfinished."""
    with models.database.writing() as c:
        known = [b for b in standing(c) if b.projection == projection.name]
        if not any(b.live and b.version == projection.version for b in known):
            return
        for build in known:
            if not build.live and build.version <= projection.version:
                _drop(c, models, projection, build)


def _behind(c: Any, models: ReadModels, build: Build, live: Build) -> bool:
    """Whether any part of a build has seen less than the live one, which is kept from moving on meanwhile."""
    models.database.hold(c, live)
    ours, theirs = parts(c, build), parts(c, live)
    if ours.keys() == theirs.keys() and build.fed == live.fed:
        return any(_earlier(ours[part], theirs[part]) for part in theirs)
    return min(at for at, _ in ours.values()) < max(at for at, _ in theirs.values())


def _earlier(ours: tuple[int, int | None], theirs: tuple[int, int | None]) -> bool:
    """Whether our build has seen less of a part than theirs: by positions, and where a topic feeds both, also by
    offsets.

    A build filled from the store may stand at a position for which its part has no fact.
    """
    if ours[1] is None or theirs[1] is None:
        return ours[0] < theirs[0]
    return ours[0] < theirs[0] and ours[1] < theirs[1]


def _add(
    to: tuple[Any, ReadModels],
    projection: AnyProjection,
    known: list[Build],
    at: tuple[int, str],
    fed: Fed | None,
) -> Build:
    """The next generation, empty, each part of it at a position and its mark."""
    c, models = to
    columns, dialect = models.shape(projection).columns, models.database.dialect
    taken = [b.generation for b in known if (b.projection, b.version) == (projection.name, projection.version)]
    name = (projection.name, projection.version, max(taken, default=0) + 1)
    topic, offsets = fed or Fed("", {WHOLE: None})
    build = Build(*name, live=False, fed=topic, part=WHOLE, position=at[0], saves=0, mark=at[1])
    c.execute(create(build.table, columns, dialect))
    c.execute(sql.ADD_BUILD, build[:5])
    c.executemany(sql.ADD_PART, [(*name, part, *at, offset) for part, offset in offsets.items()])
    return build


def _drop(c: Any, models: ReadModels, projection: AnyProjection, build: Build) -> None:
    c.execute(models.statements_of(projection, build.table).drop)
    c.execute(sql.DROP_STOPS, (build.table,))
    c.execute(sql.DROP_VERSIONS, (build.table,))
    c.execute(sql.DROP_OWED, (build.table,))
    c.execute(sql.DROP_BUILD, build[:3])
    c.execute(sql.DROP_PARTS, build[:3])
