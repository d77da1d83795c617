# ruff: noqa: S608 - names of tables and columns are our own, quoted; every value is a parameter
"""The SQL of the books beside the documents: builds, how far they have come, and who waits."""

from __future__ import annotations

from adapters.views.statements import upsert

COLUMNS = {
    "builds": {"projection", "version", "generation", "live", "fed"},
    "positions": {"projection", "version", "generation", "part", "position", "saves", "mark", "next_offset"},
    "parked": {"build", "stream", "position", "reason"},
    "stream_versions": {"build", "stream", "version"},
    "owed": {"build", "part", "key"},
    "filled_from": {"ledger"},
}
"""What each table of the books has, without the library that makes them."""
ONE = "projection=? AND version=? AND generation=?"
BUILDS = (
    "SELECT projection, version, generation, live, fed, part, position, saves, mark, next_offset"
    " FROM builds JOIN positions USING (projection, version, generation) WHERE part=?"
    " ORDER BY projection, version, generation"
)
STANDING = (
    "SELECT projection, version, generation, live, fed, -1, 0, 0, '' FROM builds"
    " ORDER BY projection, version, generation"
)
PRACTICES = f"SELECT part, position, next_offset FROM positions WHERE {ONE} ORDER BY part"
SEEN = "SELECT DISTINCT position, mark FROM positions WHERE mark<>''"
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
VERSION = upsert("stream_versions", ("build", "stream", "version"), 2)
DROP_VERSIONS = "DELETE FROM stream_versions WHERE build=?"
FACTS_SEEN = "SELECT coalesce(sum(version), 0) FROM stream_versions WHERE build=?"
OWED = "SELECT key FROM owed WHERE build=? AND part=? ORDER BY key LIMIT ?"
OWE = "INSERT INTO owed VALUES (?,?,?) ON CONFLICT (build, part, key) DO NOTHING"
PAID = "DELETE FROM owed WHERE build=? AND part=? AND key=?"
DROP_OWED = "DELETE FROM owed WHERE build=?"
EARLIER = "SELECT projection, version, generation, live FROM builds ORDER BY projection, live"
MOVE_BUILD = tuple(f"UPDATE {table} SET version=?, generation=? WHERE {ONE}" for table in ("builds", "positions"))
MOVE_BESIDE = tuple(f"UPDATE {table} SET build=? WHERE build=?" for table in ("parked", "stream_versions", "owed"))
LEDGER = "SELECT ledger FROM filled_from"
ADD_LEDGER = "INSERT INTO filled_from SELECT ? WHERE NOT EXISTS (SELECT 1 FROM filled_from)"


def versions(count: int) -> str:
    return f"SELECT stream, version FROM stream_versions WHERE build=? AND stream IN ({','.join('?' * count)})"
