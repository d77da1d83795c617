"""A few kills of the server of the pages; all of them are `python -m benchmarks.portal_kills`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.portal_kills import run


def test_what_was_answered_before_a_kill_is_there_once_and_what_is_sent_again_adds_nothing(tmp_path: Path) -> None:
    found = run(f"sqlite:///{tmp_path}/ledger.db", tmp_path / "log", 5)
    assert found.wrong == []
    assert (found.kills, found.sessions) == (5, 20)
    assert found.resent == found.answered + found.unanswered
    assert found.answered > 0
    assert found.unanswered > 0


def test_forms_sent_again_under_fresh_keys_are_found_to_be_there_twice(tmp_path: Path) -> None:
    found = run(f"sqlite:///{tmp_path}/ledger.db", tmp_path / "log", 1, fresh_keys=True)
    doubled = [wrong for wrong in found.wrong if wrong.endswith(": sent again, 2 facts")]
    assert len(doubled) == found.answered + found.recorded_unanswered > 0
