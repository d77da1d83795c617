"""Which runs have workers; and tests that start servers of their own stay together, so that never two run at once."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workers import OWN_SERVERS

ROOT = Path(__file__).parents[2]
STARTS = re.compile(r"\b(?:Broker|Secured)\(|\bCluster\((?:fsync|tls)|\bown_broker: |\bkill_broker\.drill\(")
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


def test_every_file_that_starts_a_server_of_its_own_is_named() -> None:
    folders = [ROOT / "tests" / name for name in ("contract", "e2e", "integration", "kafka", "property")]
    files = [path for folder in folders for path in folder.glob("test_*.py")]
    found = {str(path.relative_to(ROOT)) for path in files if STARTS.search(path.read_text())}
    assert found == set(OWN_SERVERS)
