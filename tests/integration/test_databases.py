"""A database that one test gave back is to the next as one that was never used."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from adapters.wiring import Application
from tests.servers.postgres import EMPTIED, HAS, Server


@pytest.fixture
def server(postgres_server: Any) -> Any:
    """The run's PostgreSQL, with no database given back yet."""
    return Server(postgres_server.at)


def _did(url: str, *statements: str) -> Any:
    with psycopg.connect(url, autocommit=True) as c:
        for statement in statements:
            c.execute(statement.encode())
        return c.execute(HAS).fetchone()


def test_nothing_is_left_of_the_ledger_that_lay_in_it(server: Server) -> None:
    first = server.database()
    new = _did(first)
    app = Application.at(first, create=True)
    assert app.position == 0
    _did(first, 'CREATE SCHEMA "an""other"', 'CREATE TABLE "an""other".kept (word TEXT)')
    assert _did(first) != new  # and still connected, when it is given back
    server.drop(first)
    again = server.database()
    assert not server.spare
    assert again != first
    assert _did(again) == new
    assert not Application.at(again).there
    app.close()
    server.drop(again)
    server.close()


@pytest.mark.parametrize(
    "left",
    [
        "ALTER DATABASE {} SET timezone = 'Asia/Tokyo'",
        "REVOKE CONNECT ON DATABASE {} FROM PUBLIC",
        "SELECT lo_create(0)",
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",
    ],
)
def test_one_in_which_something_is_left_is_not_given_again(server: Server, left: str) -> None:
    first = server.database()
    new = _did(first)
    _did(first, left.format(psycopg.conninfo.conninfo_to_dict(first)["dbname"]))
    server.drop(first)
    assert server.spare == []
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(first)
    second = server.database()
    assert _did(second) == new
    server.drop(second)
    server.close()


def test_nothing_is_left_of_them_after_the_run(server: Server) -> None:
    url = server.database()
    server.drop(url)
    with psycopg.connect(server.at) as c:
        assert len(server.spare) == (c.info.server_version >= EMPTIED)
    server.close()
    with psycopg.connect(server.at) as c:
        names = [name for (name,) in c.execute("SELECT datname FROM pg_database")]
    assert not [name for name in names if name in {*server.new, *server.spare, url.rpartition("/")[2]}]


def test_each_copy_has_what_was_filled_once_and_nothing_that_was_done_to_another(server: Server) -> None:
    times = list[str]()

    def fill(url: str) -> None:
        times.append(url)
        _did(url, "CREATE TABLE kept (word TEXT)", "INSERT INTO kept VALUES ('first')")

    one, two = server.copy(fill), server.copy(fill)
    _did(one, "UPDATE kept SET word = 'changed'")
    three = server.copy(fill)
    for url in (two, three):
        with psycopg.connect(url) as c:
            assert c.execute("SELECT word FROM kept").fetchall() == [("first",)]
    assert len(times) == 1
    for url in (one, two, three):
        server.drop(url)
    assert server.spare == []
    server.close()
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        _did(times[0])
