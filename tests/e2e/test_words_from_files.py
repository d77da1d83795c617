"""Words out of files: a title copied off a web page, a reason of several lines in a cell, and what comes back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.e2e.conftest import Run

OPENS = {"command": "engagement.open", "occurred_at": "2024-01-01", "currency": "EUR"}
OWNERS = {"owner": {"person": "Ana"}, "customer_owner": {"person": "Bo"}}
TITLES = {"nb": "Dupont\u00a0SA", "nn": "Remise de 1\u202f000\u00a0€"}


def test_titles_with_no_break_spaces_are_imported_as_they_are_written(run: Run, tmp_path: Path) -> None:
    lines = [{**OPENS, **OWNERS, "id": f"{name}/open", "stream": name, "title": one} for name, one in TITLES.items()]
    (tmp_path / "in.ndjson").write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    run(f"import {tmp_path}/in.ndjson")
    for name, title in TITLES.items():
        assert title in run(f"report accountability {name}").output


def test_a_reason_of_several_lines_in_a_cell_comes_back_in_csv_and_stays_under_its_label(
    run: Run, tmp_path: Path
) -> None:
    told = io.StringIO()
    writer = csv.writer(told)
    writer.writerow(["command", "id", "stream", "idea", "says", "why"])
    writer.writerow(["practice.idea", "i1", "own", "i-1", "call first\nthen write", "they wait\nand nobody says why"])
    (tmp_path / "in.csv").write_text(told.getvalue(), encoding="utf-8", newline="")
    run(f"import {tmp_path}/in.csv")
    rows = list(csv.DictReader(io.StringIO(run("report board --csv").output, newline="")))
    assert [one["says"] for one in rows] == ["call first\nthen write"]
    assert len(run("report board --plain").output.splitlines()) == 1
    assert "call first ⏎ then write" in run("practice list").output
