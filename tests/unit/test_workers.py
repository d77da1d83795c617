"""Which runs have workers; and tests that start a Kafka of their own stay together, so that never two run at once."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import workers
from tests.workers import FOLDERS, OWN_SERVERS, WAITING, turns

ROOT = Path(__file__).parents[2]
STARTS = re.compile(r"\b(?:Broker|Secured)\(|\bown_broker: |\bkill_broker\.drill\(")
STORED = """
import pathlib, subprocess, sys
def test_a_child_finds_what_another_compiled():
    told = [sys.executable, "-c", "import json, sys; print(sys.dont_write_bytecode, json.__cached__)"]
    forbidden, at = subprocess.run(told, capture_output=True, text=True).stdout.split()
    assert forbidden == "False" and "compiled-" in at and pathlib.Path(at).exists()
"""
IN_A_WORKER = "import os\ndef test_where_it_runs(): assert 'PYTEST_XDIST_WORKER' in os.environ\n"


@pytest.mark.parametrize(("words", "code"), [(["."], 0), ([".", "-n", "0"], 1), ([".", "-s"], 1), (["test_it.py"], 1)])
def test_a_run_of_folders_has_workers_and_one_of_single_files_none(tmp_path: Path, words: list[str], code: int) -> None:
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["tests.workers"]\n')
    (tmp_path / "test_it.py").write_text(IN_A_WORKER)
    outside = {name: told for name, told in os.environ.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-q", "--maxprocesses", "1", *words]
    own = {**outside, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr


def test_a_run_stores_what_it_compiles_only_for_itself_where_that_is_forbidden(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["tests.workers", "tests.compiled"]\n')
    (tmp_path / "test_it.py").write_text(STORED)
    found = {name: told for name, told in os.environ.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-q", "--maxprocesses", "1", "."]
    own = {**found, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(tmp_path)}
    own.pop("PYTHONPYCACHEPREFIX", None)
    done = subprocess.run(command, cwd=tmp_path, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [path.name for path in tmp_path.iterdir() if path.match("compiled-*") or path.name == "__pycache__"] == []


def test_there_are_two_workers_more_than_processors_unless_somebody_says_how_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.delenv("PYTEST_XDIST_AUTO_NUM_WORKERS", raising=False)
    assert workers.pytest_xdist_auto_num_workers() == 4
    monkeypatch.setenv("PYTEST_XDIST_AUTO_NUM_WORKERS", "2")
    assert workers.pytest_xdist_auto_num_workers() is None


def test_every_folder_of_tests_has_its_turn() -> None:
    found = {path.parent.relative_to(ROOT / "tests").parts[0] for path in ROOT.glob("tests/*/**/test_*.py")}
    assert found == {*FOLDERS, WAITING}


def test_files_that_wait_come_between_those_that_compute() -> None:
    own, browser = "tests/kafka/test_drills.py", "tests/browser/test_print.py"
    files = ["tests/unit/test_a.py", *(f"tests/kafka/test_{name}.py" for name in "bc"), "tests/property/test_d.py"]
    found = turns([*files, "tests/unit/cli/test_e.py", browser, own])
    assert sorted(found, key=found.__getitem__) == [
        *(own, browser, "tests/kafka/test_b.py", "tests/property/test_d.py"),
        *("tests/kafka/test_c.py", "tests/unit/test_a.py", "tests/unit/cli/test_e.py"),
    ]


def test_every_file_that_starts_a_kafka_of_its_own_is_named() -> None:
    folders = [ROOT / "tests" / name for name in ("contract", "e2e", "integration", "kafka", "property")]
    files = [path for folder in folders for path in folder.glob("test_*.py")]
    found = {str(path.relative_to(ROOT)) for path in files if STARTS.search(path.read_text())}
    assert found == set(OWN_SERVERS)
