# ruff: noqa: S608 - names of views are our own, quoted; no value is in this SQL
"""Views over views: made where what they read is shown, and read from wherever their documents are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any, get_type_hints

from adapters.views.shape import Shape
from adapters.views.sqlite import Sqlite
from adapters.views.statements import marks, quoted
from projections.across import ACROSS
from projections.shared.across import Across
from projections.shared.projection import Projection

Documents = Iterable[tuple[str, Any]]


def refresh(database: Any, c: Any, shown: str, live: set[str]) -> None:
    """Makes the views anew that read `shown`, where all that they read is live; never one of a newer program."""
    for one in ACROSS:
        if shown in one.reads and live.issuperset(one.reads) and not one.newer(database.mark(c, one.name)):
            database.define(c, quoted(one.name), one.sql, one.mark)


def ensure(database: Any, one: Across, live: set[str]) -> None:
    """The view is there as this version has it: a ledger that an earlier one filled has none, or another."""
    with database.reading() as c:
        mark = database.mark(c, one.name)
    if mark != one.mark and not one.newer(mark):
        with database.writing() as c:
            refresh(database, c, one.reads[0], live)


def rows(database: Any, one: Across) -> Iterator[Any]:
    """The view's documents, in their order."""
    told = _teller(one)
    with database.reading() as c:
        found: Sequence[Any] = c.execute(f"SELECT * FROM {quoted(one.name)} ORDER BY {one.order}").fetchall()
    return map(told, found)


def folded(one: Across, documents: Callable[[str], tuple[Projection[Any], Documents]]) -> Iterator[Any]:
    """The same over documents that were folded for this: as of a moment, or where no view can be kept."""
    from adapters.views.tables import create  # noqa: PLC0415 - SQLAlchemy is 300 ms that a live view does not need

    database = Sqlite("sqlite:///:memory:")
    try:
        for name in one.reads:
            projection, told = documents(name)
            shape = Shape(projection.document, database.wire)
            into = f"INSERT INTO {quoted(name)} VALUES ({marks(3 + len(shape.columns))})"
            with database.writing() as c:
                c.execute(create(name, shape.columns, database.dialect))
                c.executemany(into, (shape.row(key, key.partition("#")[0], 0, one_) for key, one_ in told))
        with database.writing() as c:
            database.define(c, quoted(one.name), one.sql, one.mark)
        return iter(list(rows(database, one)))
    finally:
        database.close()


def _teller(one: Across) -> Callable[[Sequence[Any]], Any]:
    """Makes a document of a row; SQLite tells a number as a float and a truth as an integer."""
    hints = get_type_hints(one.document)
    names = [field.name for field in fields(one.document)]
    makes = [_maker(hints[name]) for name in names]

    def told(row: Sequence[Any]) -> Any:
        cells = (None if cell is None else make(cell) for make, cell in zip(makes, row, strict=True))
        return one.document(**dict(zip(names, cells, strict=True)))

    return told


def _maker(hint: Any) -> Callable[[Any], Any]:
    if hint in (Decimal, Decimal | None):
        return _exact
    return bool if hint in (bool, bool | None) else lambda cell: cell


def _exact(cell: Any) -> Decimal:
    """The digits without needless zeros, and without an exponent."""
    number = Decimal(str(cell))
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()
