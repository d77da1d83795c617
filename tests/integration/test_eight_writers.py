"""Many processes on one file: what the long drill shows in 30 seconds, in one."""

from __future__ import annotations

from pathlib import Path

from benchmarks.drills.eight_writers import run


def test_four_writers_lose_and_double_nothing_and_a_reader_of_the_tail_misses_nothing(tmp_path: Path) -> None:
    found = run(f"sqlite:///{tmp_path}/drill.db", seconds=1, writers=4)
    assert found.wrong == []
    assert found.acknowledged == found.stored == found.seen > 0


def test_a_fact_that_the_reader_did_not_see_would_be_found(tmp_path: Path) -> None:
    found = run(f"sqlite:///{tmp_path}/drill.db", seconds=0.5, writers=2, control=True)
    assert found.wrong == ["the reader missed 1 facts, or saw them out of order"]
