"""`sameside import`, as somebody types it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from adapters.wiring import Application
from cli.main import main
from tests.imports import held, opened

GOOD = [opened("a"), held("a", 1)]
WRONG = [*GOOD, held("b", 1), held("b", 2)]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def load(told: list[dict[str, Any]], *words: str, file: str = "c.ndjson") -> Result:
    text = "".join(json.dumps(one) + "\n" for one in told)
    Path("c.ndjson").write_text(text)
    return CliRunner().invoke(main, ["import", file, *words], input=text if file == "-" else None)


def test_it_says_what_was_added_on_stderr_and_nothing_on_stdout() -> None:
    found = load(GOOD)
    assert found.exit_code == 0
    assert found.stderr.startswith("2 commands, 2 facts added in 1 stream; 0 known already; ")
    assert found.stdout == ""


def test_it_reads_from_stdin() -> None:
    assert load(GOOD, file="-").stderr.startswith("2 commands")


def test_refused_whole_it_names_every_line_and_the_way_out_and_exits_3() -> None:
    found = load(WRONG)
    assert found.exit_code == 3
    assert found.stderr.splitlines() == [
        "line 3, engagement/b: NOT-OPEN: There is no engagement of this name",
        "line 4, engagement/b: NOT-OPEN: There is no engagement of this name (after an earlier error of its stream)",
        "2 of 4 lines are wrong; nothing was written. Put them right, or import the other streams with --keep-going",
    ]
    assert not Path("sameside.db").exists(), "nothing is left of a ledger that was made for it"


def test_kept_going_it_says_what_was_left_out_and_exits_6() -> None:
    found = load(WRONG, "--keep-going")
    assert found.exit_code == 6
    assert "2 of 4 lines are wrong; 1 stream left out" in found.stderr
    assert Application.at().store.position() == 2


def test_as_json_the_summary_is_a_document_and_every_wrong_line_an_object() -> None:
    found = load(WRONG, "--keep-going", "--json")
    summary = json.loads(found.stdout)
    assert summary["schema"] == "sameside.import"
    assert (summary["lines"], summary["facts"], summary["wrong"], summary["exit"]) == (4, 2, 2, 6)
    told = [json.loads(line)["wrong"] for line in found.stderr.splitlines()]
    assert [(one["line"], one["code"], one["again"]) for one in told] == [(3, "NOT-OPEN", False), (4, "NOT-OPEN", True)]


def test_a_file_that_is_not_there_is_a_usage_error() -> None:
    found = CliRunner().invoke(main, ["import", "nowhere.ndjson"])
    assert found.exit_code == 2
    assert "nowhere.ndjson" in found.stderr
