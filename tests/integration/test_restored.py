"""An older copy of the ledger, restored beside views that have seen more."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from adapters.wiring import Application
from domain.errors import StoreTrouble


def test_views_that_have_seen_more_than_the_ledger_holds_are_refused(tmp_path: Path) -> None:
    ledger, views = tmp_path / "ledger.db", tmp_path / "views.db"

    def noted(name: str) -> Application:
        app = Application.at(f"sqlite:///{ledger}", create=True, views=f"sqlite:///{views}")
        app.record(app.command({"command": "practice.idea", "id": name, "says": name}))
        return app

    noted("first").close()
    shutil.copy(ledger, tmp_path / "copy.db")
    app = noted("second")
    assert len(dict(app.report("board"))) == 2
    app.close()
    shutil.copy(tmp_path / "copy.db", ledger)
    restored = Application.at(f"sqlite:///{ledger}", views=f"sqlite:///{views}")
    with pytest.raises(StoreTrouble, match="an older copy of it was restored"):
        restored.report("board")
    views.unlink()
    assert len(dict(Application.at(f"sqlite:///{ledger}", views=f"sqlite:///{views}").report("board"))) == 1
