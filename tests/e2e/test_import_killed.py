"""A few rounds of the drill that kills imports; all of it is `python -m benchmarks.drills.kill_import`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.drills.kill_import import run


def test_an_import_killed_at_any_moment_is_completed_by_importing_again(tmp_path: Path) -> None:
    tally = run(tmp_path, times=5, accounts=4, seed=7)
    assert tally.different == []
    assert tally.part >= 1
