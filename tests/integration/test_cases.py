"""One of the files that once went wrong; the drill benchmarks.drills.cases has more."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.drills.cases import judged

OWNERS = {"owner": {"person": "Ana"}, "customer_owner": {"person": "Bo"}}
OPENED = [
    {"command": "engagement.open", "id": f"e-{n}", "stream": f"e-{n}", "title": "Intake", "currency": "EUR", **OWNERS}
    for n in range(4)
]


def case(folder: Path, lines: list[dict[str, object]]) -> Path:
    """Files of the case with an empty last line."""
    path = folder / "08-blank-last-line"
    path.mkdir()
    (path / "in.ndjson").write_text("".join(json.dumps(line) + "\n" for line in lines) + "\n")
    return path


def test_an_empty_last_line_is_passed_over(tmp_path: Path) -> None:
    well, line = judged(case(tmp_path, OPENED))
    assert well
    assert line == "08-blank-last-line              ok    expected [0, 4], got [0, 4]"


def test_a_case_that_comes_otherwise_than_it_should_is_said_to_be_wrong(tmp_path: Path) -> None:
    well, line = judged(case(tmp_path, OPENED[:3]))
    assert not well
    assert line.endswith("wrong expected [0, 4], got [0, 3]")
