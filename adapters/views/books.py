"""Tables for what is known about the views besides their rows; imported only to make them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Integer, MetaData, Table, Text
from sqlalchemy.schema import CreateTable

from adapters.views.tables import PLAIN, written

BOOKS = MetaData()
Table(
    "builds",
    BOOKS,
    Column("projection", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("live", Boolean, nullable=False),
    Column("fed", Text, nullable=False),
)
Table(
    "positions",
    BOOKS,
    Column("projection", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("saves", BigInteger, nullable=False),
    Column("mark", Text, nullable=False),
    Column("next_offset", BigInteger),
    sqlite_with_rowid=False,
)
Table(
    "parked",
    BOOKS,
    Column("build", Text, primary_key=True),
    Column("stream", PLAIN, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    sqlite_with_rowid=False,
)
Table(
    "stream_versions",
    BOOKS,
    Column("build", Text, primary_key=True),
    Column("stream", PLAIN, primary_key=True),
    Column("version", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
Table(
    "owed",
    BOOKS,
    Column("build", Text, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("key", PLAIN, primary_key=True),
    sqlite_with_rowid=False,
)
Table("filled_from", BOOKS, Column("ledger", Text, primary_key=True), sqlite_with_rowid=False)


def books(dialect: str) -> list[str]:
    """Statements that make the bookkeeping, where it is missing."""
    return [written(CreateTable(table, if_not_exists=True), dialect) for table in BOOKS.sorted_tables]
