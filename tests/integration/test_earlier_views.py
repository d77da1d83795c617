"""Views that an earlier version kept otherwise are folded anew by whoever reads them; a newer one's are left alone."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner, Result

from adapters.views.bookkeeping import COLUMNS
from adapters.views.books import BOOKS
from adapters.views.databases import database
from cli.main import main
from projections.across import ACROSS
from tests.e2e.conftest import FIRST_HOUR

READ = ("accountability", "outcomes", "learning", "portfolio")
Say = Callable[..., Result]
WITHOUT_FED = "ALTER TABLE builds DROP COLUMN fed"
WITHOUT_PARTS = "DROP TABLE positions"


@pytest.fixture
def say(url: str) -> Say:
    """Types a line at a ledger with the first hour in it, whose views were read and whose last fact they lack."""

    def typed(line: str, code: int = 0) -> Result:
        result = CliRunner().invoke(main, ["--store", url, *shlex.split(line)])
        assert result.exit_code == code, f"{line}\n{result.output}"
        return result

    for line in (*FIRST_HOUR[:-1], *(f"report {view}" for view in READ), FIRST_HOUR[-1]):
        typed(line)
    return typed


def rows(say: Say) -> list[Any]:
    return [json.loads(say(f"report {view} --json").stdout)["rows"] for view in READ]


def asked(url: str, *statements: str) -> list[Any]:
    """The answer to the last of these."""
    views = database(url)
    try:
        with views.writing() as c:
            cursor: Any = None
            for statement in statements:
                cursor = c.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []
    finally:
        views.close()


@pytest.mark.parametrize("earlier", [(WITHOUT_FED,), (WITHOUT_PARTS, WITHOUT_FED), ("DROP TABLE owed",)])
def test_books_that_an_earlier_version_kept_otherwise_are_made_anew(
    say: Say, url: str, earlier: tuple[str, ...]
) -> None:
    asked(url, *earlier)
    found = rows(say)
    say("rebuild --verify")
    assert asked(url, "SELECT 1 FROM builds WHERE NOT live OR version=0") == []
    asked(url, *earlier)
    say("rebuild")
    assert rows(say) == found
    assert found[0]


def test_a_view_that_an_earlier_version_kept_in_other_columns_is_made_anew(say: Say, url: str) -> None:
    (table,) = asked(url, "SELECT projection || '_v' || version || '_g1' FROM builds WHERE projection='outcomes'")[0]
    asked(url, f"ALTER TABLE {table} RENAME COLUMN says TO said")
    found = rows(say)
    assert found[1][0]["says"]
    say("rebuild --verify")
    assert asked(url, "SELECT 1 FROM builds WHERE NOT live OR version=0") == []
    assert asked(url, "SELECT says FROM outcomes")


def test_until_it_is_folded_anew_the_plain_name_shows_what_was_there(say: Say, url: str) -> None:
    before = asked(url, "SELECT * FROM learning ORDER BY key")
    asked(url, WITHOUT_FED)
    say("report outcomes")
    assert asked(url, "SELECT * FROM learning ORDER BY key") == before
    assert asked(url, "SELECT live FROM builds WHERE projection='learning' AND version=0")


def test_what_reads_a_view_of_an_earlier_version_waits_until_that_has_the_columns(say: Say, url: str) -> None:
    """Another view that it reads is made anew first."""
    before = rows(say)
    query = "SELECT projection || '_v' || version || '_g' || generation FROM builds WHERE projection='account'"
    ((table,),) = asked(url, query)
    above = [f"DROP VIEW IF EXISTS {view.name}" for view in ACROSS if "account" in view.reads]
    lacks = f"ALTER TABLE {table} DROP COLUMN merged_into"
    asked(url, *above, "DROP VIEW account", lacks, f"CREATE VIEW account AS SELECT * FROM {table}", WITHOUT_FED)
    say("report accountability")
    assert rows(say) == before
    assert len(asked(url, "SELECT merged_into FROM account")) == len(before[-1])
    say("rebuild --verify")


def test_what_a_newer_version_keeps_is_refused_in_one_sentence_and_left(say: Say, url: str) -> None:
    asked(url, "ALTER TABLE positions ADD COLUMN since TEXT")
    told = say("report outcomes", 8).stderr
    assert "a newer version of sameside keeps these views" in told
    assert "SAMESIDE_VIEWS" in told
    assert asked(url, "SELECT since FROM positions")


def test_what_is_known_of_the_books_is_what_is_made() -> None:
    assert {table.name: {*table.columns.keys()} for table in BOOKS.sorted_tables} == COLUMNS
