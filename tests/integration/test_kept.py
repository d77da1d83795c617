"""What a view keeps of one stream is read as it lies there, on either database, with what came since beside it."""

from __future__ import annotations

import shlex

import pytest
from click.testing import CliRunner

from adapters.wiring import Application
from cli.main import main
from cli.things import names_of, terms_of, things
from tests.e2e.conftest import FIRST_HOUR

ACME = "engagement/acme"


@pytest.fixture
def app(url: str, monkeypatch: pytest.MonkeyPatch) -> Application:
    """A ledger with the first hour in it, and a page that was read before its last lines."""
    monkeypatch.setenv("SAMESIDE_STORE", url)
    for line in (*FIRST_HOUR[:5], "report outcomes", "today", *FIRST_HOUR[5:]):
        result = CliRunner().invoke(main, shlex.split(line))
        assert result.exit_code == 0, result.output
    return Application.at(url)


def test_what_is_kept_and_what_came_since_are_both_found(app: Application) -> None:
    assert list(things(app, "extra", ACME)) == ["x-1", *["x-1"] * 3, "x-2"], "kept once, then named by each later fact"
    assert set(things(app, "outcome", ACME)) == {"o-1"}
    assert list(terms_of(app, ACME, "o-1")) == ["1"]
    assert list(names_of(app, ACME)) == ["Ana", "Bo"]
    assert list(things(app, "extra", "engagement/nobody")) == []


def test_facts_that_came_since_are_read_up_to_a_number_of_them(app: Application) -> None:
    fields, newer = app.views.kept("accountability", ACME, ("title",), 2)
    assert fields == ("Faster intake",)
    assert len(newer) == 2
