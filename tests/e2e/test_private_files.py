"""What a ledger keeps is for its owner alone to read; and is read on a full disk too."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Run

REAL = sqlite3.connect


@pytest.fixture
def views(store: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Views in a file of their own."""
    path = Path(store.removeprefix("sqlite:///")).parent / "views.db"
    monkeypatch.setenv("SAMESIDE_VIEWS", f"sqlite:///{path}")
    return path


@pytest.fixture
def _usual_umask() -> Iterator[None]:
    """As most machines have it: new files are for all to read."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_usual_umask")
def test_a_ledger_its_views_and_what_stands_beside_are_for_their_owner_alone(views: Path, first_hour: Run) -> None:
    first_hour("report accountability acme")
    first_hour('invite acme --who "Jan Peters"')
    made = {path.name: path.stat().st_mode & 0o777 for path in views.parent.iterdir() if ".db" in path.name}
    assert {"ledger.db", "views.db", "ledger-sign-in.db"} <= made.keys()
    assert set(made.values()) == {0o600}


def test_a_report_as_of_a_moment_leaves_no_file_behind(
    first_hour: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    first_hour("report engagements --as-of 2126-01-01")
    assert sorted(tmp_path.iterdir()) == before


def test_a_report_is_answered_where_no_room_is_left_for_it(
    views: Path, first_hour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_hour("report accountability acme")
    with closing(REAL(views, isolation_level=None)) as file:
        file.execute("VACUUM")  # nothing is free in it
        pages = file.execute("PRAGMA page_count").fetchone()[0]

    def full(path: Any, *given: Any, **more: Any) -> sqlite3.Connection:
        connection = REAL(path, *given, **more)
        if Path(str(path)) == views:
            connection.execute(f"PRAGMA max_page_count={pages}")
        return connection

    with monkeypatch.context() as patched:
        patched.setattr("adapters.views.sqlite.sqlite3.connect", full)
        told = first_hour("report why acme --json").stdout  # no table of it is there yet
    assert told == first_hour("report why acme --json").stdout
    assert json.loads(told)["rows"]
