"""A few points of a disk that is full; all of them are `python -m benchmarks.drills.full_disk`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from adapters.views.sqlite import Sqlite
from benchmarks.drills.small_disk import CannotMount, entering
from cli.main import main
from domain.errors import StoreTrouble

ROOT = Path(__file__).parents[2]
OPEN = "engagement open acme --title T --currency EUR --owner Ana --customer-owner Bo"


def drill(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks.drills.full_disk", "--unmeasured", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def _mountable() -> None:
    try:
        entering()
    except CannotMount as reason:
        pytest.skip(str(reason))


@pytest.mark.usefixtures("_mountable")
def test_on_a_full_disk_what_is_said_is_what_is_stored_and_works_once_there_is_room() -> None:
    ended = drill("--points", "10")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.startswith("10 fill points, 0 wrong")


@pytest.mark.usefixtures("_mountable")
def test_without_the_look_at_what_is_stored_an_import_would_say_that_nothing_is() -> None:
    ended = drill("--only", "import", "--points", "6", "--control")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "how_much='none'" in ended.stdout


def test_a_rebuild_that_cannot_keep_any_view_says_that_none_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ["--store", f"sqlite:///{tmp_path}/ledger.db"]
    assert CliRunner().invoke(main, [*store, *OPEN.split()]).exit_code == 0

    def full(*_: object, **__: object) -> None:
        raise StoreTrouble("the disk is full", said="database or disk is full")

    monkeypatch.setattr(Sqlite, "writing", full)
    ended = CliRunner().invoke(main, [*store, "rebuild"])
    assert (ended.exit_code, "  done: no" in ended.stderr.splitlines()) == (7, True), ended.stderr
