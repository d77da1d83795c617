"""Files of tests lie in memory where there is room and nobody says otherwise."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.in_memory import SAID, place

ROOT = Path(__file__).parents[2]
WRITES = """
import os, tempfile
from tests.in_memory import place
def test_it(tmp_path):
    assert "PYTEST_XDIST_WORKER" in os.environ
    there = place({}) or tempfile.gettempdir()
    assert tmp_path.is_relative_to(there) and tempfile.gettempdir() == str(there)
"""


def test_files_of_tests_lie_in_memory_where_there_is_room(tmp_path: Path) -> None:
    assert place({}, tmp_path, room=0) == tmp_path
    assert place({}, tmp_path, room=1 << 60) is None
    assert place({}, tmp_path / "missing", room=0) is None


@pytest.mark.parametrize("name", SAID)
def test_whoever_says_where_is_heard(tmp_path: Path, name: str) -> None:
    assert place({name: "/elsewhere"}, tmp_path, room=0) is None


def test_the_workers_of_a_run_write_there(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["tests.in_memory", "tests.workers"]\n')
    (tmp_path / "test_it.py").write_text(WRITES)
    told = {name: said for name, said in os.environ.items() if name not in SAID and not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-q", "--maxprocesses", "1", "."]
    done = subprocess.run(
        command, cwd=tmp_path, env=told | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
