"""A fault that is planted is seen; where its test proves nothing, that is said."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.drills import planted
from benchmarks.drills.planted import Fault, Tree

QUICK = planted.faults(["14"])[0]
ELSEWHERE = "tests/unit/domain/test_ledger.py::test_a_receipt_says_where_the_facts_went"


@pytest.mark.timeout(600)
def test_a_planted_fault_turns_its_test_red() -> None:
    command = [sys.executable, "-m", "benchmarks.drills.planted", QUICK.number]
    done = subprocess.run(command, cwd=planted.ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.stdout.splitlines()[-1:] == ["1 planted, 1 red"], done.stdout + done.stderr
    assert done.returncode == 0


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return Tree(tmp_path_factory.mktemp("planted") / "tree")


def fault(folder: Path, code: str) -> Fault:
    """The quick one, with another line in its place."""
    lines = QUICK.path.read_text(encoding="utf-8").splitlines(keepends=True)
    path = folder / QUICK.path.name
    path.write_text("".join(f"+{code}\n" if line.startswith("+ ") else line for line in lines), encoding="utf-8")
    return planted.read(path)


def test_a_test_that_guards_another_promise_has_not_seen_it(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    assert not tree.shows(QUICK._replace(red=(*QUICK.red, ELSEWHERE)))
    assert f"{ELSEWHERE} still passes" in capsys.readouterr().out
    assert tree.shows(QUICK), "the fault before is gone, and this one is seen"


def test_what_cannot_be_run_at_all_has_not_been_seen(
    tree: Tree, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not tree.shows(fault(tmp_path, "        recorded_at = 1 2"))
    assert f"{QUICK.red[0]} could not be run" in capsys.readouterr().out


def test_a_test_that_hangs_has_not_seen_it(
    tree: Tree, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planted, "PATIENCE_SECONDS", 4)
    assert not tree.shows(fault(tmp_path, "        recorded_at = __import__('threading').Event().wait()"))
    assert f"{QUICK.red[0]} did not end within 4 s" in capsys.readouterr().out
