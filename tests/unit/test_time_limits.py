"""A test that hangs is red, and those after it still run; nothing else hangs on the clock."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HANGING = """
import subprocess, threading, time, pytest

@pytest.fixture
def server():
    threading.Event().wait()

def test_it_waits_for_a_thread():
    threading.Event().wait()

def test_its_server_never_answers(server): ...

def test_it_waits_for_a_process():
    subprocess.run(["sleep", "1000"])

def test_after_them(): ...

@pytest.mark.timeout(100)
def test_one_that_may_take_longer():
    time.sleep(1.5)
"""


@pytest.mark.parametrize("workers", [(), ("-n", "1")])
def test_what_hangs_is_red_and_the_others_run(tmp_path: Path, workers: tuple[str, ...]) -> None:
    (tmp_path / "test_it.py").write_text(HANGING)
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path)]
    outside = {name: told for name, told in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [*command, "-q", "-p", "no:cacheprovider", "-o", "timeout=1", *workers, "test_it.py"],
        cwd=tmp_path, env=outside, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "2 failed, 2 passed, 1 error" in done.stdout, done.stdout + done.stderr


def test_every_test_has_a_limit(request: pytest.FixtureRequest) -> None:
    assert 60 <= float(request.config.getini("timeout")) <= 600, "generous on a slow machine, and still a limit"
    own = [mark for item in request.session.items for mark in item.iter_markers("timeout")]
    assert all(0 < mark.args[0] <= 3600 for mark in own)
