"""An older copy of the ledger, restored beside views that have seen more."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from adapters.event_store.store import open_store
from adapters.wiring import Application
from domain.errors import StoreTrouble


def test_views_are_not_put_into_the_database_of_another_program(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.db"
    with closing(sqlite3.connect(theirs)) as c:
        c.execute("CREATE TABLE customers (name TEXT)")
    app = Application.at(f"sqlite:///{tmp_path}/ledger.db", create=True, views=f"sqlite:///{theirs}")
    with pytest.raises(StoreTrouble, match="belongs to another program"):
        app.views.report("board")
    with closing(sqlite3.connect(theirs)) as c:
        assert c.execute("SELECT name FROM sqlite_master").fetchall() == [("customers",)]


def test_views_that_have_seen_more_than_the_ledger_holds_are_refused(tmp_path: Path) -> None:
    ledger, views = tmp_path / "ledger.db", tmp_path / "views.db"

    def noted(name: str) -> Application:
        app = Application.at(f"sqlite:///{ledger}", create=True, views=f"sqlite:///{views}")
        app.record(app.command({"command": "practice.idea", "id": name, "says": name}))
        return app

    noted("first").close()
    shutil.copy(ledger, tmp_path / "copy.db")
    app = noted("second")
    assert len(dict(app.views.report("board"))) == 2
    app.close()
    shutil.copy(tmp_path / "copy.db", ledger)
    restored = Application.at(f"sqlite:///{ledger}", views=f"sqlite:///{views}")
    with pytest.raises(StoreTrouble, match=r"an older copy of it was restored.* SAMESIDE_VIEWS"):
        restored.views.report("board")
    elsewhere = Application.at(f"sqlite:///{ledger}", views=f"sqlite:///{tmp_path}/new.db")
    assert len(dict(elsewhere.views.report("board"))) == 1, "there they are made anew"
    for n in range(3):  # nor when the copy has grown past what they have seen
        restored.record(restored.command({"command": "practice.idea", "id": f"later-{n}", "says": "later"}))
    with pytest.raises(StoreTrouble, match="an older copy of it was restored"):
        restored.views.report("board")
    views.unlink()
    assert len(dict(Application.at(f"sqlite:///{ledger}", views=f"sqlite:///{views}").views.report("board"))) == 4


def test_views_at_a_place_of_no_known_kind_are_refused(tmp_path: Path) -> None:
    app = Application.at(f"sqlite:///{tmp_path}/ledger.db", create=True, views="views.db")
    with pytest.raises(StoreTrouble, match="sqlite:///FILE or postgresql://"):
        app.views.report("board")


def test_without_its_driver_a_place_in_postgresql_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    room = "adapters.event_store.postgres"
    for name in [name for name in sys.modules if name.startswith(f"{room}.")]:
        monkeypatch.delitem(sys.modules, name)
        monkeypatch.delattr(f"{room}.{name.rpartition('.')[2]}", raising=False)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreTrouble, match="uv sync --extra postgres"):
        open_store("postgresql://owner@127.0.0.1:1/acme", create=False)
