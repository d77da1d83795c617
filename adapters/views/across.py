# ruff: noqa: S608 - names of views are our own, quoted; no value is in this SQL
"""Views over other views: made where those are live, or folded from their documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any, get_type_hints

from adapters.views.shape import Shape, maker
from adapters.views.sqlite import Sqlite
from adapters.views.statements import marks, quoted
from projections.across import ACROSS
from projections.registry import named
from projections.shared.across import Across
from projections.shared.projection import Projection

Documents = Iterable[tuple[str, Any]]


def refresh(database: Any, c: Any, shown: str, live: Mapping[str, int]) -> None:
    """Makes anew the views that read `shown`, if all that they read is `live` in this version, or a later one, but none
    of a newer program. What an earlier version left may lack a column that they read.
    """
    for view in ACROSS:
        if shown in view.reads and _can_read(view, live) and not view.newer(database.mark(c, view.name)):
            database.define(c, quoted(view.name), view.select(database.dialect), view.mark)


def _can_read(view: Across, live: Mapping[str, int]) -> bool:
    known = [(name, named(name)) for name in view.reads if name in live]
    return len(known) == len(view.reads) and all(each and live[name] >= each.version for name, each in known)


def ensure(database: Any, view: Across, live: Mapping[str, int]) -> None:
    """Makes the view as this version has it; a ledger that an earlier version filled has none, or another one."""
    with database.reading() as c:
        mark = database.mark(c, view.name)
    if mark != view.mark and not view.newer(mark):
        with database.writing() as c:
            refresh(database, c, view.reads[0], live)


def rows(database: Any, view: Across) -> Iterator[Any]:
    """The view's documents, in their order."""
    document = _teller(view)
    with database.reading() as c:
        read: Sequence[Any] = c.execute(f"SELECT * FROM {quoted(view.name)} ORDER BY {view.order}").fetchall()
    return map(document, read)


def titles(database: Any, views: Iterable[str]) -> dict[str, str]:
    """The title of each stream in views whose documents have one, without the rest of what they hold."""
    every = " UNION ALL ".join(f"SELECT stream, title FROM {quoted(name)}" for name in views)
    with database.reading() as c:
        return dict(c.execute(every).fetchall())


def folded(view: Across, documents: Callable[[str], tuple[Projection[Any], Documents]]) -> Iterator[Any]:
    """The same, over documents folded for this: as of a moment, or where no view can be kept."""
    from adapters.views.tables import create  # noqa: PLC0415 - SQLAlchemy is 300 ms that a live view does not need

    database = Sqlite("sqlite:///:memory:")
    try:
        for name in view.reads:
            projection, pairs = documents(name)
            shape = Shape(projection.document, database.wire)
            into = f"INSERT INTO {quoted(name)} VALUES ({marks(3 + len(shape.columns))})"
            with database.writing() as c:
                c.execute(create(name, shape.columns, database.dialect))
                c.executemany(into, (shape.row(key, key.partition("#")[0], 0, document) for key, document in pairs))
        with database.writing() as c:
            database.define(c, quoted(view.name), view.select(database.dialect), view.mark)
        return iter(list(rows(database, view)))
    finally:
        database.close()


def _teller(view: Across) -> Callable[[Sequence[Any]], Any]:
    """Returns a function that makes a document of a row; SQLite gives a number as a float and a truth as an integer."""
    hints = get_type_hints(view.document)
    names: dict[str, Any] = {"document": view.document}
    cells = []
    for at, field in enumerate(fields(view.document)):
        make = maker(hints[field.name], _exact)
        names[f"make_{at}"] = make
        cells.append(f"{field.name}=" + (f"None if r[{at}] is None else make_{at}(r[{at}])" if make else f"r[{at}]"))
    # Written out, as a shape is: a loop over fields would cost more than the rows do.
    made: Callable[[Sequence[Any]], Any] = eval(f"lambda r: document({', '.join(cells)})", names)  # noqa: S307 - as there
    return made


def _exact(cell: Any) -> Decimal:
    """The digits without needless zeros and without an exponent."""
    number = Decimal(str(cell))
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()
