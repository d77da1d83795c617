# ruff: noqa: S608 - names of tables and columns are our own, quoted; every value is a parameter
"""The SQL of a document's table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from adapters.views.shape import BESIDE, Column

VERSIONS_BESIDE = "beside_stream_versions"
VERSIONS = f"{VERSIONS_BESIDE} (stream, version)"


def beside(name: str) -> str:
    """The table in which that projection is filled: nobody else sees it, and a crash leaves nothing of it."""
    return f"beside_{name}"


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def marks(count: int) -> str:
    return ",".join("?" * count)


class Upsert(NamedTuple):
    """Rows that replace those with the same key: one at a time, or a whole table of them."""

    table: str
    columns: str
    each: str
    merge: str
    """From the table whose name is put in."""


def upsert(table: str, names: Sequence[str], keys: int) -> Upsert:
    """Into a table of these columns, whose key the first of them are; table and columns are quoted."""
    columns, key = ", ".join(names), ", ".join(names[:keys])
    into = f"INSERT INTO {table} ({columns})"
    anew = f"ON CONFLICT ({key}) DO UPDATE SET {', '.join(f'{name}=excluded.{name}' for name in names[keys:])}"
    return Upsert(
        table, columns, f"{into} VALUES ({marks(len(names))}) {anew}", f"{into} SELECT {columns} FROM {{}} {anew}"
    )


class Statements:
    """The SQL for one document's table, in the dialect that both databases know."""

    def __init__(self, table: str, columns: Sequence[Column]) -> None:
        names = [*BESIDE, *(quoted(column.name) for column in columns)]
        self.all = ", ".join(names)
        self.table = quoted(table)
        self.into = f"{self.table} ({self.all})"
        self.upsert = upsert(self.table, names, 1)
        self.delete = f"DELETE FROM {self.table} WHERE key=?"
        self.delete_stream = f"DELETE FROM {self.table} WHERE stream=?"
        self.drop = f"DROP TABLE IF EXISTS {self.table}"

    def by_key(self, count: int) -> str:
        return f"SELECT {self.all} FROM {self.table} WHERE key IN ({marks(count)})"

    def keys_of(self, count: int) -> str:
        """The stream and key of every row that comes from so many streams."""
        return f"SELECT stream, key FROM {self.table} WHERE stream IN ({marks(count)})"

    def touched(self) -> str:
        """Position, key and stream of rows at or after a position, in their order."""
        return f"SELECT position, key, stream FROM {self.table} WHERE position>=? ORDER BY position, key"

    def page(self, *, of_stream: bool) -> str:
        """Rows after a key, in the order of keys: parameters are the key, the stream if any, and how many."""
        also = " AND stream=?" if of_stream else ""
        return f"SELECT {self.all} FROM {self.table} WHERE key>?{also} ORDER BY key LIMIT ?"


@lru_cache(256)
def statements(table: str, columns: tuple[Column, ...]) -> Statements:
    return Statements(table, columns)
