# ruff: noqa: S608 - names of tables and columns are our own, quoted; every value is a parameter
"""Some fields of a view's documents, and only of those rows that are asked for: whatever else they hold is not read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from operator import itemgetter
from typing import Any, get_type_hints

from adapters.views.build import Build
from adapters.views.read_models import AnyProjection, ReadModels
from adapters.views.shape import maker
from adapters.views.statements import marks, quoted

KEY = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Fields by name, of documents that have these values in these fields, and something in the list that is `filled`;
    of these streams alone, where some are named. What is read `as_` another type than the document's holds no more than
    that.
    """

    fields: Sequence[str]
    having: Mapping[str, Any]
    filled: str | None
    as_: Mapping[str, Any]
    streams: Sequence[str] | None


def rows(models: ReadModels, projection: AnyProjection, chosen: Chosen) -> Iterator[tuple[Any, ...]]:
    """The key and these fields of each, in the order of keys."""
    values = (*chosen.having.values(), *(chosen.streams or ()))

    def read(c: Any, build: Build) -> list[tuple[Any, ...]]:
        selected: list[tuple[Any, ...]] = c.execute(_select(build.table, chosen), values).fetchall()
        return selected

    # Sorted here: a database that is asked for an order reads each row by its key, wherever that lies.
    ordered = sorted(models.of_current(projection, read), key=KEY)
    hints = {**get_type_hints(projection.document), **chosen.as_}
    makes = [(at, make) for at, name in enumerate(chosen.fields, 1) if (make := maker(hints[name], _decimal))]
    return map(partial(_made, makes), ordered) if makes else iter(ordered)


def of_documents(documents: Iterable[tuple[str, Any]], chosen: Chosen) -> Iterator[tuple[Any, ...]]:
    """The same of documents that were folded for this."""
    for key, document in documents:
        has = all(getattr(document, name) == value for name, value in chosen.having.items())
        has = has and (chosen.streams is None or key.partition("#")[0] in chosen.streams)
        if has and (chosen.filled is None or getattr(document, chosen.filled)):
            yield (key, *(getattr(document, name) for name in chosen.fields))


def _made(makes: Sequence[tuple[int, Callable[[Any], Any]]], row: tuple[Any, ...]) -> tuple[Any, ...]:
    cells = list(row)
    for at, make in makes:
        if cells[at] is not None:
            cells[at] = make(cells[at])
    return tuple(cells)


def _select(table: str, chosen: Chosen) -> str:
    names = ", ".join(("key", *map(quoted, chosen.fields)))
    where = [f"{quoted(name)}=?" for name in chosen.having]
    if chosen.filled:
        where.append(f"{quoted(chosen.filled)}<>'[]'")
    if chosen.streams is not None:
        # An empty list is no SQL to PostgreSQL.
        where.append(f"stream IN ({marks(len(chosen.streams))})" if chosen.streams else "1=0")
    return f"SELECT {names} FROM {quoted(table)}" + (f" WHERE {' AND '.join(where)}" if where else "")


def _decimal(cell: Any) -> Decimal:
    """With the digits that were written."""
    return Decimal(str(cell))
