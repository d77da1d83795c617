"""Eight processes append to one PostgreSQL while a ninth reads its tail, every append held up before its commit.

`uv run python -m benchmarks.drills.eight_postgres_writers [--seconds 30] [--writers 8] [--control]`; `--control` takes
the lock away by which writers take turns, to show that a reader then misses facts. Exit 1 on any difference, with
`--control` when there is none.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import psycopg

from adapters.event_store.postgres.schema import APPEND, APPEND_ONE, Names
from adapters.wiring import Application
from benchmarks.drills.eight_writers import Found, run
from tests.servers.postgres import Server, server

NAMES = Names("public")
# After the position is taken, and before the commit: so long that another writer would overtake.
STALL = """
CREATE FUNCTION stall() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM pg_sleep(random() * {seconds});
    RETURN NULL;
END $$;
CREATE TRIGGER stall AFTER INSERT ON stored_events FOR EACH STATEMENT EXECUTE FUNCTION stall();
"""
STALL_SECONDS = 0.02


def drill(url: str, *, seconds: float, writers: int, ordered: bool, stall: float = STALL_SECONDS) -> Found:
    """The writers and the reader on an empty database; what was missed."""
    Application.at(url, create=True).store.close()
    with psycopg.connect(url, autocommit=True) as c:
        c.execute(STALL.replace("{seconds}", str(stall)).encode())
        if not ordered:
            for statement in unordered():
                c.execute(statement)
    return run(url, seconds=seconds, writers=writers)


def unordered() -> list[bytes]:
    """The same appends, but nobody waits for their turn."""
    turn, told = NAMES.put("{in_turn}"), [NAMES.put(APPEND_ONE), NAMES.put(APPEND)]
    assert all(turn in statement for statement in told), "there is no lock to take away"
    return [statement.replace(turn, b"PERFORM 1;") for statement in told]


def long(where: Server, *, seconds: float, writers: int, control: bool) -> int:
    """Prints the figures; 1 when it went otherwise than it should."""
    url = where.database()
    found = drill(url, seconds=seconds, writers=writers, ordered=not control)
    how = ", without their lock" if control else ""
    print(
        f"{writers} writers for {seconds:g} s on one PostgreSQL, held up to {STALL_SECONDS * 1000:g} ms a commit{how}:"
    )
    print(f"  {found.acknowledged} acknowledged, {found.stored} stored, {found.seen} seen by the reader of the tail,")
    print(f"  {found.stored - found.seen} missed")
    for what in found.wrong[:20]:
        print(f"  {'FOUND' if control else 'WRONG'} {what}")
    return int(bool(found.wrong) is not control)


def main(asked: Sequence[str]) -> int:
    """On a PostgreSQL that is started for it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--control", action="store_true")
    told = parser.parse_args(asked)
    with server(None) as where:
        return long(where, seconds=told.seconds, writers=told.writers, control=told.control)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
