"""Tables, their types and indexes, as SQLAlchemy writes them for a database; imported only when one is made."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Index, MetaData, Numeric, Table, Text
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.types import TypeEngine

from adapters.views.shape import JSON
from adapters.views.shape import Column as ShapeColumn

# Keys compare as their code points do, whatever language the database speaks: digests follow their order.
PLAIN = Text().with_variant(Text(collation="C"), "postgresql")
# SQLite would read the declared types NUMERIC and JSON as leave to turn exact text into floats.
TYPES: dict[type, TypeEngine[Any]] = {
    str: Text(),
    int: BigInteger(),
    bool: Boolean(),
    Decimal: Text().with_variant(Numeric(asdecimal=True), "postgresql"),
    JSON: Text().with_variant(JSONB(), "postgresql"),
}


def create(name: str, columns: Iterable[ShapeColumn], dialect: str, *, temporary: bool = False) -> str:
    """The statement that makes a document's table."""
    return written(CreateTable(_table(name, columns, temporary=temporary)), dialect)


def index(name: str, columns: Iterable[ShapeColumn], dialect: str) -> str:
    """The statement that makes its rows quick to find by their stream."""
    table = _table(name, columns)
    return written(CreateIndex(Index(f"{name}_by_stream", table.c.stream)), dialect)


def _table(name: str, columns: Iterable[ShapeColumn], *, temporary: bool = False) -> Table:
    return Table(
        name,
        MetaData(),
        # A table that is only copied from needs no index.
        Column("key", PLAIN, primary_key=not temporary),
        Column("stream", PLAIN, nullable=False),
        Column("position", BigInteger, nullable=False),
        *(Column(column.name, TYPES[column.kind]) for column in columns),
        prefixes=["TEMPORARY"] if temporary else [],
    )


def written(statement: CreateTable | CreateIndex, dialect: str) -> str:
    speaks: type[Dialect] = registry.load(dialect)
    return str(statement.compile(dialect=speaks()))
