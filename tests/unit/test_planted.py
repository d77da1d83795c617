"""The planted faults fit the code as it is now, and the tests that they name are there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from benchmarks.drills import planted

FAULTS = planted.faults()


def test_every_number_is_there_once() -> None:
    assert [fault.number for fault in FAULTS] == [f"{number:02}" for number in range(1, len(FAULTS) + 1)]
    assert len({fault.promise for fault in FAULTS}) == len(FAULTS) >= 40


def test_every_fault_can_still_be_planted() -> None:
    """One that cannot is made anew, as `benchmarks/drills/planted.py` says."""
    outdated = [fault.path.name for fault in FAULTS if not _applies(fault)]
    assert outdated == []


def _applies(fault: planted.Fault) -> bool:
    check = ["git", "apply", "--check", str(fault.path)]
    return subprocess.run(check, cwd=planted.ROOT, capture_output=True, check=False).returncode == 0


def test_every_test_that_is_to_turn_red_is_there() -> None:
    assert [test for fault in FAULTS for test in fault.red if not _there(test)] == []


def _there(test: str) -> bool:
    file, _, name = test.partition("::")
    path = planted.ROOT / file
    wanted = rf"^def {name.partition('[')[0]}\("
    return path.exists() and re.search(wanted, path.read_text(encoding="utf-8"), re.MULTILINE) is not None


@pytest.mark.parametrize(
    "head", ["Red: tests/a.py::test_b", "Promise: It holds.", "Promise: It holds.\nRed: tests/a.py"]
)
def test_a_fault_says_its_promise_and_its_test(tmp_path: Path, head: str) -> None:
    path = tmp_path / "01-x.patch"
    path.write_text(f"{head}\n\ndiff --git a/a.py b/a.py\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"01-x\.patch says one promise"):
        planted.read(path)
