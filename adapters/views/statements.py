# ruff: noqa: S608 - names of tables and columns are our own, quoted; every value is a parameter
"""The SQL of a document's table and of the books beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from adapters.views.shape import BESIDE, Column

ONE = "projection=? AND version=? AND generation=?"
BUILDS = (
    "SELECT projection, version, generation, live, fed, part, position, saves, mark"
    " FROM builds JOIN positions USING (projection, version, generation) WHERE part=?"
    " ORDER BY projection, version, generation"
)
ADD_BUILD = "INSERT INTO builds VALUES (?,?,?,?,?)"
ADD_PART = "INSERT INTO positions VALUES (?,?,?,?,?,0,?,?)"
# Compare-and-set: who folded from another position, or beside a re-drive, saves nothing.
ADVANCE = (
    "UPDATE positions SET position=?, saves=saves+1, mark=?, next_offset=?"
    f" WHERE {ONE} AND part=? AND position=? AND saves=?"
)
STANDS = f"SELECT 1 FROM positions WHERE {ONE} AND part=? AND position=? AND saves=?"
ALL_DARK = "UPDATE builds SET live=? WHERE projection=?"
LIGHT = f"UPDATE builds SET live=? WHERE {ONE}"
DROP_BUILD = f"DELETE FROM builds WHERE {ONE}"
DROP_PARTS = f"DELETE FROM positions WHERE {ONE}"
STOPS = "SELECT stream, position, reason FROM parked WHERE build=? ORDER BY stream"
STOP = "INSERT INTO parked VALUES (?,?,?,?)"
UNSTOP = "DELETE FROM parked WHERE build=? AND stream=?"
DROP_STOPS = "DELETE FROM parked WHERE build=?"
VERSION = (
    "INSERT INTO stream_versions VALUES (?,?,?) ON CONFLICT (build, stream) DO UPDATE SET version=excluded.version"
)
DROP_VERSIONS = "DELETE FROM stream_versions WHERE build=?"
LEDGER = "SELECT ledger FROM filled_from"
ADD_LEDGER = "INSERT INTO filled_from SELECT ? WHERE NOT EXISTS (SELECT 1 FROM filled_from)"


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def marks(count: int) -> str:
    return ",".join("?" * count)


def versions(count: int) -> str:
    return f"SELECT stream, version FROM stream_versions WHERE build=? AND stream IN ({marks(count)})"


class Statements:
    """What is said to one document's table, in SQL that both databases know."""

    def __init__(self, table: str, columns: Sequence[Column]) -> None:
        names = [*BESIDE, *(quoted(column.name) for column in columns)]
        self.all = ", ".join(names)
        self.table = quoted(table)
        self.into = f"{self.table} ({self.all})"
        insert = f"INSERT INTO {self.into} VALUES ({marks(len(names))})"
        anew = ", ".join(f"{name}=excluded.{name}" for name in names[1:])
        self.upsert = f"{insert} ON CONFLICT (key) DO UPDATE SET {anew}"
        self.delete = f"DELETE FROM {self.table} WHERE key=?"
        self.delete_stream = f"DELETE FROM {self.table} WHERE stream=?"
        self.drop = f"DROP TABLE IF EXISTS {self.table}"

    def by_key(self, count: int) -> str:
        return f"SELECT {self.all} FROM {self.table} WHERE key IN ({marks(count)})"

    def keys_of(self, count: int) -> str:
        """The stream and key of every row that comes from so many streams."""
        return f"SELECT stream, key FROM {self.table} WHERE stream IN ({marks(count)})"

    def page(self, *, of_stream: bool) -> str:
        """Rows after a key, in the order of keys: parameters are the key, the stream if any, and how many."""
        also = " AND stream=?" if of_stream else ""
        return f"SELECT {self.all} FROM {self.table} WHERE key>?{also} ORDER BY key LIMIT ?"


@lru_cache(256)
def statements(table: str, columns: tuple[Column, ...]) -> Statements:
    return Statements(table, columns)
