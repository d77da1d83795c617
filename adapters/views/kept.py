# ruff: noqa: S608 - names of tables and columns are our own, quoted; every value is a parameter
"""What a view keeps of one stream, as it lies there: nothing is folded, and nothing is written."""

from __future__ import annotations

from typing import Any, NamedTuple

from adapters.places import path_of
from adapters.views import bookkeeping as sql
from adapters.views.databases import database
from adapters.views.read_models import AnyProjection, current, standing
from adapters.views.statements import quoted


class Kept(NamedTuple):
    """Some fields of the stream's first document, none where there is none; and the version that it has seen."""

    fields: tuple[Any, ...] = ()
    version: int = 0


def kept(url: str, projection: AnyProjection, stream: str, fields: tuple[str, ...], patience: float) -> Kept:
    """Of the current build, where views are kept at all. Raises StoreTrouble where that cannot be read."""
    path = path_of(url)
    if path is not None and not path.exists():  # to open it would make it
        return Kept()
    views = database(url, patience)
    try:
        if not views.has("builds"):
            return Kept()
        with views.reading() as c:
            build = current(standing(c), projection)
            if build is None:
                return Kept()
            chosen = ", ".join(map(quoted, fields))
            row = c.execute(f"SELECT {chosen} FROM {quoted(build.table)} WHERE stream=? LIMIT 1", (stream,)).fetchone()
            seen = dict(c.execute(sql.versions(1), (build.table, stream)).fetchall()).get(stream, 0)
        return Kept(tuple(row) if row else (), int(seen))
    finally:
        views.close()
