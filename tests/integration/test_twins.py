"""A few rounds of the drill in which many send one command id at once; all of it is benchmarks.drills.twins."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.drills.twins import OPENED, run


@pytest.mark.parametrize("expect", [None, OPENED])
def test_one_command_sent_by_eight_at_once_is_one_fact_and_one_receipt(tmp_path: Path, expect: int | None) -> None:
    found = run(f"sqlite:///{tmp_path}/twins.db", 8, 3, expect=expect)
    assert found.wrong == []
    assert (found.rounds, found.sends, found.facts) == (3, 24, 3)


def test_eight_commands_sent_at_once_are_found_not_to_be_one(tmp_path: Path) -> None:
    found = run(f"sqlite:///{tmp_path}/twins.db", 8, 2, own_ids=True)
    assert found.facts == 16
    assert [wrong.partition(": ")[2] for wrong in found.wrong] == ["8 facts, 8 different receipts"] * 2
