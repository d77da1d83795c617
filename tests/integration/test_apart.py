"""Views rebuilt by several processes are those that one makes; when one of them fails, nothing is changed."""

from __future__ import annotations

import signal
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from adapters.projecting import workers as apart
from adapters.projecting.rebuild import rebuild
from adapters.proving.verify import digest
from adapters.wiring import Application
from benchmarks.histories import lines, load
from domain.errors import StoreTrouble
from projections.registry import PROJECTIONS
from projections.why import WHY


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Application:
    """A portfolio, and three processes for however few facts."""
    monkeypatch.setattr(apart, "WORTH", 100)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    found = Application.at(f"sqlite:///{tmp_path}/l.db", create=True, jobs=3)
    load(found, lines(1200))
    return found


def test_several_processes_make_the_views_that_one_makes(app: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    app.projector.catch_up(PROJECTIONS)
    alone = {one.name: digest(app.projector.models, one) for one in PROJECTIONS}
    started: list[apart.Task] = []
    real = apart.Other.__init__
    monkeypatch.setattr(apart.Other, "__init__", lambda self, task: (started.append(task), real(self, task))[1])
    seen: list[int] = []
    rebuild(app.projector, PROJECTIONS, lambda done, _total: seen.append(done))
    assert len(started) == 2
    assert {one.name: digest(app.projector.models, one) for one in PROJECTIONS} == alone
    rows = app.projector.models.database.connection.execute(
        f"SELECT count(*) FROM stream_versions WHERE build='why_v{WHY.version}_g2'"
    ).fetchall()
    assert rows[0][0] == len({row[1] for row in app.store.page(0, 10_000)})
    app.close()


def test_a_stream_that_cannot_be_folded_waits_wherever_it_was_folded(app: Application) -> None:
    last = max(row[1] for row in app.store.page(0, 10_000) if row[1].startswith("engagement/"))
    with closing(sqlite3.connect(app.settings.store.removeprefix("sqlite:///"))) as c, c:
        for (name,) in c.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
            c.execute(f"DROP TRIGGER {name}")
        c.execute("UPDATE stored_events SET state=X'00' WHERE originator_id=? AND originator_version=3", (last,))
    rebuild(app.projector, PROJECTIONS)
    assert {one.stream for one in app.projector.parked()} == {last}
    assert app.projector.document(PROJECTIONS[0], last) is not None, "what came before is there"
    app.close()


def test_when_one_of_them_fails_the_views_stay_and_nothing_is_left(
    app: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.projector.catch_up(PROJECTIONS)
    before = {one.name: digest(app.projector.models, one) for one in PROJECTIONS}
    join = apart.Others.join

    def killed(self: apart.Others, models: object, heard: Callable[[], None]) -> list[str]:
        for one in self.working:
            one.process.kill()
        return join(self, models, heard)  # type: ignore[arg-type]

    monkeypatch.setattr(apart.Others, "join", killed)
    monkeypatch.setattr(apart.Other, "__init__", _stands_still(apart.Other.__init__))
    with pytest.raises(StoreTrouble, match="a process that folds beside this one failed"):
        rebuild(app.projector, PROJECTIONS)
    assert {one.name: digest(app.projector.models, one) for one in PROJECTIONS} == before
    assert {build.generation for build in app.projector.models.standing()} == {1}
    assert list((tmp_path / "scratch").iterdir()) == []
    app.close()


def test_what_troubles_another_process_is_said(app: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    app.projector.catch_up(PROJECTIONS)
    app.projector.workers = app.projector.workers._replace(store="sqlite:///nowhere.db")  # type: ignore[union-attr]
    with pytest.raises(StoreTrouble, match=r"nowhere|no ledger|not there"):
        rebuild(app.projector, PROJECTIONS)
    app.close()


def _stands_still(real: object) -> object:
    """It is stopped as soon as it is started, so that it cannot have ended when it is killed."""

    def begin(self: apart.Other, task: apart.Task) -> None:
        real(self, task)  # type: ignore[operator]
        self.process.send_signal(signal.SIGSTOP)

    return begin
